import Testing

@testable import Mail

/// How an operator names a mail server.
@Suite struct MailServerTests {
    @Test(arguments: [
        ("smtps://mail.city.example", "mail.city.example", 465, MailServer.Protection.tls),
        ("smtps://mail.city.example:4465", "mail.city.example", 4465, .tls),
        ("smtp://Mail.City.example", "mail.city.example", 587, .startTLS),
        ("smtp://192.0.2.7:25", "192.0.2.7", 25, .startTLS),
        ("smtp://[2001:db8::1]:2525", "[2001:db8::1]", 2525, .startTLS),
        ("smtp://localhost", "localhost", 25, .none), ("smtp://127.0.0.1:1025", "127.0.0.1", 1025, .none),
        ("smtp://127.8.9.10", "127.8.9.10", 25, .none), ("smtp://[::1]", "[::1]", 25, .none),
        ("smtps://localhost", "localhost", 465, .tls),
    ])
    func `is read`(_ text: String, _ host: String, _ port: Int, _ protection: MailServer.Protection) {
        #expect(MailServer(text) == MailServer(host: host, port: port, protection: protection))
    }

    @Test(arguments: [
        "127.evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.1", "0.0.0.0",
        "127.0.0.256",
        "mail.localhost", "[::ffff:127.0.0.1]", "localhost.", "2130706433",
    ])
    func `what only looks like this machine is asked for STARTTLS`(_ host: String) {
        #expect(MailServer("smtp://\(host)")?.protection == .startTLS)
    }

    @Test(arguments: [
        "", "mail.city.example", "smtp:mail.city.example", "smtp://", "smtps://:465",
        "http://mail.city.example",
        "SMTP://mail.city.example", "file:///etc/passwd", "smtp://anna:secret@mail.city.example",
        "smtp://mail.city.example/path", "smtp://mail.city.example?x", "smtp://mail.city.example#x",
        "smtp://mail.city.example:", "smtp://mail.city.example:0", "smtp://mail.city.example:65536",
        "smtp://mail.city.example:+25", "smtp://mail.city.example:2 5", "smtp://mail city.example",
        "smtp://mail.city.example\r\nX", "smtp://почта.рф", "smtp://[::1", "smtp://[]", "smtp://[mail]",
        "smtp://[::1]x:25", "smtps://mail.city.example:465:465",
    ])
    func `anything else is not`(_ text: String) { #expect(MailServer(text) == nil) }
}
