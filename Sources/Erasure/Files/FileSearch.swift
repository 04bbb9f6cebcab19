import Ledger

/// Looks for a name in the bytes of an original.
struct FileSearch {
    /// The largest original that is read; a larger one is named as unread.
    static let byteLimit = 512 << 20
    private static let pieceBytes = 1 << 16
    private static let overlapBytes = 1 << 10
    private static let contextBytes = 120

    let search: NameSearch

    /// The words around the first place that holds the name; `nil` when none does.
    func words(in parts: [[UInt8]]) -> String? {
        for part in parts {
            for encoding in ByteEncoding.allCases {
                if let words = words(in: part, encoding) { return words }
            }
        }
        return nil
    }

    private func words(in part: [UInt8], _ encoding: ByteEncoding) -> String? {
        guard encoding == .utf8 || encoding.isWide || part.contains(where: { $0 >= 0x80 }) else { return nil }
        var reader = WordReader()
        for start in stride(from: 0, to: max(part.count, 1), by: Self.pieceBytes) {
            let end = min(start + Self.pieceBytes + Self.overlapBytes, part.count)
            let piece = Array(part[start..<end])
            for first in 0...(encoding.isWide ? 1 : 0) {
                reader.removeAll()
                encoding.each(piece, from: first) { reader.take($0, $1, $2) }
                if let hit = search.hits(in: reader.finish()).first {
                    return around(hit, piece, encoding, first)
                }
            }
        }
        return nil
    }

    /// What can be read around a hit.
    private func around(
        _ hit: NameHit, _ piece: [UInt8], _ encoding: ByteEncoding, _ first: Int
    ) -> String {
        let range = max(hit.start - Self.contextBytes, 0)..<min(hit.end + Self.contextBytes, piece.count)
        var text = String.UnicodeScalarView()
        encoding.each(piece, from: first) { value, start, _ in
            guard range.contains(start) else { return }
            let isShown = value >= 0x20 && value != 0x7F && !(0x80..<0xA0).contains(value)
            text.append(isShown ? Unicode.Scalar(value) ?? " " : " ")
        }
        return String(text).split(separator: " ").joined(separator: " ")
    }
}
