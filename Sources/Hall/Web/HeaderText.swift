/// Small things about the text of header fields, all on bytes: a header is ASCII, and characters are not bytes.
enum HeaderText {
    /// Without blanks at both ends, ASCII letters lowered.
    static func lowercased(_ bytes: some BidirectionalCollection<UInt8>) -> String {
        String(decoding: trimmed(bytes).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    /// Without blanks and tabs at both ends.
    static func trimmed<Bytes: BidirectionalCollection<UInt8>>(_ bytes: Bytes) -> Bytes.SubSequence {
        var slice = bytes[...]
        while let first = slice.first, isBlank(first) { slice = slice.dropFirst() }
        while let last = slice.last, isBlank(last) { slice = slice.dropLast() }
        return slice
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
