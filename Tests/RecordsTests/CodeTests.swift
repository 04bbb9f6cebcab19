import Records
import TestKit
import Testing

@Suite struct CodeTests {
    @Test func `every random code is read back as it was written`() {
        var source = Seeded(11)
        for _ in 0..<2_000 {
            let code = Code.random(using: &source)
            let text = code.text
            let isSound =
                text.utf8.count == Code.length && text.utf8.allSatisfy { Code.alphabet.contains($0) }
            if !isSound || Code(text) != code || Code(text.lowercased()) != code { Issue.record("\(text)") }
        }
    }

    @Test func `uses each of its 35 bits and every character at every place`() {
        var source = Seeded(12)
        var seen = [Set<UInt8>](repeating: [], count: Code.length)
        for _ in 0..<2_000 {
            for (place, byte) in Code.random(using: &source).text.utf8.enumerated() {
                seen[place].insert(byte)
            }
        }
        #expect(seen.allSatisfy { $0 == Set(Code.alphabet) })
        #expect(Code.alphabet.count == 32)
    }

    @Test func `two thousand random codes are two thousand`() {
        var source = Seeded(13)
        #expect(Set((0..<2_000).map { _ in Code.random(using: &source) }).count == 2_000)
    }

    @Test func `sorts as its text does`() {
        var source = Seeded(14)
        let codes = (0..<500).map { _ in Code.random(using: &source) }
        #expect(codes.sorted().map(\.text) == codes.map(\.text).sorted())
        #expect(Code("0000000").map(\.text) == "0000000")
        #expect(Code("ZZZZZZZ").map(\.text) == "ZZZZZZZ")
    }

    @Test(arguments: [
        "", "4K7Q2M", "4K7Q2MZZ", "4K7Q2MI", "4K7Q2ML", "4K7Q2MO", "4K7Q2MU", "4K7Q2Mi", "4K7Q-MZ", "4K7Q 2M",
        "٤K7Q2MZ",
        "4K7Q2M\0", " 4K7Q2MZ", "4K7Q2MZ\n", "４K7Q2MZ", "4K7Q2MZ\u{301}", "../../.", "4K7Q2M@", "4K7Q2M[",
        "4K7Q2M`",
        String(repeating: "0", count: 100_000),
    ])
    func `refuses what is no code`(_ text: String) { #expect(Code(text) == nil) }

    @Test func `a reference is kept in capitals, so that one code has one spelling`() throws {
        var reader = JSONReader(Array(#""4k7q2mz""#.utf8))
        let reference = try Reference<AnyKind>(from: &reader)
        #expect(reference.text == "4K7Q2MZ")
        #expect(Code("4K7Q2MZ").map { Reference<AnyKind>($0) } == reference)
    }

    @Test func `a reference that is no code is kept and told`() throws {
        var reader = JSONReader(Array(#""perm""#.utf8))
        let reference = try Reference<AnyKind>(from: &reader)
        var problems: [Problem] = []
        reference.check(at: { "city" }, into: &problems)
        #expect(problems == [Problem(path: "city", reason: .code("perm"))])
        var contents = Contents()
        reference.collect(into: &contents)
        #expect(contents.references.isEmpty)
    }
}

@Suite struct SlugTests {
    @Test(arguments: [
        "a", "0", "perm", "city-day-2019", "a-1-b", "20190", "201", "2019a",
        String(repeating: "a", count: 80),
    ])
    func `takes the address`(_ text: String) { #expect(Slug(text)?.text == text) }

    @Test(arguments: [
        "", "-", "--", "-a", "a-", "a--b", "Perm", "пермь", "a_b", "a.b", "a/b", "..", "a b", "2019", "0000",
        "a\0", "é",
        "e\u{301}", "a%20", "a?b", "a\n", String(repeating: "a", count: 81), "a\u{301}", "qingdao-青岛",
    ])
    func `refuses the address`(_ text: String) { #expect(Slug(text) == nil) }

    @Test func `an address that is none is told at its place, shortened`() {
        var problems: [Problem] = []
        Address("Perm").check(at: { "slug" }, into: &problems)
        Address().check(at: { "slug" }, into: &problems)
        #expect(problems == [Problem(path: "slug", reason: .slug("Perm"))])
        problems = []
        Address(stringLiteral: String(repeating: "A", count: 100_000)).check(at: { "slug" }, into: &problems)
        #expect(problems.first?.description.utf8.count ?? 0 < 300)
    }
}
