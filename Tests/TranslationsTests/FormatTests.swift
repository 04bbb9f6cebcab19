import Catalogue
import Records
import TestKit
import Testing

@testable import Translations

/// Every text comes back from a file as it went into it.
@Suite struct FormatTests {
    /// What is hard on the way: marks of each format, blanks at the ends, marks of Markdown, other directions, letters
    /// of two parts, what a spreadsheet takes for a formula, and characters that nobody sees.
    private static let pieces = [
        "]]>", "&amp;", "<b>", "\"", "\"\"", "'", "''", "=1+1", "+", "-", "@", "|", "%", "\n", "\n\n", "  ",
        "\t", ",", ";",
        "# ", "**so**", "[a](https://x)", "> ", "مرحبا", "\u{202E}", "e\u{301}", "é", "\u{FFFD}",
        "\u{1F469}\u{200D}\u{1F680}",
        "青岛", "ё", "\u{A0}", "\u{2028}", "\u{85}", "<!--", "<![CDATA[", "&#10;", "<?x?>", "word", " ",
    ]
    /// What no text of the Hall holds, and XML cannot.
    private static let controls = ["\u{0}", "\u{1}", "\u{B}", "\u{1B}", "\u{FFFE}", "\u{FFFF}", "\r", "\r\n"]

    private static func text(_ dice: inout Seeded, _ pieces: [String]) -> String {
        (0...dice.below(8)).map { _ in dice.pick(pieces) }.joined()
    }

    private func unit(_ source: String, _ target: String) -> TranslationUnit {
        TranslationUnit(path: "acts.0.text", source: source, target: target, state: .final, isProse: true)
    }

    private func xliff(_ units: [TranslationUnit]) throws -> [TranslationEntry] {
        var writer = XLIFFWriter()
        writer.begin(from: .english, to: .russian)
        writer.record(.numbered(1), "page", units)
        writer.end()
        return try TranslationFormat.entries(of: writer.bytes)
    }

    private func table(_ units: [TranslationUnit]) throws -> [TranslationEntry] {
        var writer = CSVWriter()
        writer.row(CSVFile.headings)
        for unit in units {
            writer.row(CSVFile.cells(.numbered(1), "page", unit, from: .english, to: .russian))
        }
        return try TranslationFormat.entries(of: writer.bytes)
    }

    private func expectSame(_ entries: [TranslationEntry], _ units: [TranslationUnit], _ seed: Int) {
        // By scalars: to Swift two spellings of one letter are equal.
        func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
        #expect(entries.count == units.count)
        for (entry, unit) in zip(entries, units) {
            #expect(scalars(entry.source) == scalars(unit.source), "seed \(seed)")
            #expect(scalars(entry.target) == scalars(unit.target), "seed \(seed)")
            #expect(entry.code == Code.numbered(1).text && entry.field == unit.path)
            #expect(entry.sourceLanguage == "en" && entry.targetLanguage == "ru")
        }
    }

    @Test func `random texts come back from XLIFF, also with characters that no XML holds`() throws {
        for seed in 0..<400 {
            var dice = Seeded(seed)
            let pieces = Self.pieces + Self.controls
            let units = (0..<5).map { _ in unit(Self.text(&dice, pieces), Self.text(&dice, pieces)) }
            expectSame(try xliff(units), units, seed)
        }
    }

    @Test func `random texts come back from a table, also with line ends of every sort`() throws {
        for seed in 0..<400 {
            var dice = Seeded(seed)
            let pieces = Self.pieces + ["\r\n", "\r", "\u{1B}"]
            let units = (0..<5).map { _ in unit(Self.text(&dice, pieces), Self.text(&dice, pieces)) }
            let entries = try table(units)
            expectSame(entries, units, seed)
            for (entry, unit) in zip(entries, units) {
                #expect(entry.fingerprint == Fingerprint.of(unit.source) && entry.kind == "page")
            }
        }
    }

