import FoundationEssentials
import HTTPTypes
import Hall
import HummingbirdTesting
import Kinds
import Mail
import Office
import Records
import Synchronization
import Testing

/// Takes letters, or says that a server did not, and keeps them.
final class LetterSpy: MailCarrier {
    private let kept = Mutex<[Letter]>([])
    private let outcome: Delivery

    init(_ outcome: Delivery = .taken) { self.outcome = outcome }

    var letters: [Letter] { kept.withLock { $0 } }

    func carry(_ letter: Letter) async -> Delivery {
        kept.withLock { $0.append(letter) }
        return outcome
    }
}

/// Links sent by mail from the Desk.
@Suite struct DeskMailTests {
    private static let origin = "https://operator.example"
    private static let address = "zq.boris@city.example"

    /// Works at a Desk that can send mail.
    private func withMail(
        _ outcome: Delivery = .taken,
        _ work: @Sendable @escaping (DeskBench, any TestClientProtocol, LetterSpy) async throws -> Void
    ) async throws {
        let spy = LetterSpy(outcome)
        let from = try #require(Mailbox("hall@city.example"))
        try await atDesk(mail: DeskMail(carrier: spy, from: from, publicURL: Self.origin)) { bench, client in
            try await work(bench, client, spy)
        }
    }

    private func send(
        _ browser: DeskBrowser, _ address: String, _ fields: [(String, String)]
    ) async throws -> DeskBrowser.Page {
        let form = try await browser.get(address)
        let base = form.value(of: "base")
        return try await browser.post(
            address, [("csrf", form.token)] + (base.isEmpty ? [] : [("base", base)]) + fields)
    }

    private func person(_ role: Role, _ bench: DeskBench) throws -> String {
        "/en/desk/people/\(try #require(bench.accounts.first { $0.role == role }).id)"
    }

    private func approvals(_ bench: DeskBench) throws -> String {
        "/en/desk/approvals/\(try #require(bench.hall.hidden[Article.name]))"
    }

    /// The path of the link in a letter.
    private func path(in letter: Letter) throws -> String {
        let line = try #require(letter.text.split(separator: "\n").first { $0.hasPrefix(Self.origin) })
        return String(line.dropFirst(Self.origin.count))
    }

    private let newPerson = [("name", "Boris"), ("login", "boris"), ("role", "curator")]

    @Test func `an invitation goes to its address, and its link lets choose a password`() async throws {
        try await withMail { bench, client, spy in
            let admin = try await signedIn(.administrator, client)
            let fields = newPerson + [("mail", " \(Self.address) "), ("mail-language", "ru")]
            let made = try await send(admin, "/en/desk/people/new", fields)
            #expect(made.status == 200)
            #expect(made.body.contains("The mail server took the letter to \(Self.address)."))
            let letter = try #require(spy.letters.first)
            #expect(spy.letters.count == 1 && letter.to.text == Self.address)
            #expect(letter.from.text == "hall@city.example" && letter.host == "operator.example")
            #expect(letter.language == "ru" && letter.subject.hasSuffix(": приглашение"))
            #expect(letter.date == "Thu, 01 Jan 1970 00:16:40 +0000")
            #expect(letter.text.contains("The administrator приглашает вас"))
            #expect(letter.text.contains("до 4 января 1970"))
            let path = try path(in: letter)
            #expect(path.hasPrefix("/ru/desk/welcome?token="))
            #expect(made.body.contains("value=\"\(Self.origin)\(path)\""), "shown all the same")
            let guest = DeskBrowser(client)
            let token = String(path.split(separator: "=")[1])
            let chosen = try await guest.post(
                "/ru/desk/welcome", [("token", token), ("password", "a new long sentence")])
            #expect(chosen.status == 303)
        }
    }

    @Test func `a letter for a new password says so, in the language of its sender`() async throws {
        try await withMail { bench, client, spy in
            let admin = try await signedIn(.administrator, client)
            let page = try await send(
                admin, try person(.editor, bench), [("action", "link"), ("mail", Self.address)])
            #expect(page.status == 200)
            let letter = try #require(spy.letters.first)
            #expect(letter.language == "en" && letter.subject.hasSuffix(": a new password"))
            #expect(try path(in: letter).hasPrefix("/en/desk/welcome?token="))
        }
    }

