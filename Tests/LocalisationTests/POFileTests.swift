import Localisation
import Testing

@Suite struct POFileTests {
    @Test func `reads contexts, plurals, escapes and strings over several lines`() throws {
        let file = try POFile(
            """
            # A translator's note.
            #. For the translator
            #: Sources/Pages/Home.swift:10
            msgid ""
            msgstr "Language: ru\\n"
              "Plural-Forms: nplurals=2; plural=n>1;\\n"

            #, fuzzy
            msgid "Unsure"
            msgstr "Неточно"
            msgctxt "act"
            msgid "agreement"
            msgstr "Соглашение"

            msgid "Say "
            "\\"hello\\"\\n\\t\\\\"
            msgstr ""
            "Скажи "
            "«привет»\\n"

            msgid "{count} gift"
            msgid_plural "{count} gifts"
            msgstr[0] "a"
            msgstr[1] "b"

            msgid "Untranslated"
            msgstr ""

            #, fuzzy
            #~ msgid "Obsolete"
            #~ msgstr "Старое"

            msgid "Last"
            msgstr "Последнее"
            """)
        #expect(file.header["language"] == "ru")
        #expect(
            file.entries.map(\.id) == [
                "Unsure", "agreement", "Say \"hello\"\n\t\\", "{count} gift", "Untranslated", "Last",
            ])
        #expect(
            file.entries.map(\.forms) == [
                [], ["Соглашение"], ["Скажи «привет»\n"], ["a", "b"], [], ["Последнее"],
            ])
        #expect(file.entries[1].context == "act")
        #expect(file.entries[3].plural == "{count} gifts")
        #expect(file.entries[3].line == 21)
    }

    @Test(arguments: [
        ("msgid \"a\"\nmsgid \"b\"", POProblem.Reason.order, 2), ("msgstr \"a\"", .order, 1),
        ("msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"b\"", .order, 2), ("\"a\"", .order, 1),
        ("msgid \"a\"\nmsgstr[1] \"b\"", .order, 2), ("msgid \"a\"\nmsgstr[0] \"b\"", .order, 2),
        ("msgid a", .quotes, 1), ("msgid \"a", .quotes, 1), ("msgid \"a\\\"", .quotes, 1),
        ("msgid \"a\"b\"", .quotes, 1), ("msgid \"\\q\"", .escape, 1), ("message \"a\"", .unknownKeyword, 1),
        ("msgid \"a\"\nmsgstr \"\"\n\nmsgid \"a\"\nmsgstr \"\"\n", .duplicate("a"), 4),
        ("\nmsgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[1] \"d\"", .pluralForms, 1),
        ("msgid \"\"\nmsgstr \"Plural-Forms: x\\n\"", .pluralForms, 1),
        (
            "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=1; plural=0;\\n\"\n\nmsgid \"a\"\nmsgid_plural \"b\"\n"
                + "msgstr[0] \"c\"\nmsgstr[1] \"d\"", .formCount(expected: 1, found: 2), 4
        ),
    ])
    func `names the line of a mistake`(text: String, reason: POProblem.Reason, line: Int) {
        #expect(throws: POProblem(reason: reason, line: line)) { try POFile(text) }
    }

    @Test func `reads carriage returns, a byte order mark and no final line end`() throws {
        let bytes =
            [0xEF, 0xBB, 0xBF] + Array("msgid \"a\"\r\nmsgstr \"b\"\r\n\r\nmsgid \"c\"\r\nmsgstr \"d\"".utf8)
        #expect(try POFile(bytes).entries.map(\.forms) == [["b"], ["d"]])
    }

    @Test func `refuses bytes that are not UTF-8 and strings without end`() {
        let bad = Array("msgid \"a\"\nmsgstr \"".utf8) + [0xFF] + Array("\"\n".utf8)
        #expect(throws: POProblem(reason: .notUTF8, line: 3)) { try POFile(bad) }
        let long = "msgid \"a\"\nmsgstr \"\(String(repeating: "b", count: 10_001))\""
        #expect(throws: POProblem(reason: .tooLong, line: 2)) { try POFile(long) }
        let huge = [UInt8](repeating: UInt8(ascii: "\n"), count: POFile.largestFile + 1)
        #expect(throws: POProblem(reason: .tooLarge, line: 1)) { try POFile(huge) }
    }

    @Test func `never traps on a damaged file`() {
        let valid = Array(
            """
            # c
            msgctxt "x"
            msgid "a\\n"
            msgid_plural "b"
            msgstr[0] "c"
            msgstr[1] "d"

            """.utf8)
        for index in valid.indices {
            for byte in Array("\"\\\n[]#m0 ".utf8) + [0xFF] {
                var damaged = valid
                damaged[index] = byte
                _ = try? POFile(damaged)
                _ = try? POFile(Array(damaged.prefix(index)))
            }
        }
    }
}