    @Test func `no cell of a table begins as a formula does`() throws {
        for seed in 0..<400 {
            var dice = Seeded(seed)
            let text = Self.text(&dice, Self.pieces)
            var writer = CSVWriter(isContinued: true)
            writer.row([text])
            let cell = String(decoding: writer.bytes, as: UTF8.self).dropFirst()
            let first = cell.unicodeScalars.first { $0.value > 0x20 && $0 != "\u{A0}" }
            let isFormula = first.map { ["=", "+", "-", "@", "|", "%"].contains($0) } ?? false
            #expect(!isFormula, "seed \(seed): \(cell)")
        }
    }

    @Test(arguments: [",", ";", "\t"]) func `a table comes back with the divider of another spreadsheet`(
        _ divider: String
    )
        throws
    {
        let text = ["target", "code", "field", "mine", "source language", "source", "target language"]
        let cells = ["Гость", "T000001", "text", "x", "en", "\"A \"\"guest\"\", here; now\"", "ru"]
        let bytes = [text, cells].map { $0.joined(separator: divider) }.joined(separator: "\n")
        let entries = try TranslationFormat.entries(of: Array(bytes.utf8))
        #expect(entries.map(\.source) == ["A \"guest\", here; now"])
        #expect(entries.map(\.target) == ["Гость"])
        #expect(entries.map(\.line) == [2])
        #expect(entries.map(\.fingerprint) == [nil])
    }

    @Test func `segments of a unit are put together, annotations passed over, line ends made one`() throws {
        let text = """
            \u{FEFF}<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r
            <!-- from a tool --><x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" xmlns:m="urn:m" version="2.1"
              srcLang='en' trgLang="ru"><x:file id="T000001"><m:any><m:thing/></m:any><x:group id="g"><x:unit id="text">
            <x:segment id="1"><x:source>One. </x:source><x:target>Раз. </x:target></x:segment>
            <x:ignorable><x:source>&#xD; \r\n</x:source></x:ignorable>
            <x:segment><x:source>T<x:mrk id="a">w<![CDATA[<o>]]></x:mrk><x:sm id="b"/>.</x:source><x:target>Два<x:cp hex="0001"/></x:target>
            </x:segment></x:unit><x:unit id="title"><x:segment><x:source>A</x:source></x:segment></x:unit>
            </x:group></x:file></x:xliff>
            """
        let entries = try TranslationFormat.entries(of: Array(text.utf8))
        #expect(entries.map(\.source) == ["One. \r \nTw<o>.", "A"])
        #expect(entries.map(\.target) == ["Раз. \r \nДва\u{1}", ""])
        #expect(entries.map(\.field) == ["text", "title"])
        #expect(entries.map(\.line) == [3, 8])
    }

    private static let unit = #"<segment><source>A</source><target>B</target></segment>"#

