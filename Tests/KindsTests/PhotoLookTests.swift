import Kinds
import Records
import Testing

@Suite struct PhotoLookTests {
    private func photo(_ looks: String) throws -> Photo {
        try Photo(json: Array(#"{"slug":"a","title":{"en":"A"},"looks":[\#(looks)]}"#.utf8))
    }

    private func problems(of looks: String) throws -> [Problem] {
        try photo(looks).problems.filter { $0.path.hasPrefix("looks") }
    }

    @Test func `a look needs its part and its title`() throws {
        #expect(
            try problems(of: #"{"text":{"en":"What there is to see"}}"#) == [
                Problem(path: "looks.0.part", reason: .required),
                Problem(path: "looks.0.title", reason: .required),
            ])
        #expect(try problems(of: #"{"part":"12.5, 30, 8, 10","title":{"en":"A sail"}}"#).isEmpty)
    }

    @Test(arguments: ["pct:90,0,20,10", "pct:0,0,0,10", "full", "12.5, 30"])
    func `a part lies on the picture`(_ part: String) throws {
        #expect(
            try problems(of: #"{"part":"\#(part)","title":{"en":"A sail"}}"#).map(\.path) == ["looks.0.part"])
    }

    @Test func `there are no more looks than somebody follows`() throws {
        let one = #"{"part":"pct:0,0,10,10","title":{"en":"A sail"}}"#
        let full = Array(repeating: one, count: Photo.Look.limit)
        #expect(try problems(of: full.joined(separator: ",")).isEmpty)
        #expect(
            try problems(of: (full + [one]).joined(separator: ",")) == [
                Problem(path: "looks", reason: .tooMany(limit: Photo.Look.limit))
            ])
    }

    @Test func `what looks say is found and translated`() throws {
        let contents = try photo(
            #"{"part":"pct:0,0,10,10","title":{"en":"A sail"},"text":{"en":"It is *white*."}}"#
        ).contents
        #expect(Set(contents.searchTexts.map(\.text)).isSuperset(of: ["A sail", "It is *white*."]))
        let translated = contents.translated.filter { $0.path.hasPrefix("looks") }
        #expect(translated.map(\.path) == ["looks.0.title", "looks.0.text"])
        #expect(translated.map(\.isProse) == [false, true])
    }
}
