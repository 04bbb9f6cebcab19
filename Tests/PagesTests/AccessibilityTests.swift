import Foundation
import Localisation
import Pages
import Records
import Testing

/// The statement says what follows from its files, and files that make no sense are refused with the place and the reason.
@Suite struct AccessibilityTests {
    private static let languages = ["ru", "en", "de", "fr", "it", "zh-Hans"].compactMap { Language($0) }
    private static let good = #"""
        {"date": "2026-11-26", "tools": {"axe-core": "4.12.1"}, "pages": ["home"], "languages": ["en"],
        "schemes": ["device"], "sizes": ["usual"], "checks": [{"id": "axe", "looked": 10, "failed": 0},
        {"id": "html", "looked": 5, "failed": 0}, {"id": "focus", "looked": 5, "failed": 0}]}
        """#

    private static func report(_ old: String = "", _ new: String = "") throws -> AccessibilityReport {
        try AccessibilityReport(json: Array(good.replacing(old, with: new).utf8))
    }

    private static func resource(_ name: String) throws -> [UInt8] {
        let root = #filePath.components(separatedBy: "/Tests/")[0]
        return try [UInt8](Data(contentsOf: URL(filePath: "\(root)/Resources/Accessibility/\(name)")))
    }

    private static func issue(_ criterion: String) -> KnownIssues.Issue {
        KnownIssues.Issue(id: "x", since: EDTF(), criteria: [criterion])
    }

    @Test func `conforms fully only when every check found nothing and nothing else is known`() throws {
        let clean = try Self.report()
        #expect(Conformance(clean, KnownIssues()) == .full)
        #expect(Conformance(clean, KnownIssues(issues: [Self.issue("3.1.4")])) == .full, "a criterion of AAA")
        #expect(Conformance(clean, KnownIssues(issues: [Self.issue("1.1.1")])) == .partial)
        #expect(Conformance(clean, KnownIssues(untested: [[.english: "by people"]])) == .partial)
    }

    @Test(arguments: [
        (#""failed": 0}]"#, #""failed": 1}]"#, Conformance.partial),
        (#"{"id": "axe", "looked": 10"#, #"{"id": "axe", "looked": 0"#, .partial),
        (
            #""failed": 0}, {"id": "focus", "looked": 5, "failed": 0"#,
            #""failed": 5}, {"id": "focus", "looked": 5, "failed": 5"#, .none
        ),
    ]) func `a count that fails changes the status and the words`(
        _ old: String, _ new: String, _ status: Conformance
    ) throws {
        let clean = StatementModel(
            try Self.report(), KnownIssues(), in: LanguageChain(.english, fallbacks: []))
        let failing = StatementModel(
            try Self.report(old, new), KnownIssues(), in: LanguageChain(.english, fallbacks: []))
        #expect(failing.conformance == status)
        let frame = Sample.english.frame(.accessibility(.english))
        let words = [clean, failing].map {
            String(decoding: render(frame, .statement($0)).standard, as: UTF8.self)
        }
        #expect(words[0].contains("The pages fully conform"))
        #expect(
            words[1].contains(status == .none ? "The pages do not conform" : "The pages partially conform"))
        let data = String(decoding: renderData(failing, at: frame).standard, as: UTF8.self)
        #expect(data.contains(#""conformance": "\#(status.rawValue)""#))
    }

    @Test(arguments: [
        ("2026-11-26", "yesterday", "date: a day such as"), ("2026-11-26", "2026-11", "date: a day such as"),
        (#"["device"]"#, #"["pink"]"#, "schemes.0: 'pink' is not known"),
        (#"["en"]"#, #"["en", "en"]"#, "languages.1: 'en' is not known, or stands here twice"),
        (#"["home"]"#, "[]", "pages: must not be empty"),
        (#""looked": 10, "failed": 0"#, #""looked": 10, "failed": 11"#, "checks.0: 11 of 10 cannot be"),
        (#""looked": 10"#, #""looked": -1"#, "cannot be"),
        (#""looked": 10"#, #""looked": "10""#, "line 2, column"),
        (#""id": "axe", "#, "", "id was expected"), (#""id": "axe""#, #""id": "<b>""#, "checks.0"),
        (#""sizes": ["usual"], "#, "", "sizes was expected"),
        (#""sizes""#, #""more": 1, "sizes""#, "not 'more', was expected"),
        ("]}\n", "", "is not valid JSON"),
    ]) func `a report that makes no sense is refused`(_ old: String, _ new: String, _ reason: String) throws {
        let text = (Self.good + "\n").replacing(old, with: new)
        let problem = #expect(throws: StatementProblem.self) {
            try AccessibilityReport(json: Array(text.utf8))
        }
        let words = problem?.description ?? ""
        #expect(words.contains(reason), "\(words)")
    }

    @Test(arguments: [
        (#""1.1.1""#, #""9.9.9""#, "issues.0.criteria: '9.9.9' is none that the Hall aims at"),
        (#""since": "2026-11-26""#, #""since": "soon""#, "issues.0.since: a day such as"),
        (#""foreign-words""#, #""scans""#, "issues.1.id: 'scans' is no word of its own"),
        (#""en": "Scans"#, #""la": "Scans"#, "issues.0.what: is missing in English"),
        (#""untested""#, #""untried""#, "not 'untried', was expected"),
    ]) func `a list of issues that makes no sense is refused`(
        _ old: String, _ new: String, _ reason: String
    ) throws {
        let text = String(decoding: try Self.resource("issues.json"), as: UTF8.self)
        #expect(text.contains(old))
        let problem = #expect(throws: StatementProblem.self) {
            try KnownIssues(json: Array(text.replacing(old, with: new, maxReplacements: 1).utf8))
        }
        let words = problem?.description ?? ""
        #expect(words.contains(reason), "\(words)")
    }

    @Test func `the files of this Hall are read, and every text is there in six languages`() throws {
        let report = try AccessibilityReport(json: try Self.resource("report.json"))
        #expect(!report.checks.isEmpty)
        let known = try KnownIssues(json: try Self.resource("issues.json"))
        let texts = known.untested + known.issues.flatMap { [$0.what, $0.place, $0.whom, $0.way] }
        #expect(!texts.isEmpty)
        for text in texts { #expect(Set(text.languages) == Set(Self.languages)) }
    }

    @Test func `the criteria are those of WCAG 2.2`() {
        #expect(WCAG.a.count + WCAG.aa.count == 55)
        #expect(Set(WCAG.a + WCAG.aa + WCAG.aaa).count == WCAG.a.count + WCAG.aa.count + WCAG.aaa.count)
    }

    @Test func `what is typed comes back with links to what is wrong`() {
        let form = MessageForm(
            page: "/en/about", words: "<b>", answer: "x", token: "1.a",
            problems: [.words: .tooLong(limit: 3_000), .trap: .trapped], refusal: .wait(seconds: 1))
        let html = String(
            decoding: render(Sample.english.frame(.message(.english)), .message(form)).standard, as: UTF8.self
        )
        for part in [
            ##"<a href="#words">At most 3,000 characters.</a>"##, #"aria-describedby="e-words h-words""#,
            #"aria-invalid="true""#, #"value="/en/about""#, ">&lt;b&gt;</textarea>", "in 1 second.",
        ] { #expect(html.contains(part), "\(part)") }
    }
}
