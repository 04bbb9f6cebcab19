import Testing

@testable import Mail

/// What is taken for one mail address, and what never is.
@Suite struct MailboxTests {
    @Test(arguments: [
        ("anna@city.example", "anna@city.example"), (" \tanna@City.Example ", "anna@city.example"),
        ("Anna.B+twins@mail.city.example", "Anna.B+twins@mail.city.example"),
        ("o'neil/x=y@city.example", "o'neil/x=y@city.example"),
        ("anna@xn--e1afmkfd.xn--p1ai", "anna@xn--e1afmkfd.xn--p1ai"),
        ("anna@пример.рф", "anna@xn--e1afmkfd.xn--p1ai"), ("anna@Пример.РФ", "anna@xn--e1afmkfd.xn--p1ai"),
        ("anna@例子.中国", "anna@xn--fsqu00a.xn--fiqs8s"), ("anna@bücher.example", "anna@xn--bcher-kva.example"),
    ])
    func `is an address of ASCII`(_ typed: String, _ text: String) throws {
        let mailbox = try #require(Mailbox(typed))
        #expect(mailbox.text == text)
        #expect(!mailbox.isInternational)
    }

    @Test(arguments: [
        ("почта@пример.рф", "почта@xn--e1afmkfd.xn--p1ai"), ("用户@city.example", "用户@city.example"),
        // One letter, whether it was typed as one or with its accent behind it.
        ("re\u{301}ne\u{301}@city.example", "r\u{e9}n\u{e9}@city.example"),
    ])
    func `is an address that needs SMTPUTF8`(_ typed: String, _ text: String) throws {
        let mailbox = try #require(Mailbox(typed))
        #expect(mailbox.text.unicodeScalars.elementsEqual(text.unicodeScalars))
        #expect(mailbox.isInternational)
    }

    @Test(arguments: [
        "anna@city.example\r\nBcc: eve@evil.example", "anna@city.example\nBcc: eve@evil.example",
        "anna@city.example\rRCPT TO:<eve@evil.example>", "anna\r\n@city.example", "anna@city.example\r\n",
        "anna@city.example\u{0}", "anna@city.example\u{85}Bcc: x", "anna\u{2028}@city.example",
        "anna> SIZE=1@city.example", "<anna@city.example>", "anna@city.example>\r\nDATA",
    ])
    func `takes no header and no command with an address`(_ typed: String) { #expect(Mailbox(typed) == nil) }

    @Test(arguments: [
        "anna@city.example, eve@evil.example", "anna@city.example,eve@evil.example",
        "anna@city.example; eve@evil.example", "anna@city.example eve@evil.example",
        "anna@city.example@evil.example", "Office: anna@city.example;",
    ])
    func `takes no second recipient`(_ typed: String) { #expect(Mailbox(typed) == nil) }

    @Test(arguments: [
        "", " ", "anna", "@city.example", "anna@", "anna@@city.example", "anna@city", "root@localhost",
        ".anna@city.example", "anna.@city.example", "an..na@city.example", "Anna <anna@city.example>",
        "\"anna b\"@city.example", "anna b@city.example", "anna(comment)@city.example", "an\\na@city.example",
        "anna@[192.0.2.1]", "anna@192.0.2.1", "anna@[IPv6:::1]", "anna@-city.example", "anna@city-.example",
        "anna@city..example", "anna@city.example.", "anna@.city.example", "anna@city_hall.example",
        "anna@city.example/x", "anna@city.example?x", "anna@city.example#x", "anna@city.example:25",
        "anna@city%2eexample.org", "anna@city。example", "anna\u{202E}@city.example",
        "an\u{200B}na@city.example",
        "anna@ci\u{200D}ty.example", "anna@xn--.рф", "anna@a\u{301}-.example",
    ])
    func `is no address`(_ typed: String) { #expect(Mailbox(typed) == nil) }

    @Test func `is no longer than a server must take`() {
        let (local, label) = (String(repeating: "a", count: 64), String(repeating: "b", count: 63))
        #expect(Mailbox("\(local)@city.example") != nil)
        #expect(Mailbox("\(local)a@city.example") == nil)
        #expect(Mailbox("a@\(label).example") != nil)
        #expect(Mailbox("a@\(label)b.example") == nil)
        // 64, the sign, and 189 of the domain make 254.
        let domain = "\(label).\(label).\(String(repeating: "c", count: 61))"
        #expect(Mailbox("\(local)@\(domain)")?.text.utf8.count == 254)
        #expect(Mailbox("\(local)@\(domain)c") == nil)
        // Bytes count, not letters.
        #expect(Mailbox("\(String(repeating: "я", count: 32))@city.example") != nil)
        #expect(Mailbox("\(String(repeating: "я", count: 33))@city.example") == nil)
        #expect(Mailbox(String(repeating: "a@", count: 1_000_000)) == nil)
    }
}
