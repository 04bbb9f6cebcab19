import FoundationEssentials
import Kinds
import Pages
import Records

/// What the accessibility statement is made of: the results of the tests and the list of known issues, read once at the
/// start.
package struct Accessibility: Sendable {
    /// Why it cannot be read: the file, the place in it, and the reason.
    package struct Problem: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    let report: AccessibilityReport
    let issues: KnownIssues

    /// - Parameter folder: `Resources/Accessibility`.
    package init(folder: String) throws(Problem) {
        report = try Self.read("\(folder)/report.json") { (bytes) throws(StatementProblem) in
            try AccessibilityReport(json: bytes)
        }
        issues = try Self.read("\(folder)/issues.json") { (bytes) throws(StatementProblem) in
            try KnownIssues(json: bytes)
        }
    }

    private static func read<Value>(
        _ file: String, _ value: ([UInt8]) throws(StatementProblem) -> Value
    ) throws(Problem) -> Value {
        guard let data = try? Data(contentsOf: URL(filePath: file)) else {
            // Why, only the operator can find out: the file is a part of the program's own resources.
            throw Problem(description: "\(file) cannot be read")
        }
        do { return try value([UInt8](data)) } catch {
            throw Problem(description: "\(file): \(error)")
        }
    }
}

extension Reading {
    func statement() -> StatementModel {
        // The texts of the program itself are there in English whatever the Hall falls back on.
        let chain = LanguageChain(language, fallbacks: chain.languages + [.english])
        return StatementModel(
            accessibility.report, accessibility.issues, in: chain,
            contact: said(hall.accessibilityContact), enforcement: said(hall.enforcement))
    }
}
