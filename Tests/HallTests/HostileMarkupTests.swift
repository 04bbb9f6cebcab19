import Catalogue
import HTTPTypes
import Hall
import HummingbirdTesting
import Kinds
import Ledger
import Office
import Pages
import Records
import Testing

/// Markup, quotes and letters that turn a line round, in every text of every kind and wherever else somebody can type:
/// they stay text.
@Suite struct HostileMarkupTests {
    /// What must never become an element or an attribute. `U+0600` and `U+0301` hide a sign from whoever counts letters.
    static let hostile = [
        "\"><zqel onzq=alert(1)>", "' zqattr='1", "\"\u{301} zqattr=\"1", "\u{600}<zqel \u{600}>",
        "</textarea></title></script><zqel>", "&lt;zqel&gt;&#60;zqel&#62;", "<!--<zqel-->]]><zqel>",
        "\u{202E}zq\u{202D}\u{2067}", "{{zq}}",
    ].joined(separator: " ")
    private static let lines = hostile + "\r\nATTENDEE:zq\r\nEND:VEVENT"

    @Test func `hostile texts in every field of every kind stay texts, at the Desk and in public`()
        async throws
    {
        try await attacking { bench, people in
            var written = 0
            for (kind, code) in bench.hall.shown.sorted(by: { $0.key < $1.key }) {
                let page = try await write(kind, code, bench, people)
                let problems = PageTokens(page.body).tags.compactMap { $0["id"] }.filter {
                    $0.hasPrefix("e-")
                }
                #expect(page.status == 303, "\(kind) cannot be written: \(page.status) \(problems)")
                for role in [Role.publisher, .administrator] {
                    let form = try await people.form("/record/\(code)", as: role)
                    let done = try await people.post(
                        "/record/\(code)",
                        [
                            ("csrf", form["csrf"]), ("base", form["base"]), ("action", "publish"),
                            ("words", Self.hostile),
                        ],
                        as: role)
                    if done.status == 303 { written += 1 }
                }
            }
            #expect(written >= 12, "only \(written) of the kinds became public")
            for address in DeskAddresses.all(of: bench) {
                check(try await people.browser(.administrator).get(address), address)
            }
            let visitor = DeskBrowser(people.client)
            var shown = 0
            for address in try await HostileTwinTests.addresses(visitor) {
                let page = try await visitor.get(address)
                check(page, address)
                if page.body.contains("zqel") { shown += 1 }
            }
            #expect(shown > 20, "the hostile texts are on \(shown) public pages only")
        }
    }

    /// Fills every text of a record's form. Where a rule of the kind refuses, what was there stays.
    private func write(
        _ kind: String, _ code: Code, _ bench: DeskBench, _ people: Attackers
    ) async throws -> DeskBrowser.Page {
        let form = try await people.form("/record/\(code)", as: .protocolOfficer)
        let type = try #require(KindRegistry.kind(named: kind))
        var typed: [String: String] = [:]
        for field in type.formFields { fill(field.shape, at: field.name, bench, &typed) }
        var page = try await post(typed, form, code, people)
        for _ in 0..<4 where page.status == 422 {
            check(page, "the problems of \(kind)")
            for tag in PageTokens(page.body).tags {
                guard let id = tag["id"], id.hasPrefix("e-") else { continue }
                let path = String(id.dropFirst(2))
                for key in typed.keys where key == path || key.hasPrefix(path + ".") { typed[key] = nil }
            }
            page = try await post(typed, form, code, people)
        }
        return page
    }

    private func post(
        _ typed: [String: String], _ form: HostileForm, _ code: Code, _ people: Attackers
    ) async throws -> DeskBrowser.Page {
        var sent = typed
        for (name, value) in form.fields where sent[name] == nil { sent[name] = value }
        sent["action"] = "save"
        sent["note"] = Self.hostile
        return try await people.post("/record/\(code)", sent.map { ($0.key, $0.value) }, as: .protocolOfficer)
    }

    private func fill(
        _ shape: FormShape, at path: String, _ bench: DeskBench, _ typed: inout [String: String]
    ) {
        switch shape {
        case .group(let fields):
            for field in fields { fill(field.shape, at: "\(path).\(field.name)", bench, &typed) }
        case .rows(let element): fill(element, at: "\(path).0", bench, &typed)
        case .texts: for language in ["en", "ru", "de"] { typed["\(path).\(language)"] = Self.lines }
        case .area: typed[path] = Self.lines
        case .line: typed[path] = Self.hostile
        case .webAddress: typed[path] = "https://a.example/?q=\"'zqattr=1"
        case .date: typed[path] = "2019"
        case .time: typed[path] = "10:00"
        case .number: typed[path] = "3"
        case .flag: typed[path] = "true"
        case .language: typed[path] = "de"
        case .choice(let words): typed[path] = words.first ?? ""
        case .reference(let kind): typed[path] = bench.hall.shown[kind ?? Article.name]?.text ?? ""
        case .coordinates: typed[path] = "1, 2"
        case .pictureArea: typed[path] = "1, 2, 3, 4"
        case .slug, .media: break
        }
    }

