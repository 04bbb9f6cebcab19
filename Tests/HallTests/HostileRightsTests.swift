import Catalogue
import Kinds
import Ledger
import Office
import Pages
import Records
import Testing

@testable import Hall

/// Mass assignment and forged names: nobody sets what they may not see, or acts on what is not meant.
@Suite struct HostileRightsTests {
    /// Every path of a kind that an audience may not see: whole fields, and those inside of rows and groups, with rows
    /// in three places.
    private func hidden(_ fields: [FormField], from audience: Audience, at path: String = "") -> [String] {
        fields.flatMap { field -> [String] in
            let place = path.isEmpty ? field.name : "\(path).\(field.name)"
            guard field.audience <= audience else {
                return [place] + controls(field.shape, at: place)
            }
            return hidden(field.shape, from: audience, at: place)
        }
    }

    private func hidden(_ shape: FormShape, from audience: Audience, at path: String) -> [String] {
        switch shape {
        case .group(let fields): hidden(fields, from: audience, at: path)
        case .rows(let element): [0, 1, 7].flatMap { hidden(element, from: audience, at: "\(path).\($0)") }
        default: []
        }
    }

    private func controls(_ shape: FormShape, at path: String) -> [String] {
        switch shape {
        case .group(let fields): fields.flatMap { controls($0.shape, at: "\(path).\($0.name)") }
        case .rows(let element): [0, 1].flatMap { controls(element, at: "\(path).\($0)") }
        case .texts: ["\(path).en", "\(path).ru"]
        default: [path, "\(path).0", "\(path).value"]
        }
    }

    @Test(arguments: Role.allCases)
    func `whatever is posted under the name of a hidden field, nothing of it is taken`(_ role: Role)
        async throws
    {
        try await attacking { bench, people in
            let account = try #require(bench.accounts.first { $0.role == role })
            for kind in KindRegistry.all {
                guard let code = bench.hall.shown[kind.name] else { continue }
                let paths = hidden(kind.formFields, from: Rights(account).audience)
                try await assign(paths, to: kind, code, bench, people, role)
            }
        }
    }

    private func assign<K: Kind>(
        _ paths: [String], to kind: K.Type, _ code: Code, _ bench: DeskBench, _ people: Attackers,
        _ role: Role
    ) async throws {
        let before = try await record(kind, code, bench)
        let form = try await people.form("/record/\(code)", as: role)
        let assigned = paths.map { ($0, "zqassigned") }
        // Before the fields of the form, behind them, and together with a change that is allowed.
        for fields in [assigned + form.sent(), form.sent() + assigned] {
            let page = try await people.post("/record/\(code)", fields, as: role)
            #expect([303, 403].contains(page.status), "\(K.name): \(page.status)")
            let after = try await record(kind, code, bench)
            #expect(after.json == before.json, "\(K.name): \(after.differences(from: before))")
        }
        let rows = try await people.post("/record/\(code)", assigned + form.sent("rows", "add x"), as: role)
        #expect(!rows.body.contains("zqassigned"), "\(K.name) shows what it does not take")
        let new = try await people.post("/new/\(K.name)", assigned + [("csrf", form["csrf"])], as: role)
        #expect(!new.body.contains("zqassigned"), "\(K.name)")
    }

