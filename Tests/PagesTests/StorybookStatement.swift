import Pages
import Records

/// The accessibility statement with a check that failed, one known issue and everything that a Hall may add.
extension Storybook {
    var statement: StatementModel {
        var issue = KnownIssues.Issue(id: "scans", since: date("2026-11-26"), criteria: ["1.1.1", "3.1.4"])
        issue.what = [.english: "Scans are pictures.", .russian: "Сканы — изображения."]
        issue.place = [.english: "On pages of documents."]
        issue.whom = [.english: "Those who listen."]
        issue.way = [.english: "Ask the office."]
        let report = AccessibilityReport(
            date: date("2026-11-26"), tools: [.init(name: "axe-core", version: "4.12.1")],
            pages: ["home", "city"], languages: [.russian, .english],
            schemes: ReadingSettings.Scheme.allCases, sizes: [.usual],
            checks: [.init(id: "axe", looked: 1_234, failed: 0), .init(id: "smell", looked: 2, failed: 1)])
        return StatementModel(
            report, KnownIssues(issues: [issue], untested: [[.english: "By people."]]),
            in: LanguageChain(language, fallbacks: [.english]),
            contact: said("Пишите на access@hall.example", "Write to access@hall.example"),
            enforcement: said("Уполномоченный по правам человека", "The ombudsman"))
    }

    var refusedMessage: MessageForm {
        MessageForm(
            page: "/en/cities/oxford", words: "", answer: "tel. 1", token: "1000.abc",
            problems: [.words: .missing, .trap: .trapped], refusal: .stale)
    }
}
