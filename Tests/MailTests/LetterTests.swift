import Foundation
import Testing

@testable import Mail

/// What goes to the mail server, read back.
@Suite struct LetterTests {
    private func letter(
        sender: String = "Зал городов-побратимов", to: String = "anna@city.example",
        subject: String = "Зал: приглашение", text: String = "Добрый день"
    ) throws -> Letter {
        Letter(
            from: try #require(Mailbox("hall@city.example")), sender: sender, to: try #require(Mailbox(to)),
            subject: subject, text: text, language: "ru", date: "Sun, 06 Nov 1994 08:49:37 +0000",
            host: "hall.example")
    }

    private static let names = [
        "Date", "From", "To", "Message-ID", "Subject", "Auto-Submitted", "MIME-Version", "Content-Language",
        "Content-Type", "Content-Transfer-Encoding",
    ]

    private static let texts = [
        "", "Plain words", "Добрый день! Вот ссылка.", "青岛与彼尔姆", "👩‍👩‍👧‍👦 = семья", "a=b==c", ".", "..\n.\n",
        "blank at the end \nand a tab\t\nthen = ", String(repeating: "длинное слово ", count: 50),
        String(repeating: "x", count: 5_000),
        "https://hall.example/ru/desk/welcome?token=" + String(repeating: "Ab_-", count: 11),
        "From here on\nFrom there", "\n\n\n",
    ]

    @Test(arguments: texts) func `a text comes back as it was, in short lines of ASCII`(_ text: String) throws
    {
        let bytes = try letter(text: text).bytes
        #expect(bytes.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0D || $0 == 0x0A })
        let read = ReadLetter(bytes)
        #expect(read.text.hasPrefix(text + "\n"))
        #expect(read.text.dropFirst(text.count).allSatisfy { $0 == "\n" })
        #expect(read.lines.allSatisfy { $0.utf8.count <= 76 && !$0.contains("\r") && !$0.contains("\n") })
        #expect(read.lines.allSatisfy { !$0.hasSuffix(" ") || $0.hasPrefix("From:") })
    }

    @Test(arguments: [
        "Зал городов-побратимов", "Twinned Cities Hall", "彼尔姆友好城市厅", "A", "Hall, “Perm” <x@y.example>",
        "a\"b\\c (d)", "🏛️" + String(repeating: "Ж", count: 200), "Perm: the Hall",
    ])
    func `a name and a subject come back as they were`(_ name: String) throws {
        let read = ReadLetter(try letter(sender: name, subject: name).bytes)
        #expect(read["Subject"] == name)
        #expect(read["From"] == name + " <hall@city.example>")
        #expect(read.encodedWords.allSatisfy { ReadLetter.content(of: $0) != nil && $0.utf8.count <= 75 })
        #expect(read.lines.allSatisfy { $0.utf8.count <= 76 })
    }

    @Test func `a title that holds an encoded word is read as its letters`() throws {
        let title = "=?UTF-8?B?QmNjOiBldmVAZXZpbC5leGFtcGxl?= =?utf-8?q?x?="
        let read = ReadLetter(try letter(sender: title, subject: title).bytes)
        #expect(read["Subject"] == title)
        #expect(read["From"] == title + " <hall@city.example>")
        #expect(!read.lines.contains { $0.contains("QmNjOiBldmVAZXZpbC5leGFtcGxl") })
    }

    @Test(arguments: ["\r\n", "\n", "\r", "\u{0}", "\u{b}", "\u{85}", "\u{2028}", "\u{2029}"])
    func `a line end in a name or a title adds no header`(_ end: String) throws {
        let hostile = "Hall\(end)Bcc: eve@evil.example\(end)\(end)Another body"
        let read = ReadLetter(try letter(sender: hostile, subject: hostile).bytes)
        #expect(read.headers.map(\.name) == Self.names)
        #expect(read["To"] == "anna@city.example" && read["Subject"].hasPrefix("Hall "))
        #expect(read.text == "Добрый день\n\n" || read.text == "Добрый день\n")
    }

    @Test func `says what it is, and that no machine shall answer`() throws {
        let read = ReadLetter(try letter().bytes)
        #expect(read.headers.map(\.name) == Self.names)
        #expect(read["Date"] == "Sun, 06 Nov 1994 08:49:37 +0000")
        #expect(read["Auto-Submitted"] == "auto-generated" && read["MIME-Version"] == "1.0")
        #expect(read["Content-Type"] == "text/plain; charset=utf-8" && read["Content-Language"] == "ru")
        #expect(read["Content-Transfer-Encoding"] == "quoted-printable")
        let (first, second) = (read["Message-ID"], ReadLetter(try letter().bytes)["Message-ID"])
        #expect(first.hasPrefix("<") && first.hasSuffix("@hall.example>") && first != second)
    }

    @Test func `an address beyond ASCII stands in it as it is`() throws {
        let letter = try letter(to: "почта@пример.рф")
        #expect(letter.isInternational)
        #expect(ReadLetter(letter.bytes)["To"] == "почта@xn--e1afmkfd.xn--p1ai")
    }

    @Test func `an endless name is cut`() throws {
        let read = ReadLetter(try letter(subject: String(repeating: "Ж", count: 100_000)).bytes)
        #expect(read["Subject"] == String(repeating: "Ж", count: 300))
    }
}
