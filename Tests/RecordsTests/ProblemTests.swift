import Records
import Testing

@testable import Records

/// All problems at once, each with the path of its value.
@Suite struct ProblemTests {
    @Test func `tells every value of another shape in one go, and keeps the rest`() throws {
        let reading = try SampleReading(
            """
            {"title": {"en": 5, "ru": "Да"}, "number": 1.5, "place": [1], "main": {"name": [], "date": 1995},
             "parts": [{"name": "first"}, 7, {"name": "third", "choice": {}, "inner": [{"name": null}, {"name": "x"}]}],
             "claims": {}, "note": false, "price": "kept"}
            """)
        #expect(
            reading.paths == [
                "title.en", "number", "place", "main.name", "main.date", "parts.1", "parts.2.choice",
                "parts.2.inner.0.name", "claims", "note",
            ])
        #expect(reading.record.price.text == "kept")
        #expect(reading.record.parts.first?.name.text == "first")
        #expect(reading.record.parts.last?.inner.last?.name.text == "x")
    }

    @Test func `an element that cannot be read does not move the places of those after it`() throws {
        let reading = try SampleReading(
            #"{"title": {"en": "T"}, "parts": [5, {"name": "ok"}, {"choice": "three"}, [], {"date": "1995"}]}"#
        )
        #expect(reading.paths == ["parts.0", "parts.3"])
        let later = reading.record.problems.filter {
            !["parts.0", "parts.3"].contains(String($0.path.prefix(7)))
        }
        #expect(later.map(\.path) == ["parts.2.name", "parts.2.choice", "parts.4.name"])
    }

    @Test func `the journal's reader leaves out an element that it cannot read`() throws {
        let record = try SampleRecord(
            json: Array(#"{"title": {"en": "T"}, "parts": [5, {"name": "ok"}]}"#.utf8))
        #expect(record.parts.map(\.name.text) == ["ok"])
    }

    @Test func `tells unknown and repeated members at every depth`() throws {
        let reading = try SampleReading(
            """
            {"title": {"en": "T", "en": "U"}, "titel": {}, "main": {"name": "a", "name": "b", "x": [{"deep": 1}]},
             "parts": [{"name": "a", "inner": [{"name": "b", "y": null}]}], "number": 1, "number": 2,
             "claims": [{"value": {"name": "a"}, "z": 0}]}
            """)
        #expect(
            reading.problems.map { "\($0.path) \($0.reason)" } == [
                "title.en repeatedField", "titel unknownField", "main.name repeatedField",
                "main.x unknownField",
                "parts.0.inner.0.y unknownField", "number repeatedField", "claims.0.z unknownField",
            ])
    }

    @Test func `the journal's reader skips what it does not know`() throws {
        let known = #"{"title":{"en":"T"},"parts":[{"name":"a"}]}"#
        let more = #"{"future":[1,{"a":null}],"title":{"en":"T"},"parts":[{"new":{},"name":"a"}],"z":1e999}"#
        #expect(try SampleRecord(json: Array(more.utf8)).json == Array(known.utf8))
    }

    @Test func `finds everything that is missing`() {
        var record = SampleRecord()
        record.parts = [SampleGroup(), SampleGroup()]
        record.parts[1].date = date("1995")
        record.claims = [Claim()]
        #expect(
            record.problems.map(\.description) == [
                "title: must not be empty", "parts.0: must not be empty", "parts.0.name: must not be empty",
                "parts.1.name: must not be empty", "claims.0: must not be empty",
                "claims.0.value: must not be empty",
            ])
    }

    @Test func `finds what is wrong in values, with their paths`() throws {
        let reading = try SampleReading(
            """
            {"title": {"en": "a\\u0001", "xx-yy-zz-ww": "?", "de": "b\\u007f"}, "place": [91, 0],
             "main": {"name": "n", "choice": "three"}, "parts": [{"name": "n\\u0002"}]}
            """)
        #expect(reading.problems.isEmpty)
        #expect(
            Set(reading.record.problems.map(\.path)) == [
                "title", "title.en", "title.de", "place", "main.choice", "parts.0.name",
            ])
    }

    @Test func `a wrong date is named at its place and leaves nothing`() throws {
        let reading = try SampleReading(
            #"{"title": {"en": "T"}, "parts": [{"name": "a", "date": "1995-13"}, {"name": "b", "date": "1995"}]}"#
        )
        #expect(reading.paths == ["parts.0.date"])
        #expect(reading.record.parts.map(\.date.text) == ["", "1995"])
    }

    @Test func `an unknown choice is kept as it was written, and told`() throws {
        let text = #"{"title":{"en":"T"},"main":{"name":"a","choice":"three"}}"#
        let record = try SampleRecord(json: Array(text.utf8))
        #expect(record.main.choice.value == nil)
        #expect(record.main.choice.text == "three")
        #expect(record.json == Array(text.utf8))
        #expect(record.problems.map(\.description) == ["main.choice: 'three' is none of one, two"])
    }

    @Test func `a list has 2,000 entries at most, and a record 200 problems of reading`() throws {
        let many = (0..<2_001).map { _ in #"{"name":"a"}"# }.joined(separator: ",")
        let record = try SampleReading(#"{"title":{"en":"T"},"parts":["# + many + "]}").record
        #expect(record.problems == [Problem(path: "parts", reason: .tooMany(limit: 2_000))])
        let wrong = (0..<1_000).map { "\"x\($0)\":0" }.joined(separator: ",")
        #expect(try SampleReading(#"{"title":{"en":"T"},"# + wrong + "}").problems.count == Problem.limit)
    }

    @Test func `what is no record at all is refused`() {
        for text in ["", "[]", "null", "1", "\"a\"", "true", "{", #"{"title":"#, "{} {}", #"{"title": tru}"#]
        {
            #expect(throws: JSONProblem.self, "\(text)") { try SampleRecord(json: Array(text.utf8)) }
        }
    }

    @Test func `null stands for no value of any field`() throws {
        let reading = try SampleReading(#"{"title": null, "number": null, "main": null, "parts": null}"#)
        #expect(reading.paths == ["title", "number", "main", "parts"])
    }

    @Test func `puts every problem into a sentence`() {
        let reasons: [Problem.Reason] = [
            .required, .shape(expected: "a text"), .unknownField, .repeatedField,
            .unknownChoice("x", known: ["a"]),
            .date("is no date"), .code("x"), .slug("x"), .language("x"), .webAddress("x"),
            .tooLong(limitBytes: 1),
            .tooMany(limit: 1), .control(1), .range("is out of range"), .noFile("x"), .picture("is broken"),
            .rule("is against a rule"),
        ]
        #expect(Set(reasons.map { Problem(path: "a", reason: $0).description }).count == reasons.count)
        #expect(Problem(path: "", reason: .required).description == "must not be empty")
        #expect(
            Problem(path: "a.0", reason: .control(0x1F)).description
                == "a.0: holds the control character U+1F")
    }

    private func date(_ text: String) -> EDTF { (try? EDTF(text)) ?? EDTF() }
}
