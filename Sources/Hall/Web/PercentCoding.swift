/// Percent-encoding (RFC 3986, section 2.1), on bytes.
enum PercentCoding {
    /// The byte of the two hexadecimal digits at the front, which are taken away; `nil`, and nothing taken,
    /// where there are no such digits.
    static func popEscape<Bytes: Collection<UInt8>>(_ rest: inout Bytes) -> UInt8?
    where Bytes.SubSequence == Bytes {
        let digits = rest.prefix(2).compactMap { hexadecimal($0) }
        guard digits.count == 2 else { return nil }
        rest = rest.dropFirst(2)
        return digits[0] << 4 | digits[1]
    }

    /// A local address that may stand in a header: everything that is not printable ASCII is escaped, what is
    /// escaped already stays.
    static func headerSafe(_ address: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(address.utf8.count)
        for byte in address.utf8 {
            if (0x21...0x7E).contains(byte) { bytes.append(byte) } else { bytes += escape(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func escape(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