    /// That nothing of a page was made by what somebody typed.
    private func check(_ page: DeskBrowser.Page, _ address: String) {
        // Pictures and data are never read as a page.
        let type = page.headers[.contentType] ?? "text/html"
        guard type.contains("html") || type.contains("xml") || type.contains("calendar") else {
            return #expect(
                page.headers[.xContentTypeOptions] == "nosniff", "\(address) may be taken for a page")
        }
        let turns: [Unicode.Scalar] = ["\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}"]
        for tag in PageTokens(page.body).tags {
            // What is said to machines is read by none of those whom a turned line deceives.
            let texts = tag.attributes.map(\.value) + (tag.name == "script" ? [] : [tag.text])
            let isTurned = texts.contains { $0.unicodeScalars.contains { turns.contains($0) } }
            #expect(!isTurned, "\(address): a line is turned round in or behind <\(tag.name)>")
            #expect(!tag.name.contains("zq"), "\(address): an element \(tag.name)")
            #expect(!tag.isOdd, "\(address): <\(tag.name)> holds something that is no attribute")
            for (name, value) in tag.attributes {
                #expect(
                    !name.contains("zq") && !name.hasPrefix("on") && name != "style" && name != "srcdoc",
                    "\(address): <\(tag.name) \(name)>")
                guard ["href", "src", "action", "formaction"].contains(name) else { continue }
                let starts = ["/", "#", "https://", "http://", "mailto:", "tel:", "?"]
                #expect(
                    value.isEmpty || starts.contains { value.hasPrefix($0) },
                    "\(address): \(name)=\(value.prefix(60))")
            }
        }
        for line in page.body.utf8.split(separator: 0x0A) where address.hasSuffix(".ics") {
            #expect(!line.starts(with: "ATTENDEE".utf8), "\(address): a text became a line of its own")
        }
    }

    @Test func `what is typed at the door, in a search and in an address stays text`() async throws {
        try await attacking { bench, people in
            let door = try await people.client.stranger.post(
                "/en/desk/sign-in", [("login", Self.hostile), ("password", "x")])
            #expect(door.body.contains("zqel"))
            check(door, "the door")
            let welcome = try await people.client.stranger.post(
                "/en/desk/welcome", [("token", Self.hostile), ("password", "x")])
            check(welcome, "a welcome")
            let query = Self.hostile.utf8.map { "%" + String(UInt16($0) | 0x100, radix: 16).dropFirst() }
                .joined()
            let code = try #require(bench.hall.shown[Article.name])
            for place in [
                "/search?q=\(query)", "/welcome?token=\(query)", "/record/\(code)?done=\(query)",
                "/waiting/\(query)",
                "/records/\(query)", "/new/\(query)", "/record/\(query)", "/history/\(query)",
                "/kept/\(query)", "/\(query)",
            ] { check(try await people.open(place, as: .administrator), String(place.prefix(20))) }
        }
    }

    @Test func `the name of somebody of the office is text wherever it stands`() async throws {
        try await attacking { bench, people in
            let account = try await bench.office.add(
                name: Self.hostile, login: "mallory", role: .publisher, at: 0)
            try await bench.office.setPassword(account.id, DeskBench.password)
            var mallory = DeskBrowser(people.client)
            let page = try await mallory.post(
                "/en/desk/sign-in", [("login", "mallory"), ("password", DeskBench.password)])
            mallory.cookie = String((page.headers[.setCookie] ?? "").prefix { $0 != ";" })
            let code = try #require(bench.hall.shown[Article.name])
            let form = HostileForm(try await mallory.get("/en/desk/record/\(code)"))
            let fields = [
                ("csrf", form["csrf"]), ("base", form["base"]), ("action", "remark"), ("words", Self.lines),
            ]
            #expect(try await mallory.post("/en/desk/record/\(code)", fields).status == 303)
            for place in ["", "/record/\(code)", "/history/\(code)"] {
                let page = try await people.open(place, as: .administrator)
                check(page, place)
                check(try await mallory.get("/en/desk\(place)"), place)
                #expect(place.isEmpty || page.body.contains("zqel"), "the name is not at \(place)")
            }
        }
    }
}

extension TestClientProtocol {
    /// Somebody who is not signed in.
    var stranger: DeskBrowser { DeskBrowser(self) }
}
