import Hall
import Kinds
import Ledger
import Office
import Pages
import Records
import Testing

/// Numbers, rows and paths that nobody types: the Hall answers, and its work is bounded.
@Suite struct HostileNumbersTests {
    private static let numbers = [
        "9223372036854775807", "9223372036854775806", "-9223372036854775808", "18446744073709551615",
        "99999999999999999999999", "4294967296", "00", "+1", "-1", "1e9", "٣", "0x10", "",
    ]

    @Test(arguments: KindRegistry.all.map { $0.name })
    func `no number in the name of a field stops the Hall`(_ kind: String) async throws {
        try await attacking { bench, people in
            let code = try #require(bench.hall.shown[kind])
            let form = try await people.form("/record/\(code)", as: .administrator)
            let type = try #require(KindRegistry.kind(named: kind))
            let names = paths(type)
            // Few rows, so that the form is worked on, and under every name.
            for number in Self.numbers.prefix(4) {
                let posted = names.flatMap { [("\($0).\(number)", "x"), ("\($0).0.\(number).en", "x")] }
                for base in [form["base"], number] {
                    let fields = posted + [("csrf", form["csrf"]), ("base", base)]
                    let page = try await people.post(
                        "/record/\(code)", fields + [("action", "save")], as: .administrator)
                    #expect([409, 413, 422].contains(page.status), "\(kind) \(number): \(page.status)")
                }
                for (command, name) in zip(["add", "up", "down", "remove"], names.reversed()) {
                    let rows = "\(command) \(name) \(number)"
                    let page = try await people.post(
                        "/record/\(code)", [("csrf", form["csrf"]), ("rows", rows)], as: .administrator)
                    #expect(page.status == 200, "\(rows): \(page.status)")
                }
            }
        }
    }

    /// The outermost fields of a kind.
    private func paths(_ kind: any Kind.Type) -> [String] { kind.formFields.map(\.name) }

    @Test func `no number in an address, a step or a base stops the Hall`() async throws {
        try await attacking { bench, people in
            let code = try #require(bench.hall.shown[Article.name])
            let token = try await people.form("/record/\(code)", as: .publisher)["csrf"]
            for number in Self.numbers {
                for place in [
                    "/records/article?page=\(number)", "/record/\(code)?done=\(number)", "/history/\(number)",
                    "/history/\(code)?page=\(number)", "/record/\(number)",
                ] {
                    let status = try await people.open(escaped(place), as: .publisher).status
                    #expect([200, 400, 404].contains(status), "\(place): \(status)")
                }
                let restored = try await people.post(
                    "/history/\(code)", [("csrf", token), ("restore", number), ("base", number)],
                    as: .publisher)
                #expect([400, 409].contains(restored.status), "restore \(number): \(restored.status)")
                for step in DeskStanding.Step.allCases {
                    let page = try await people.post(
                        "/record/\(code)", [("csrf", token), ("action", step.rawValue), ("base", number)],
                        as: .publisher)
                    #expect(page.status == 409, "\(step) onto \(number): \(page.status)")
                }
            }
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    private func escaped(_ place: String) -> String {
        String(
            decoding: place.utf8.flatMap { $0 < 0x80 ? [$0] : Array("%\(String($0, radix: 16))".utf8) },
            as: UTF8.self)
    }

    @Test(arguments: KindRegistry.all.map { $0.name })
    func `few words make no page of many rows`(_ kind: String) async throws {
        let type = try #require(KindRegistry.kind(named: kind))
        // Each list, with as many rows as it may have, inside the last row of each list around it, and side by side.
        var posted: [(String, String)] = []
        for path in lists(type.formFields, at: "") {
            for row in 0..<FormTexts.rowLimit { posted.append((path.replacing("#", with: "\(row)"), "x")) }
        }
        let texts = FormTexts(posted: posted)
        let isRefused = texts.allRows > FormTexts.allRowsLimit
        guard !isRefused else { return }
        let controls = texts.controls(type.formFields).count
        #expect(controls < 60_000, "\(kind): \(posted.count) fields make \(controls) controls")
    }

    @Test func `a form of more rows than can be worked on is refused`() async throws {
        try await attacking { bench, people in
            let code = try #require(bench.hall.shown[Partnership.name])
            let form = try await people.form("/record/\(code)", as: .administrator)
            let last = FormTexts.rowLimit - 1
            for value in ["x", ""] {
                let many = (0...last).map { ("acts.\($0).dates.\(last).sources.\(last).pages", value) }
                for button in [("action", "save"), ("rows", "add acts")] {
                    let page = try await people.post(
                        "/record/\(code)", form.fields + many + [button], as: .administrator)
                    #expect(page.status == 413, "\(page.status)")
                }
            }
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    /// A control inside of each list: the row of the outermost list is left open, the others are the last that may be.
    private func lists(_ fields: [FormField], at path: String) -> [String] {
        fields.flatMap { field -> [String] in
            lists(field.shape, at: path.isEmpty ? field.name : "\(path).\(field.name)")
        }
    }

    private func lists(_ shape: FormShape, at path: String) -> [String] {
        switch shape {
        case .group(let fields): return lists(fields, at: path)
        case .rows(let element):
            let row = path.contains("#") ? "\(path).\(FormTexts.rowLimit - 1)" : "\(path).#"
            return ["\(row).x"] + lists(element, at: row)
        default: return []
        }
    }

    @Test(arguments: [10, 1_000]) func `a path without end is no way in`(_ depth: Int) async throws {
        try await attacking { bench, people in
            for (kind, code) in bench.hall.shown {
                let form = try await people.form("/record/\(code)", as: .administrator)
                let name = try #require(KindRegistry.kind(named: kind)?.formFields.first?.name)
                let deep = name + String(repeating: ".0", count: depth)
                let page = try await people.post(
                    "/record/\(code)", form.fields + [(deep, "x"), ("action", "save")], as: .administrator)
                #expect([303, 409, 422].contains(page.status), "\(kind): \(page.status)")
            }
        }
    }

    @Test func `a form of ten thousand fields is refused whole, and none of it is half read`() async throws {
        try await attacking { bench, people in
            let code = try #require(bench.hall.shown[Article.name])
            let form = try await people.form("/record/\(code)", as: .editor)
            let many = (0..<10_000).map { ("about.\($0)", "x") }
            for fields in [many + form.sent(), form.sent() + many, form.fields + many + [("action", "save")]]
            {
                let page = try await people.post("/record/\(code)", fields, as: .editor)
                #expect(page.status == 413, "\(page.status)")
            }
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }
}
