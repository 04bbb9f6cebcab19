import Ledger
import Records

/// The journal as a file.
enum JournalFile {
    /// A table for a spreadsheet (RFC 4180), with the mark by which spreadsheets know UTF-8.
    static func table(
        _ entries: [JournalEntry], headings: [String], _ row: (JournalEntry) -> [String]
    ) -> [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        for cells in [headings] + entries.map(row) {
            bytes += cells.map(cell).joined(separator: ",").utf8
            bytes += "\r\n".utf8
        }
        return bytes
    }

    /// A text in quotes. What a spreadsheet would take for a formula gets an apostrophe in front of it.
    static func cell(_ text: String) -> String {
        let first = text.unicodeScalars.first { $0.value > 0x20 && $0 != "\u{A0}" }
        let starts: [Unicode.Scalar?] = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%"]
        let isControl = text.unicodeScalars.first.map { $0.value < 0x20 } ?? false
        var quoted = "\""
        if first != nil, starts.contains(first) || isControl { quoted += "'" }
        for scalar in text.unicodeScalars {
            quoted.unicodeScalars.append(scalar)
            if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
        }
        return quoted + "\""
    }

    /// One object a line: what the chain covers, and no word of anybody.
    static func lines(_ entries: [JournalEntry]) -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in entries {
            var writer = JSONWriter()
            writer.object { writer in
                func number(_ name: String, _ value: Int64) {
                    writer.name(name)
                    writer.integer(Int(value))
                }
                func text(_ name: String, _ value: String) {
                    writer.name(name)
                    writer.string(value)
                }
                number("number", entry.number.value)
                text("record", entry.record.text)
                text("kind", entry.kind)
                number("version", Int64(entry.version))
                number("action", entry.action.code)
                number("target", entry.action.target.value)
                number("at", entry.atMilliseconds)
                text("author", entry.author)
                text("payloadHash", entry.payloadHash.description)
                text("chain", entry.chain.description)
                if let redaction = entry.redactedBy { number("redactedBy", redaction.value) }
            }
            bytes += writer.bytes + [0x0A]
        }
        return bytes
    }
}
