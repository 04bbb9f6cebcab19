/// The one way in which a row of the ledger is stored.
///
/// SQLite's record format (https://www.sqlite.org/fileformat.html, 2.1) lets some bits of a row's header change
/// without any query noticing: a text may become a blob, the unused place of the row's number may hold a zero.
/// Comparing the header with the table's columns makes each of them count.
struct RowFormat {
    enum Column {
        /// The row's number, which SQLite keeps outside the record and stores as NULL in it.
        case number
        case integer, optionalInteger
        case text
        case blob, optionalBlob
    }

    let columns: [Column]

    /// The columns of SQLite's own table of tables.
    static let schema = RowFormat(columns: [.text, .text, .text, .integer, .text])

    /// Whether the record that begins at an offset, and is `length` bytes long, has a header that fits. The header
    /// lies in the row's first page.
    func fits(_ page: [UInt8], at offset: Int, length: Int) -> Bool {
        let header = Varint(page, offset)
        let end = offset + header.value
        guard header.value > 0, end <= page.count else { return false }
        var place = header.end
        var bytes = header.value
        for column in columns {
            let type = Varint(page, place)
            guard type.end <= end, let size = RowFormat.size(of: type.value, in: column) else { return false }
            bytes += size
            place = type.end
        }
        return place == end && bytes == length
    }

    /// How many bytes a value of this serial type takes; `nil` when the column cannot hold one.
    private static func size(of type: Int, in column: Column) -> Int? {
        switch (column, type) {
        case (.number, 0), (.optionalInteger, 0), (.optionalBlob, 0): 0
        case (.integer, 1...4), (.optionalInteger, 1...4): type
        case (.integer, 5), (.optionalInteger, 5): 6
        case (.integer, 6), (.optionalInteger, 6): 8
        case (.integer, 8...9), (.optionalInteger, 8...9): 0
        case (.text, 13...) where type % 2 == 1: (type - 13) / 2
        case (.blob, 12...) where type % 2 == 0: (type - 12) / 2
        case (.optionalBlob, 12...) where type % 2 == 0: (type - 12) / 2
        default: nil
        }
    }
}

/// SQLite's integer of one to nine bytes.
struct Varint {
    let value: Int
    let end: Int

    /// Reads at an offset; behind the end of the page everything is zero.
    init(_ page: [UInt8], _ offset: Int) {
        var value: UInt64 = 0
        for place in 0..<8 {
            let byte = offset + place < page.count ? page[offset + place] : 0
            value = value << 7 | UInt64(byte & 0x7F)
            if byte < 0x80 {
                self.value = Int(truncatingIfNeeded: value)
                self.end = offset + place + 1
                return
            }
        }
        let last = offset + 8 < page.count ? page[offset + 8] : 0
        self.value = Int(truncatingIfNeeded: value << 8 | UInt64(last))
        self.end = offset + 9
    }
}
