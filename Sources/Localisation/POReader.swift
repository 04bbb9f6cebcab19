/// Reads a PO file line by line.
struct POReader {
    private enum Part: Hashable { case none, context, id, plural, form(Int) }

    private struct Identity: Hashable {
        let context: String?
        let id: String
    }

    private(set) var entries: [POFile.Entry] = []
    private var seen: Set<Identity> = []
    private var lineNumber = 0
    private var part = Part.none
    private var isFuzzy = false
    private var idLine = 0
    private var context: [UInt8]?
    private var id: [UInt8]?
    private var plural: [UInt8]?
    private var forms: [[UInt8]] = []

    mutating func read(_ rawLine: ArraySlice<UInt8>) throws(POProblem) {
        lineNumber += 1
        let line = Self.trimmed(rawLine)
        guard let first = line.first else { return try finishEntry() }
        switch first {
        case UInt8(ascii: "#"):
            if case .form = part { try finishEntry() }
            if line.starts(with: Array("#,".utf8)), Self.flags(of: line).contains("fuzzy") { isFuzzy = true }
            // An obsolete entry takes its flags with it.
            if line.starts(with: Array("#~".utf8)) { isFuzzy = false }
        case UInt8(ascii: "\""):
            try append(line)
        default:
            try readKeyword(line)
        }
    }

    mutating func finishEntry() throws(POProblem) {
        defer {
            (part, isFuzzy) = (.none, part == .none && isFuzzy)
            (context, id, plural, forms) = (nil, nil, nil, [])
        }
        guard part != .none else { return }
        guard let id, !forms.isEmpty else { throw problem(.order) }
        guard entries.count < POFile.mostEntries else { throw problem(.tooLarge) }
        var entry = POFile.Entry(
            context: try context.map { bytes throws(POProblem) in try text(bytes) }, id: try text(id),
            plural: try plural.map { bytes throws(POProblem) in try text(bytes) }, forms: [], line: idLine)
        guard seen.insert(Identity(context: entry.context, id: entry.id)).inserted else {
            throw POProblem(reason: .duplicate(entry.id), line: idLine)
        }
        // The header may be fuzzy, as templates have it.
        if !isFuzzy || id.isEmpty, forms.allSatisfy({ !$0.isEmpty }) {
            for form in forms { entry.forms.append(try text(form)) }
        }
        entries.append(entry)
    }

    private mutating func readKeyword(_ line: ArraySlice<UInt8>) throws(POProblem) {
        let end = line.firstIndex { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } ?? line.endIndex
        let keyword = String(decoding: line[..<end], as: UTF8.self)
        switch keyword {
        case "msgctxt":
            try beginEntryUnless(part == .none)
            (part, context) = (.context, [])
        case "msgid":
            try beginEntryUnless(part == .none || part == .context)
            (part, id, idLine) = (.id, [], lineNumber)
        case "msgid_plural":
            guard part == .id else { throw problem(.order) }
            (part, plural) = (.plural, [])
        case "msgstr":
            guard part == .id else { throw problem(.order) }
            part = .form(0)
            forms = [[]]
        case "msgstr[\(forms.count)]":
            guard plural != nil, forms.count < 6 else { throw problem(.order) }
            part = .form(forms.count)
            forms.append([])
        default:
            throw problem(keyword.hasPrefix("msgstr[") ? .order : .unknownKeyword)
        }
        try append(Self.trimmed(line[end...]))
    }

    /// Begins the next entry where the last one was not closed by an empty line.
    private mutating func beginEntryUnless(_ isExpected: Bool) throws(POProblem) {
        guard !isExpected else { return }
        guard case .form = part else { throw problem(.order) }
        try finishEntry()
    }

    private mutating func append(_ quoted: ArraySlice<UInt8>) throws(POProblem) {
        let quote = UInt8(ascii: "\"")
        guard quoted.count >= 2, quoted.first == quote, quoted.last == quote else { throw problem(.quotes) }
        let bytes = try unescaped(quoted.dropFirst().dropLast())
        switch part {
        case .none: throw problem(.order)
        case .context: context?.append(contentsOf: bytes)
        case .id: id?.append(contentsOf: bytes)
        case .plural: plural?.append(contentsOf: bytes)
        case .form(let index): forms[index].append(contentsOf: bytes)
        }
    }

    private func unescaped(_ bytes: ArraySlice<UInt8>) throws(POProblem) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\"") { throw problem(.quotes) }
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                continue
            }
            // The closing quote was taken off already, so `"…\"` ends here.
            guard index < bytes.endIndex else { throw problem(.quotes) }
            switch bytes[index] {
            case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "t"): result.append(UInt8(ascii: "\t"))
            case UInt8(ascii: "r"): result.append(UInt8(ascii: "\r"))
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): result.append(bytes[index])
            default: throw problem(.escape)
            }
            index += 1
        }
        return result
    }

    private func text(_ bytes: [UInt8]) throws(POProblem) -> String {
        guard bytes.count <= POFile.longestString else { throw problem(.tooLong) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw problem(.notUTF8) }
        return text
    }

    private func problem(_ reason: POProblem.Reason) -> POProblem {
        POProblem(reason: reason, line: lineNumber)
    }

    private static func flags(of line: ArraySlice<UInt8>) -> [String] {
        line.dropFirst(2).split { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        var line = line.drop(while: isBlank)
        while let last = line.last, isBlank(last) { line.removeLast() }
        return line
    }
}
