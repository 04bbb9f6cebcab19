import Records

/// Reads XLIFF 2.0 and 2.1 (OASIS, `urn:oasis:names:tc:xliff:document:2.0`): a file element a record, a unit a text.
///
/// A unit may come back in several segments, because tools divide texts into sentences: they are put together again.
/// Annotations (`mrk`, `sm`, `em`) are passed over. Elements that stand for codes of another format are refused: a text
/// of the Hall has none, so nobody would know what they mean.
struct XLIFFFile {
    static let namespace = "urn:oasis:names:tc:xliff:document:2.0"
    private static let unitLimit = 500_000

    private var reader: XMLReader
    private var entries: [TranslationEntry] = []
    private var languages = (source: "", target: "")
    private var code = ""

    static func entries(of bytes: [UInt8]) throws(TranslationProblem) -> [TranslationEntry] {
        do {
            var file = XLIFFFile(reader: try XMLReader(bytes))
            try file.readRoot()
            return file.entries
        } catch let problem as XMLProblem {
            throw TranslationProblem(line: problem.line, .unreadable(problem.reason))
        } catch let problem as TranslationProblem {
            throw problem
        } catch {
            throw TranslationProblem(line: 1, .unreadable("\(error)"))
        }
    }

    private init(reader: XMLReader) { self.reader = reader }

    private mutating func readRoot() throws {
        while let event = try reader.next() {
            guard case .start(let element) = event else { continue }
            guard element.name == "xliff" else {
                throw XMLProblem(line: element.line, reason: "it is no XLIFF: its root is '\(element.name)'")
            }
            guard element.namespace == Self.namespace, ["2.0", "2.1"].contains(element["version"]) else {
                throw XMLProblem(
                    line: element.line,
                    reason: "it is XLIFF \(element["version"] ?? "without a version"), and 2.0 was expected")
            }
            languages = (element["srcLang"] ?? "", element["trgLang"] ?? "")
            try children { (file, child) in
                guard child.name == "file" else { return try file.skip() }
                file.code = child["id"] ?? ""
                try file.readGroup()
            }
        }
    }

    /// Reads the units of a file element or of a group.
    private mutating func readGroup() throws {
        try children { (file, child) in
            switch child.name {
            case "unit": try file.readUnit(child)
            case "group": try file.readGroup()
            default: try file.skip()
            }
        }
    }

    private mutating func readUnit(_ unit: XMLElement) throws {
        var entry = TranslationEntry(
            line: unit.line, code: code, field: unit["id"] ?? "", sourceLanguage: languages.source,
            source: "",
            targetLanguage: languages.target, target: "")
        guard entries.count < Self.unitLimit else {
            throw XMLProblem(line: unit.line, reason: "it has more than \(Self.unitLimit) units")
        }
        var hasTarget = false
        try children { (file, child) in
            guard child.name == "segment" || child.name == "ignorable" else { return try file.skip() }
            let part = try file.readSegment(entry)
            entry.source += part.source
            // What stands between segments is not translated, and stays as it is.
            entry.target += part.target ?? (child.name == "ignorable" ? part.source : "")
            if part.target != nil, child.name == "segment" { hasTarget = true }
        }
        if !hasTarget { entry.target = "" }
        entries.append(entry)
    }

    private mutating func readSegment(
        _ entry: TranslationEntry
    ) throws -> (source: String, target: String?) {
        var (source, target): (String, String?) = ("", nil)
        try children { (file, child) in
            switch child.name {
            case "source": source = try file.words(of: entry, isSource: true)
            case "target":
                guard child["order"] == nil else {
                    throw TranslationProblem(
                        line: child.line, code: entry.code, field: entry.field,
                        .unreadable("the segments come in another order: give the unit as one segment"))
                }
                target = try file.words(of: entry, isSource: false)
            default: try file.skip()
            }
        }
        return (source, target)
    }

    /// The words of a source or a target.
    private mutating func words(of entry: TranslationEntry, isSource: Bool) throws -> String {
        var words = ""
        while let event = try reader.next() {
            switch event {
            case .text(let text): words += text
            case .end: return words
            case .start(let element):
                switch element.name {
                case "cp":
                    guard let digits = element["hex"], let value = UInt32(digits, radix: 16),
                        let scalar = Unicode.Scalar(value)
                    else { throw XMLProblem(line: element.line, reason: "'cp' names no character") }
                    words.unicodeScalars.append(scalar)
                    try skip()
                case "mrk": words += try self.words(of: entry, isSource: isSource)
                case "sm", "em": try skip()
                default:
                    throw TranslationProblem(
                        line: element.line, code: entry.code, field: entry.field,
                        .inlineElement(element.name))
                }
            }
        }
        return words
    }

    /// Calls `take` with each element of XLIFF inside of the open one; it must read or skip it.
    private mutating func children(_ take: (inout XLIFFFile, XMLElement) throws -> Void) throws {
        while let event = try reader.next() {
            switch event {
            case .end: return
            case .text: continue
            case .start(let element):
                if element.namespace == Self.namespace { try take(&self, element) } else { try skip() }
            }
        }
    }

    /// Passes over the rest of the open element.
    private mutating func skip() throws {
        var depth = 1
        while depth > 0, let event = try reader.next() {
            switch event {
            case .start: depth += 1
            case .end: depth -= 1
            case .text: break
            }
        }
    }
}
