/// One member's header in a tar archive, in the `ustar` layout of POSIX.1-2017 (`pax`, "ustar Interchange
/// Format").
///
/// A name and a size decide every byte of it: owner, times and the like are zero. So a reader can demand
/// exactly these bytes, and a changed bit anywhere in a header is seen.
enum TarHeader {
    static let blockBytes = 512
    static let nameLimit = 100
    /// Eight gigabytes: above it a size does not fit into eleven octal digits.
    private static let largestOctalSize: Int64 = 1 << 33

    /// The header's 512 bytes; `name` is at most `nameLimit` ASCII characters.
    static func bytes(name: String, size: Int64) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: blockBytes)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
        }
        put(name, at: 0)
        put("0000600", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        if size < largestOctalSize {
            put(octal(size, digits: 11), at: 124)
        } else {
            // The base-256 form that GNU tar and libarchive read.
            header[124] = 0x80
            for (index, byte) in bigEndian(size).enumerated() { header[128 + index] = byte }
        }
        put("00000000000", at: 136)
        put("        ", at: 148)
        header[156] = UInt8(ascii: "0")
        put("ustar", at: 257)
        put("00", at: 263)
        let sum = header.reduce(0) { $0 + Int64($1) }
        put(octal(sum, digits: 6) + "\0 ", at: 148)
        return header
    }

    /// The name and size that a header states, without judging the rest of it; `nil` for a block of zeros.
    static func read(_ header: [UInt8]) -> (name: String, size: Int64)? {
        guard header.contains(where: { $0 != 0 }) else { return nil }
        let name = String(decoding: header[0..<nameLimit].prefix { $0 != 0 }, as: UTF8.self)
        if header[124] == 0x80 {
            let size = header[128..<136].reduce(0) { $0 << 8 | UInt64($1) }
            return (name, Int64(truncatingIfNeeded: size))
        }
        let digits = header[124..<135].prefix { (0x30...0x37).contains($0) }
        return (name, digits.reduce(0) { $0 << 3 | Int64($1 - 0x30) })
    }

    /// How many zero bytes follow a member of this size, up to the next whole block.
    static func padding(after size: Int64) -> Int {
        let rest = Int(size % Int64(blockBytes))
        return rest == 0 ? 0 : blockBytes - rest
    }

    private static func octal(_ value: Int64, digits: Int) -> String {
        let text = String(value, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    private static func bigEndian(_ value: Int64) -> [UInt8] {
        Swift.withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }
}