    @Test func `a question for an approval names the text in the language of the letter`() async throws {
        try await withMail { bench, client, spy in
            let editor = try await signedIn(.editor, client)
            let page = try await send(
                editor, try approvals(bench),
                [
                    ("person", "The mayor"), ("mail", Self.address), ("mail-language", "ru"),
                    ("action", "make"),
                ])
            #expect(page.status == 200 && page.body.contains("took the letter"))
            let letter = try #require(spy.letters.first)
            let path = try path(in: letter)
            #expect(path.hasPrefix("/ru/desk/approval?token=") && page.body.contains(Self.origin + path))
            #expect(letter.text.contains("The editor спрашивает, можно ли опубликовать текст «"))
            let mayor = DeskBrowser(client)
            let question = try await mayor.get(path)
            #expect(question.status == 200 && question.body.contains("The mayor"))
        }
    }

    @Test(arguments: [
        Delivery.Reason.busy, .unreachable, .late, .unencrypted, .unproven, .login, .refused(reply: 451),
        .refused(reply: 550), .garbled, .notInternational, .fault(code: 77),
    ])
    func `a letter that was not taken leaves the link to be handed over`(_ reason: Delivery.Reason)
        async throws
    {
        try await withMail(.notTaken(reason)) { bench, client, spy in
            let admin = try await signedIn(.administrator, client)
            let page = try await send(
                admin, "/en/desk/people/new", newPerson + [("mail", Self.address)])
            #expect(page.status == 200 && page.body.contains("The letter was not sent."))
            #expect(page.body.contains("Hand the link over yourself."))
            let link = Self.origin + (try path(in: try #require(spy.letters.first)))
            #expect(page.body.contains(link))
            #expect(try await bench.office.account(login: "boris") != nil)
            let editor = try await signedIn(.editor, client)
            let asked = try await send(
                editor, try approvals(bench),
                [("person", "The mayor"), ("mail", Self.address), ("action", "make")])
            #expect(asked.status == 200 && asked.body.contains("The letter was not sent."))
            #expect(asked.body.contains("/en/desk/approval?token="))
        }
    }

    @Test(arguments: [
        "boris@city.example\r\nBcc: eve@evil.example", "boris@city.example, eve@evil.example", "Boris",
        "boris@\(String(repeating: "x", count: 64)).example", "\"><script>@city.example",
        String(repeating: "a", count: 65) + "@city.example", "boris@city.example\u{0}",
    ])
    func `what is no address is told at its field, and nothing is made`(_ typed: String) async throws {
        try await withMail { bench, client, spy in
            let admin = try await signedIn(.administrator, client)
            let new = try await send(admin, "/en/desk/people/new", newPerson + [("mail", typed)])
            #expect(new.status == 422 && new.body.contains("id=\"e-mail\""))
            #expect(new.body.contains("value=\"Boris\"") && !new.body.contains("<script>@"))
            #expect(try await bench.office.account(login: "boris") == nil)
            let link = try await send(
                admin, try person(.editor, bench), [("action", "link"), ("mail", typed)])
            #expect(link.status == 422 && link.body.contains("id=\"e-mail\""))
            #expect(!link.body.contains("token="))
            let editor = try await signedIn(.editor, client)
            let asked = try await send(
                editor, try approvals(bench), [("person", " "), ("mail", typed), ("action", "make")])
            #expect(asked.status == 422 && asked.body.contains("id=\"e-mail\""))
            #expect(asked.body.contains("id=\"person-problem\""), "both at once")
            #expect(!asked.body.contains("token="))
            #expect(spy.letters.isEmpty)
        }
    }

    @Test func `nobody floods a mailbox`() async throws {
        try await withMail { bench, client, spy in
            let admin = try await signedIn(.administrator, client)
            let address = try person(.editor, bench)
            for number in 1...(DeskMail.perHour + 5) {
                let page = try await send(admin, address, [("action", "link"), ("mail", Self.address)])
                #expect(page.status == 200 && page.body.contains("/en/desk/welcome?token="))
                #expect(page.body.contains("may send no more") == (number > DeskMail.perHour), "\(number)")
            }
            #expect(spy.letters.count == DeskMail.perHour)
            // What one did keeps nobody else from it.
            let editor = try await signedIn(.editor, client)
            let asked = try await send(
                editor, try approvals(bench),
                [("person", "The mayor"), ("mail", Self.address), ("action", "make")])
            #expect(asked.body.contains("took the letter") && spy.letters.count == DeskMail.perHour + 1)
        }
    }

    @Test(arguments: Role.allCases) func `only who may make a link may send it`(_ role: Role) async throws {
        try await withMail { bench, client, spy in
            let browser = try await signedIn(role, client)
            let token = try await browser.get("/en/desk/me").token
            let places = [
                ("/en/desk/people/new", role == .administrator),
                (try person(.reader, bench), role == .administrator),
                (try approvals(bench), role != .reader),
            ]
            for (address, isAllowed) in places {
                let base = try await browser.get(address).value(of: "base")
                let page = try await browser.post(
                    address,
                    newPerson + [
                        ("csrf", token), ("base", base), ("person", "The mayor"), ("mail", Self.address),
                        ("action", address.contains("approvals") ? "make" : "link"),
                    ])
                #expect(page.status == (isAllowed ? 200 : 403), "\(address)")
            }
            #expect(spy.letters.count == places.count { $0.1 })
        }
    }

    @Test func `a form of another site sends nothing`() async throws {
        try await withMail { bench, client, spy in
            let admin = try await signedIn(.administrator, client)
            let token = try await admin.get("/en/desk/me").token
            for address in ["/en/desk/people/new", try person(.editor, bench), try approvals(bench)] {
                let fields = newPerson + [("person", "X"), ("action", "link"), ("mail", Self.address)]
                #expect(try await admin.post(address, fields).status == 403)
                #expect(try await admin.post(address, fields + [("csrf", "guess")]).status == 403)
                let foreign = try await admin.post(
                    address, fields + [("csrf", token)], headers: [.init("Sec-Fetch-Site")!: "cross-site"])
                #expect(foreign.status == 403)
            }
            #expect(spy.letters.isEmpty)
        }
    }

    @Test func `the address is kept nowhere, and no log holds it or the link`() async throws {
        try await withMail { bench, client, spy in
            let admin = try await signedIn(.administrator, client)
            let page = try await send(admin, "/en/desk/people/new", newPerson + [("mail", Self.address)])
            #expect(page.headers[.cacheControl] == "no-store")
            let editor = try await signedIn(.editor, client)
            _ = try await send(
                editor, try approvals(bench),
                [("person", "The mayor"), ("mail", Self.address), ("action", "make")])
            #expect(spy.letters.count == 2)
            let tokens = try spy.letters.map { try path(in: $0).split(separator: "=")[1] }
            let lines = bench.log.lines
            #expect(lines.count { $0.contains("mail taken") } == 2)
            for secret in ["zq.boris", "operator.example"] + tokens.map(String.init) {
                #expect(!lines.contains { $0.contains(secret) }, "\(secret)")
            }
            let files = try FileManager.default.subpathsOfDirectory(atPath: bench.hall.folder.path)
            #expect(files.contains("office.sqlite"))
            for file in files {
                let path = bench.hall.folder.appending(path: file)
                // Folders have no bytes.
                guard let bytes = try? Data(contentsOf: path) else { continue }
                #expect(bytes.firstRange(of: Data("zq.boris".utf8)) == nil, "\(file)")
            }
            #expect(try await !admin.get("/en/desk/people/new").body.contains("zq.boris"))
        }
    }

    @Test func `without a mail server nothing is asked, and what is posted sends nothing`() async throws {
        try await atDesk { bench, client in
            let admin = try await signedIn(.administrator, client)
            for address in ["/en/desk/people/new", try person(.editor, bench), try approvals(bench)] {
                #expect(try await !admin.get(address).body.contains("name=\"mail\""), "\(address)")
            }
            let made = try await send(admin, "/en/desk/people/new", newPerson + [("mail", "no address")])
            #expect(made.status == 200 && made.body.contains("/en/desk/welcome?token="))
            #expect(!made.body.contains("mail server"))
        }
    }

    @Test func `a language that the Hall does not speak is that of the sender`() async throws {
        try await withMail { bench, client, spy in
            let admin = try await signedIn(.administrator, client)
            for language in ["tlh", "../x", ""] {
                _ = try await send(
                    admin, try person(.editor, bench),
                    [("action", "link"), ("mail", Self.address), ("mail-language", language)])
            }
            #expect(spy.letters.map(\.language) == ["en", "en", "en"])
        }
    }
}
