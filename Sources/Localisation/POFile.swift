/// A catalogue of phrases in the PO format of GNU gettext, read strictly: an error names its line.
///
/// Comments and obsolete entries (`#~`) are skipped; fuzzy and empty translations count as missing.
package struct POFile: Sendable {
    /// One phrase and its translation.
    package struct Entry: Hashable, Sendable {
        package var context: String?
        package var id: String
        package var plural: String?
        /// One text, or one for each plural form; empty when there is no translation.
        package var forms: [String]
        /// The line of `msgid`.
        package var line: Int
    }

    package static let largestFile = 4_000_000
    package static let mostEntries = 20_000
    package static let longestString = 10_000

    package let entries: [Entry]
    /// The fields of the header entry, by name in lower case.
    package let header: [String: String]
    /// English where the file has no entries with plurals and no `Plural-Forms`.
    package let pluralRule: PluralRule

    package init(_ bytes: [UInt8]) throws(POProblem) {
        guard bytes.count <= Self.largestFile else { throw POProblem(reason: .tooLarge, line: 1) }
        var reader = POReader()
        // A byte order mark, which some editors leave.
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        for line in body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            try reader.read(line)
        }
        try reader.finishEntry()
        let headerEntry = reader.entries.first { $0.id.isEmpty && $0.context == nil }
        header = Self.fields(of: headerEntry?.forms.first ?? "")
        entries = reader.entries.filter { !$0.id.isEmpty }
        pluralRule = try Self.rule(header, line: headerEntry?.line ?? 1, entries)
    }

    package init(_ text: String) throws(POProblem) { try self.init(Array(text.utf8)) }

    private static func rule(
        _ header: [String: String], line: Int, _ entries: [Entry]
    ) throws(POProblem) -> PluralRule {
        let rule: PluralRule
        if let forms = header["plural-forms"] {
            do { rule = try PluralRule(header: forms, fraction: header["x-plural-fraction"]) } catch {
                throw POProblem(reason: error, line: line)
            }
        } else {
            guard entries.allSatisfy({ $0.plural == nil }) else {
                throw POProblem(reason: .pluralForms, line: line)
            }
            rule = .english
        }
        for entry in entries where entry.plural != nil && !entry.forms.isEmpty {
            guard entry.forms.count == rule.count else {
                let reason = POProblem.Reason.formCount(expected: rule.count, found: entry.forms.count)
                throw POProblem(reason: reason, line: entry.line)
            }
        }
        return rule
    }

    private static func fields(of text: String) -> [String: String] {
        var fields: [String: String] = [:]
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            let value = line[line.index(after: colon)...].drop { $0 == UInt8(ascii: " ") }
            fields[name] = String(decoding: value, as: UTF8.self)
        }
        return fields
    }
}

extension POFile {
    /// A catalogue without entries, with English plurals.
    package static let empty = POFile(entries: [], header: [:], pluralRule: .english)

    private init(entries: [Entry], header: [String: String], pluralRule: PluralRule) {
        self.entries = entries
        self.header = header
        self.pluralRule = pluralRule
    }
}
