import Records

/// Why a file of the statement cannot be taken: every reason at once, each with its place.
package struct StatementProblem: Error, Sendable, CustomStringConvertible {
    package let description: String

    init(_ reasons: [String]) { description = reasons.joined(separator: "; ") }
}

extension AccessibilityReport {
    /// The most of one sort of thing that a report may name.
    static let limit = 200

    /// Reads `report.json`, as the test suite writes it. Every member has to be there, and no other.
    package init(json bytes: [UInt8]) throws(StatementProblem) {
        var raw = RawReport()
        let problems = try StatementReading.read(bytes) { (reader) throws(JSONProblem) in
            try raw.read(&reader)
        }
        var reasons = problems
        func day(_ text: String) -> EDTF {
            let date = (try? EDTF(text)) ?? EDTF()
            if date.calendarDate?.utf8.count != 10 {
                reasons.append("date: a day such as 2026-11-26 was expected")
            }
            return date
        }
        func known<Value>(_ name: String, _ texts: [String], _ value: (String) -> Value?) -> [Value] {
            if texts.isEmpty { reasons.append("\(name): must not be empty") }
            if texts.count > Self.limit { reasons.append("\(name): has more than \(Self.limit) entries") }
            return texts.enumerated().compactMap { index, text in
                if let value = value(text), !texts[..<index].contains(text) { return value }
                reasons.append("\(name).\(index): '\(text)' is not known, or stands here twice")
                return nil
            }
        }
        self.init(
            date: day(raw.date), tools: raw.tools,
            pages: known("pages", raw.pages) { StatementReading.isLine($0) ? $0 : nil },
            languages: known("languages", raw.languages) { Language($0) },
            schemes: known("schemes", raw.schemes) { ReadingSettings.Scheme(rawValue: $0) },
            sizes: known("sizes", raw.sizes) { ReadingSettings.Size(rawValue: $0) }, checks: raw.checks)
        _ = known("checks", checks.map(\.id)) { StatementReading.isWord($0) ? $0 : nil }
        for (index, check) in checks.enumerated()
        where check.looked < 0 || !(0...max(check.looked, 0) ~= check.failed) {
            reasons.append("checks.\(index): \(check.failed) of \(check.looked) cannot be")
        }
        _ = known("tools", tools.map(\.name)) { StatementReading.isLine($0) ? $0 : nil }
        for (index, tool) in tools.enumerated() where !StatementReading.isLine(tool.version) {
            reasons.append("tools.\(index): has no version")
        }
        guard reasons.isEmpty else { throw StatementProblem(reasons) }
    }
}

extension KnownIssues {
    static let limit = 100

    /// Reads `issues.json`. Every text has to be there in English at least: whoever reads another language that is missing
    /// falls back on it.
    package init(json bytes: [UInt8]) throws(StatementProblem) {
        var (issues, untested): ([RawIssue], [Localized]) = ([], [])
        var reasons = try StatementReading.read(bytes) { (reader) throws(JSONProblem) in
            try StatementReading.members(["issues", "untested"], &reader) {
                (reader, name) throws(JSONProblem) in
                try reader.array { (reader) throws(JSONProblem) in
                    if name == "issues" {
                        issues.append(try RawIssue(&reader))
                    } else {
                        untested.append(try Localized(from: &reader))
                    }
                }
            }
        }
        if issues.count > Self.limit || untested.count > Self.limit {
            reasons.append("has more than \(Self.limit) entries")
        }
        func complain(of text: Localized, _ place: String) {
            if text[.english] == nil { reasons.append("\(place): is missing in English") }
        }
        for (index, text) in untested.enumerated() { complain(of: text, "untested.\(index)") }
        self.init(untested: untested)
        for (index, raw) in issues.enumerated() {
            let place = "issues.\(index)"
            let since = (try? EDTF(raw.since)) ?? EDTF()
            if since.calendarDate?.utf8.count != 10 {
                reasons.append("\(place).since: a day such as 2026-11-26 was expected")
            }
            if !StatementReading.isWord(raw.id) || issues[..<index].contains(where: { $0.id == raw.id }) {
                reasons.append("\(place).id: '\(raw.id)' is no word of its own")
            }
            if raw.criteria.isEmpty { reasons.append("\(place).criteria: must not be empty") }
            for criterion in raw.criteria where !WCAG.isKnown(criterion) {
                reasons.append("\(place).criteria: '\(criterion)' is none that the Hall aims at")
            }
            var issue = Issue(id: raw.id, since: since, criteria: raw.criteria)
            issue.what = raw.texts["what"] ?? Localized()
            issue.place = raw.texts["where"] ?? Localized()
            issue.whom = raw.texts["whom"] ?? Localized()
            issue.way = raw.texts["way"] ?? Localized()
            for name in RawIssue.texts { complain(of: raw.texts[name] ?? Localized(), "\(place).\(name)") }
            self.issues.append(issue)
        }
        guard reasons.isEmpty else { throw StatementProblem(reasons) }
    }
}