    private static func document(_ inner: String, before: String = "", attributes: String = #"version="2.0""#)
        -> String
    {
        before + #"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="ru" "#
            + attributes
            + #"><file id="T000001">"# + inner + "</file></xliff>"
    }

    /// Files that are refused, each with words of the reason.
    private static let hostile: [(String, String)] = [
        ("", "empty"), ("<", "a name was expected"), ("<a", "ends within a tag"),
        (document("<unit>"), "'file' ends where"),
        ("<a/>", "no XLIFF"), (document("<unit></group>"), "'group' ends where 'unit' is open"),
        ("<a b=1/>", "in quotes"),
        ("<a b='1' b='2'/>", "twice"), ("<a b='<'/>", "stands in a value"), ("<a/><a/>", "no XLIFF"),
        ("<a>&nbsp;</a>", "no XLIFF"),
        ("<?xml version='1.0' encoding='windows-1251'?><a/>", "another encoding"),
        (document("", attributes: #"version="1.2""#), "2.0 was expected"),
        ("<xliff version='2.0'/>", "2.0 was expected"),
        (document("", before: "<!DOCTYPE x [<!ENTITY a 'b'>]>"), "document type"),
        (document("", before: "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>"), "document type"),
        (
            document("", before: "<!DOCTYPE lolz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"),
            "document type"
        ),
        (document("<unit id='text'><segment><source>&xxe;</source></segment></unit>"), "not known"),
        (document("<unit id='text'><segment><source>&#0;</source></segment></unit>"), "no XML may hold"),
        (document("<unit id='text'><segment><source>&#xD800;</source></segment></unit>"), "not known"),
        (document("<unit id='text'><segment><source>a & b</source></segment></unit>"), "write '&amp;'"),
        (document("<unit id='text'><segment><source>]]></source></segment></unit>"), "]]&gt;"),
        (document("<unit id='text'><segment><source>\u{1}</source></segment></unit>"), "no XML may hold"),
        (document("<unit id='text'><segment><source>\u{FFFE}</source></segment></unit>"), "U+FFFE"),
        (
            document("<unit id='text'><segment><source><cp hex='D800'/></source></segment></unit>"),
            "no character"
        ),
        (document("<unit id='text'><segment><source><pc id='1'>x</pc></source></segment></unit>"), "'pc'"),
        (
            document(
                "<unit id='text'><segment><source>a</source><target order='2'>b</target></segment></unit>"),
            "another order"
        ),
        (document("<y:unit/>"), "no namespace"), (document("") + "x", "outside of the root"),
        (document("<!-- no end"), "no '-->'"),
        (document(String(repeating: "<group id='g'>", count: 80)), "deep in each other"),
        (document("<unit " + (0..<80).map { "a\($0)='1' " }.joined() + "/>"), "64 attributes"),
        (document("<" + String(repeating: "n", count: 300) + "/>"), "a name was expected"),
        ("code,field\nT000001,text\n", "'source language' is missing"),
        ("code,code,field\n", "twice"), ("code,\"field\nT", "has no end"),
        ("code,fi\"eld\n", "middle of a cell"),
        ("code,\"field\"x\n", "behind the end"),
        (String(repeating: ",", count: 300), "200 cells"),
    ]

    @Test(arguments: hostile) func `a file that cannot be read is refused with the reason and a line`(
        _ text: String, _ reason: String
    ) {
        let problem = #expect(throws: TranslationProblem.self) {
            try TranslationFormat.entries(of: Array(text.utf8))
        }
        #expect(problem?.description.contains(reason) == true, "\(problem?.description ?? "")")
        #expect(problem?.description.hasPrefix("line 1: ") == true)
    }

    @Test func `other encodings and files that are too long are refused`() {
        for bytes in [[0xFF, 0xFE, 0x3C, 0], [0xFE, 0xFF, 0, 0x3C], [0x3C, 0x61, 0xFF], [0xC3, 0x28]]
            as [[UInt8]]
        {
            #expect(throws: TranslationProblem.self) { try TranslationFormat.entries(of: bytes) }
        }
        let long = [UInt8](repeating: 0x20, count: TranslationFormat.limitBytes + 1)
        #expect(throws: TranslationProblem.self) { try TranslationFormat.entries(of: long) }
    }

    @Test func `a file that is cut off anywhere is refused, and a changed byte never traps`() throws {
        var writer = XLIFFWriter()
        writer.begin(from: .english, to: .russian)
        writer.record(.numbered(1), "page", [unit("A & <b> \u{1}", "Б")])
        writer.end()
        let whole = writer.bytes
        for end in 0..<whole.count - 9 {
            #expect(throws: TranslationProblem.self) {
                try TranslationFormat.entries(of: Array(whole[..<end]))
            }
        }
        for seed in 0..<2_000 {
            var dice = Seeded(seed)
            var bytes = whole
            for _ in 0...dice.below(3) { bytes[dice.below(bytes.count)] = UInt8(dice.below(256)) }
            _ = try? TranslationFormat.entries(of: bytes)
        }
    }
}
