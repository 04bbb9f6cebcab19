import Records
import Testing

/// What RFC 8259 allows, what it forbids, and where the reader is stricter on purpose.
@Suite struct JSONSyntaxTests {
    @Test(arguments: [
        "0", "-0", "1", "-1", "10", "1234567890", "0.5", "-0.5", "1.25", "1e3", "1E3", "1e+3", "1e-3", "0e0",
        "0.0e-0",
        "1.5E+10", "123456789012345678901234567890", "1e400", "-1e-400", "0.00000000000000000000000001",
    ])
    func `takes the number`(_ text: String) { #expect(isJSON(text)) }

    @Test(arguments: [
        "+1", "01", "-01", "00", "0-1", "1-2", "1+2", ".5", "-.5", "1.", "1.e1", "-", "--1", "-a", "1e",
        "1e+", "1E-",
        "1e1.5", "1.2.3", "0x10", "1_000", "1,000", "NaN", "Infinity", "-Infinity", "inf", "１", "1e1e1",
        "-+1", "1 2",
    ])
    func `refuses the number`(_ text: String) { #expect(!isJSON(text)) }

    @Test(arguments: [
        #""""#, #""a""#, #""\"\\\/\b\f\n\r\t""#, #""\u0041\u00e4\u20AC""#, #""\uD83D\uDE00""#,
        #""\ud83d\ude00""#,
        #""äöü Пермь 青岛 😀""#, #""\u0001\u001F\u007f""#, "\"\u{7F}\"", "\"\u{2028}\u{2029}\"", "\"\u{FFFF}\"",
        "\"\u{10FFFF}\"", #""\uFFFF\uFFFE""#, "\"\u{FEFF}\"", #""/""#, "\"'\"", #""\\u0000""#,
    ])
    func `takes the text`(_ text: String) { #expect(isJSON(text)) }

    @Test(arguments: [
        "\"", #""a"#, #""\""#, #""\"#, #""\x41""#, #""\U0041""#, #""\u004""#, #""\u""#, #""\u00G0""#,
        #""\u+041""#,
        #""\'""#, #""\a""#, #""\0""#, "'a'", "a", "\"\n\"", "\"\r\"", "\"\t\"", "\"\u{1}\"", "\"\u{1F}\"",
        #""a"b"#,
        #""a""b""#, "“a”", "`a`",
    ])
    func `refuses the text`(_ text: String) { #expect(!isJSON(text)) }

    @Test(arguments: [
        #""\uD83D""#, #""\uDE00""#, #""\uDE00\uD83D""#, #""\uD83D\uD83D""#, #""\uD83Dx""#, #""\uD83D\n""#,
        #""\uD83D\u0041""#, #""\uD83D\"#, #""\uD83D\u""#, #""\uD83D\uDE0""#,
    ])
    func `refuses the lone surrogate`(_ text: String) { #expect(!isJSON(text)) }

    @Test(arguments: [#""\u0000""#, "\"\0\"", #"{"\u0000": 1}"#, "\0", "1\0", "[1]\0"])
    func `refuses the NUL`(_ text: String) { #expect(!isJSON(text)) }

    @Test(arguments: [
        "[]", "{}", "[[]]", "[{}]", "[1, 2]", #"{"a": 1}"#, #"{"a": {"b": []}}"#, "true", "false", "null",
        " 1 ",
        "\t\n\r 1 \t\n\r", "[ ]", "{ }", "[null,true,false]", #"{"": 0}"#, #"{"a":1,"a":2}"#,
        "[\n1\r\n,\t2 ]",
    ])
    func `takes the structure`(_ text: String) { #expect(isJSON(text)) }

    @Test(arguments: [
        "", " ", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1 2]", "[1;2]", "[1]]", "[1}",
        "{1}",
        "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{a:1}", "{'a':1}", "{\"a\" 1}",
        "{\"a\"::1}", "{\"a\":1 \"b\":2}", "{\"a\":1]", "{null:1}", "{1:1}", "{[]:1}", "tru", "True", "TRUE",
        "truee",
        "nul", "nulL", "null null", "undefined", "[1]x", "{}{}", "[] []", "// x\n1", "/* x */ 1", "# x\n1",
        "1 // x",
        "\u{A0}1", "\u{2003}1", "\u{85}1", "\u{B}1", "\u{C}1", "[1,\u{A0}2]", "[", "[[", "{\"a\":[", "<a/>",
        ",", ":",
    ])
    func `refuses the structure`(_ text: String) { #expect(!isJSON(text)) }

    @Test func `refuses a byte order mark`() {
        #expect(!isJSON([0xEF, 0xBB, 0xBF] + Array("{}".utf8)))
        #expect(!isJSON([0xFF, 0xFE, 0x7B, 0, 0x7D, 0]))
        #expect(!isJSON([0xFE, 0xFF, 0, 0x7B, 0, 0x7D]))
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE2, 0x82],
            [0xE2, 0x28, 0xA1],
            [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x9F, 0x98],
            [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ] as [[UInt8]])
    func `refuses a text that is no UTF-8`(_ bytes: [UInt8]) {
        #expect(!isJSON([0x22] + bytes + [0x22]))
        #expect(!isJSON([0x22] + Array(#"\n"#.utf8) + bytes + [0x22]))
        #expect(!isJSON(Array(#"{""#.utf8) + bytes + Array(#"":1}"#.utf8)))
        #expect(!isJSON(bytes))
    }

    @Test func `nests 64 levels deep and no further`() {
        for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
            for depth in [1, 63, 64] {
                let text =
                    String(repeating: open, count: depth) + "0" + String(repeating: close, count: depth)
                #expect(isJSON(text), "\(depth) levels of \(open)")
            }
            for depth in [65, 1_000, 1_000_000] {
                #expect(!isJSON(String(repeating: open, count: depth)), "\(depth) levels of \(open)")
                #expect(
                    !isJSON(
                        String(repeating: open, count: depth) + "0" + String(repeating: close, count: depth)))
            }
        }
    }

    @Test func `many lists beside one another are not deep`() {
        #expect(isJSON("[" + String(repeating: "[],{},", count: 1_000) + "0]"))
    }

    @Test func `every beginning of a text is refused`() {
        let text = Array(#"{"a": [1.5e-3, "x\u00e4\ud83d\ude00é", true, null, {"b": -0}], "c": {}}"#.utf8)
        #expect(isJSON(text))
        for end in 0..<text.count where isJSON(Array(text[..<end])) { Issue.record("the first \(end) bytes") }
    }

    @Test func `reads escapes and characters alike`() throws {
        var reader = JSONReader(
            Array(#""\u041f\u0435\u0440\u043c\u044c \ud83d\ude00 \"\\\/\b\f\n\r\t ä""#.utf8))
        let text = try reader.string()
        let expected = "Пермь 😀 \"\\/\u{8}\u{C}\n\r\t ä"
        #expect(Array(text.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test func `reads whole numbers to the ends of the range, and no further`() throws {
        #expect(try integer("9223372036854775807") == .max)
        #expect(try integer("-9223372036854775808") == .min)
        #expect(try integer("-0") == 0)
        for text in ["9223372036854775808", "-9223372036854775809", "1.0", "1e2", "\"1\"", "true"] {
            #expect(throws: JSONProblem.self, "\(text)") { try integer(text) }
        }
    }

    @Test func `a number too large for a decimal is another shape`() throws {
        var reader = JSONReader(Array("1e999".utf8))
        do {
            _ = try reader.decimal()
            Issue.record("it was taken")
        } catch {
            #expect(error.offset == 0)
            #expect(error.reason == .shape(expected: "a number"))
        }
    }

    @Test(arguments: [
        ("", 0), ("[1,]", 3), ("{\"a\" 1}", 5), ("[tru]", 1), ("\"a\u{1}\"", 2), ("[1] x", 4),
        (#"["a\q"]"#, 4),
        ("[01]", 2), ("[1.]", 3), ("[-]", 2),
    ])
    func `says where it ended`(_ text: String, _ offset: Int) {
        var reader = JSONReader(Array(text.utf8))
        do {
            try reader.skip()
            try reader.end()
            Issue.record("it was taken")
        } catch {
            #expect(error.offset == offset)
            if case .shape = error.reason { Issue.record("\(error.reason) is no matter of syntax") }
        }
    }

    private func integer(_ text: String) throws -> Int {
        var reader = JSONReader(Array(text.utf8))
        let value = try reader.integer()
        try reader.end()
        return value
    }
}

/// Whether the reader takes bytes as one JSON value.
func isJSON(_ bytes: [UInt8]) -> Bool {
    var reader = JSONReader(bytes)
    do {
        try reader.skip()
        try reader.end()
        return true
    } catch { return false }
}

func isJSON(_ text: String) -> Bool { isJSON(Array(text.utf8)) }
