import Records
import TestKit
import Testing

@Suite struct JSONWriterTests {
    @Test func `what is written is read back the same, indented or not`() throws {
        var source = Seeded(5)
        for round in 0..<5_000 {
            let tree = JSONTree(random: &source, depth: 5)
            let bytes = JSONWriter.bytes(of: tree, isIndented: round % 2 == 0)
            var reader = JSONReader(bytes)
            let read = try JSONTree(from: &reader)
            try reader.end()
            if read != tree { Issue.record("\(String(decoding: bytes, as: UTF8.self))") }
        }
    }

    @Test func `keeps every scalar as it is, without joining or dividing characters`() throws {
        for text in ["e\u{301}", "\u{E9}", "\r\n", "\u{600}\"", "\"\u{301}", "\\\u{301}", "\u{202E}", "👩‍👧"] {
            var reader = JSONReader(JSONWriter.bytes(of: .text(text)))
            #expect(Array(try reader.string().utf8) == Array(text.utf8))
        }
    }

    @Test func `escapes what must be escaped and nothing else`() {
        let text = "\"\\/\u{8}\u{C}\n\r\t\u{1}\u{1F}\u{7F}é青😀"
        let expected = #""\"\\/\u0008\u000c\n\r\t\u0001\u001f"# + "\u{7F}é青😀\""
        #expect(JSONWriter.bytes(of: .text(text)) == Array(expected.utf8))
    }

    @Test func `writes no blanks, or two a level`() {
        let tree = JSONTree.object([
            .init(name: "a", value: .array([.whole(1), .array([]), .object([])])),
            .init(name: "[", value: .text("{")),
        ])
        #expect(String(decoding: JSONWriter.bytes(of: tree), as: UTF8.self) == #"{"a":[1,[],{}],"[":"{"}"#)
        let indented = """
            {
              "a": [
                1,
                [],
                {}
              ],
              "[": "{"
            }
            """
        #expect(String(decoding: JSONWriter.bytes(of: tree, isIndented: true), as: UTF8.self) == indented)
    }

    @Test func `writes a number that is not finite as nought`() {
        for value in [Double.infinity, -.infinity, .nan] {
            #expect(JSONWriter.bytes(of: .decimal(value)) == Array("0".utf8))
        }
    }

    @Test func `writes the shortest decimal that reads back`() throws {
        for value in [
            0.1, 58.01, -56.25, 1e-7, 1e22, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1 / 3.0,
        ] {
            let bytes = JSONWriter.bytes(of: .decimal(value))
            #expect(isJSON(bytes))
            var reader = JSONReader(bytes)
            #expect(try reader.decimal() == value)
        }
    }
}
