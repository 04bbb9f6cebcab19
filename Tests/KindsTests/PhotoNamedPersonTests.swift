import Kinds
import Records
import Testing

@Suite struct PhotoNamedPersonTests {
    private func photo(_ named: String) throws -> Photo {
        try Photo(json: Array(#"{"slug":"a","title":{"en":"A"},"named":[\#(named)]}"#.utf8))
    }

    private func problems(of named: String) throws -> [Problem] {
        try photo(named).problems.filter { $0.path.hasPrefix("named") }
    }

    @Test func `somebody who is named needs a name, and neither a place nor an office`() throws {
        #expect(
            try problems(of: #"{"part":"pct:0,0,10,10"}"#) == [
                Problem(path: "named.0.name", reason: .required)
            ])
        #expect(try problems(of: #"{"name":{"en":"Ada Example"}}"#).isEmpty)
        #expect(
            try problems(of: #"{"part":"pct:90,0,20,10","name":{"en":"Ada Example"}}"#).map(\.path) == [
                "named.0.part"
            ])
    }

    @Test func `there are no more people than a page can list`() throws {
        let full = Array(repeating: #"{"name":{"en":"Ada Example"}}"#, count: Photo.NamedPerson.limit)
        #expect(try problems(of: full.joined(separator: ",")).isEmpty)
        #expect(
            try problems(of: (full + [full[0]]).joined(separator: ",")) == [
                Problem(path: "named", reason: .tooMany(limit: Photo.NamedPerson.limit))
            ])
    }

    @Test func `names and offices are found and translated`() throws {
        let contents = try photo(
            #"{"name":{"en":"Ada Example"},"office":{"en":"Mayor","de":"Bürgermeisterin"}}"#
        ).contents
        #expect(
            Set(contents.searchTexts.map(\.text)).isSuperset(of: [
                "Ada Example", "Mayor", "Bürgermeisterin",
            ]))
        let translated = contents.translated.filter { $0.path.hasPrefix("named") }
        #expect(translated.map(\.path) == ["named.0.name", "named.0.office"])
    }

    @Test func `by which consent somebody is named, visitors do not see`() throws {
        let whole = try photo(
            #"{"name":{"en":"Ada Example"},"office":{"en":"Mayor"},"coveredBy":"C0000C1"}"#)
        let seen = whole.seen(by: .visitor)
        #expect(
            seen.named.map(\.name) == whole.named.map(\.name) && seen.named.map(\.office.isEmpty) == [false])
        #expect(seen.named.allSatisfy(\.coveredBy.isEmpty) && seen.contents.references.isEmpty)
        #expect(!String(decoding: seen.json, as: UTF8.self).contains("C0000C1"))
        #expect(whole.seen(by: .staff) == whole)
    }
}