/// A report as it stands in the file.
private struct RawReport {
    var date = ""
    var tools: [AccessibilityReport.Tool] = []
    var pages: [String] = []
    var languages: [String] = []
    var schemes: [String] = []
    var sizes: [String] = []
    var checks: [AccessibilityReport.Check] = []

    mutating func read(_ reader: inout JSONReader) throws(JSONProblem) {
        var raw = self
        let names = ["date", "tools", "pages", "languages", "schemes", "sizes", "checks"]
        try StatementReading.members(names, &reader) { (reader, name) throws(JSONProblem) in
            switch name {
            case "date": raw.date = try reader.string()
            case "tools":
                try reader.object { (reader, name) throws(JSONProblem) in
                    raw.tools.append(AccessibilityReport.Tool(name: name, version: try reader.string()))
                }
            case "pages": raw.pages = try StatementReading.texts(&reader)
            case "languages": raw.languages = try StatementReading.texts(&reader)
            case "schemes": raw.schemes = try StatementReading.texts(&reader)
            case "sizes": raw.sizes = try StatementReading.texts(&reader)
            default:
                try reader.array { (reader) throws(JSONProblem) in
                    var check = AccessibilityReport.Check(id: "", looked: 0, failed: 0)
                    try StatementReading.members(["id", "looked", "failed"], &reader) {
                        (reader, name) throws(JSONProblem) in
                        switch name {
                        case "id": check.id = try reader.string()
                        case "looked": check.looked = try reader.integer()
                        default: check.failed = try reader.integer()
                        }
                    }
                    raw.checks.append(check)
                }
            }
        }
        self = raw
    }
}

/// An issue as it stands in the file.
private struct RawIssue {
    static let texts = ["what", "where", "whom", "way"]

    var id = ""
    var since = ""
    var criteria: [String] = []
    var texts: [String: Localized] = [:]

    init(_ reader: inout JSONReader) throws(JSONProblem) {
        var raw = RawIssue()
        try StatementReading.members(["id", "since", "criteria"] + Self.texts, &reader) {
            (reader, name) throws(JSONProblem) in
            switch name {
            case "id": raw.id = try reader.string()
            case "since": raw.since = try reader.string()
            case "criteria": raw.criteria = try StatementReading.texts(&reader)
            default: raw.texts[name] = try Localized(from: &reader)
            }
        }
        self = raw
    }

    private init() {}
}

/// What both files are read by.
private enum StatementReading {
    static let limitBytes = 1 << 20

    /// Reads a whole file; gives what is wrong with single texts in it.
    static func read(
        _ bytes: [UInt8], _ work: (inout JSONReader) throws(JSONProblem) -> Void
    ) throws(StatementProblem) -> [String] {
        guard bytes.count <= limitBytes else {
            throw StatementProblem(["is longer than \(limitBytes) bytes"])
        }
        var reader = JSONReader(bytes)
        do {
            try work(&reader)
            try reader.end()
        } catch {
            throw StatementProblem([error.sentence(in: bytes)])
        }
        return reader.problems.map(\.description)
    }

    /// Reads an object that has just these members, once each.
    static func members(
        _ names: [String], _ reader: inout JSONReader,
        _ member: (inout JSONReader, String) throws(JSONProblem) -> Void
    ) throws(JSONProblem) {
        var missing = names
        try reader.object { (reader, name) throws(JSONProblem) in
            guard let index = missing.firstIndex(of: name) else {
                throw reader.shape(
                    "each of the members \(names.joined(separator: ", ")) once, not '\(name)',")
            }
            missing.remove(at: index)
            try member(&reader, name)
        }
        guard missing.isEmpty else { throw reader.shape("the member \(missing.joined(separator: ", "))") }
    }

    static func texts(_ reader: inout JSONReader) throws(JSONProblem) -> [String] {
        var texts: [String] = []
        try reader.array { (reader) throws(JSONProblem) in texts.append(try reader.string()) }
        return texts
    }

    /// Small letters, digits and hyphens.
    static func isWord(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }

    /// A short text in one line.
    static func isLine(_ text: String) -> Bool {
        (1...200).contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
}
