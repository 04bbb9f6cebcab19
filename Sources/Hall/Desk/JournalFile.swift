import Ledger
import Records

/// The journal as a file.
enum JournalFile {
    /// A table for a spreadsheet.
    static func table(
        _ entries: [JournalEntry], headings: [String], _ row: (JournalEntry) -> [String]
    ) -> [UInt8] {
        var writer = CSVWriter()
        for cells in [headings] + entries.map(row) { writer.row(cells) }
        return writer.bytes
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