    private func record<K: Kind>(_ kind: K.Type, _ code: Code, _ bench: DeskBench) async throws -> K {
        try K(json: #require(try await bench.hall.catalogue.read { try $0.stored(code) }).body)
    }

    @Test func `a form that nobody touched changes nothing, for any kind and role`() async throws {
        try await attacking { bench, people in
            for role in Role.allCases where role != .reader {
                for (kind, code) in bench.hall.shown {
                    let form = try await people.form("/record/\(code)", as: role)
                    #expect(form.fields.count > 4, "\(kind) has no form")
                    let page = try await people.post("/record/\(code)", form.sent(), as: role)
                    #expect(page.location.contains("done=unchanged"), "\(kind), \(role): \(page.status)")
                }
            }
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    @Test func `the names of what the Hall itself writes are no fields`() async throws {
        try await attacking { bench, people in
            let code = try #require(bench.hall.shown[Article.name])
            let form = try await people.form("/record/\(code)", as: .editor)
            let names = [
                "code", "kind", "version", "author", "saved", "published", "isDeleted", "review", "body",
                "id", "__proto__",
                "constructor", "record", "number", "at", "redacted_by", "salt",
            ]
            let page = try await people.post(
                "/record/\(code)", names.map { ($0, "1") } + form.sent(), as: .editor)
            #expect(page.location.contains("done=unchanged"))
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    @Test func `of a field that comes twice one counts, and its right is asked once`() async throws {
        try await attacking { bench, people in
            let code = try #require(bench.hall.hidden[Article.name])
            let form = try await people.form("/record/\(code)", as: .editor)
            let token = form["csrf"]
            // Whichever of the two is read, the other must not be acted on.
            for actions in [["remark", "publish"], ["publish", "remark"], ["save", "publish"]] {
                let page = try await people.post(
                    "/record/\(code)",
                    [("csrf", token), ("csrf", "x"), ("base", form["base"]), ("words", "why")]
                        + actions.map { ("action", $0) }, as: .editor)
                #expect([303, 403, 422].contains(page.status), "\(actions): \(page.status)")
                let stored = try await bench.hall.catalogue.read { try $0.stored(code) }
                #expect(stored?.published == .zero)
            }
            let refused = try await people.post(
                "/record/\(code)", [("csrf", "x"), ("csrf", token), ("action", "remark"), ("words", "x")],
                as: .editor)
            #expect(refused.status == 403, "the first token counts, as it does everywhere")
        }
    }

    @Test func `a link to nothing, or to a record of another kind, is told and not kept`() async throws {
        try await attacking { bench, people in
            let code = try #require(bench.hall.shown[Gift.name])
            let other = try #require(bench.hall.shown[Article.name])
            var dice = SystemRandomNumberGenerator()
            for forged in [Code.random(using: &dice).text, other.text, "Name · \(other)"] {
                var form = try await people.form("/record/\(code)", as: .editor)
                form["city"] = forged
                let page = try await people.post("/record/\(code)", form.sent(), as: .editor)
                #expect(
                    page.status == 422 && page.body.contains("id=\"e-city\""), "\(forged): \(page.status)")
            }
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    @Test func `a step of another record, of another action or from before the journal is no version`()
        async throws
    {
        try await attacking { bench, people in
            let code = try #require(bench.hall.shown[Article.name])
            let token = try await people.form("/record/\(code)", as: .publisher)["csrf"]
            let base = try #require(try await bench.hall.catalogue.read { try $0.stored(code) }).saved
            for revision in try await bench.hall.ledger.revisions(after: .zero, limit: 1_000)
            where revision.record != code || revision.body == nil {
                let page = try await people.post(
                    "/history/\(code)",
                    [
                        ("csrf", token), ("base", "\(base.value)"), ("restore", "\(revision.number.value)"),
                    ], as: .publisher)
                #expect(page.status == 400, "step \(revision.number)")
            }
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    @Test func `what was hidden in an older version does not come back by the hand of who cannot see it`()
        async throws
    {
        try await attacking { bench, people in
            let code = try #require(bench.hall.shown[Exchange.name])
            var exchange = try await record(Exchange.self, code, bench)
            exchange.cohorts = [Exchange.Cohort()]
            exchange.cohorts[0].year = try EDTF("2019")
            exchange.cohorts[0].list = Note("zqold list")
            try await save(exchange, code, bench)
            let old = try #require(try await bench.hall.catalogue.read { try $0.stored(code) }).saved
            exchange.cohorts[0].list = Note()
            try await save(exchange, code, bench)
            let now = try #require(try await bench.hall.catalogue.read { try $0.stored(code) }).saved
            let token = try await people.form("/record/\(code)", as: .editor)["csrf"]
            _ = try await people.post(
                "/history/\(code)",
                [("csrf", token), ("base", "\(now.value)"), ("restore", "\(old.value)")], as: .editor)
            let after = try await record(Exchange.self, code, bench)
            #expect(!String(decoding: after.json, as: UTF8.self).contains("zqold"))
        }
    }

    private func save(_ record: some Kind, _ code: Code, _ bench: DeskBench) async throws {
        let head = try await bench.hall.ledger.head()
        _ = try await bench.hall.ledger.append(
            [Draft(record: code, kind: type(of: record).name, version: 1, action: .save, body: record.json)],
            onto: head, author: "test", at: 0)
        try await bench.hall.catalogue.catchUp()
    }
}
