/// How letters may be written in the bytes of a file.
enum ByteEncoding: CaseIterable {
    case utf8, utf16LittleEndian, utf16BigEndian, latin1, windows1251

    /// Hands on each scalar of some bytes, with the bytes it stands for.
    ///
    /// - Parameter first: where to begin; text of two bytes a letter may begin at any byte.
    func each(_ bytes: [UInt8], from first: Int = 0, _ take: (UInt32, Int, Int) -> Void) {
        switch self {
        case .utf8:
            var scalars = TextScalars(bytes)
            while let (value, start, end) = scalars.next() { take(value, start, end) }
        case .utf16LittleEndian:
            for place in stride(from: first, to: bytes.count - 1, by: 2) {
                take(UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place]), place, place + 2)
            }
        case .utf16BigEndian:
            for place in stride(from: first, to: bytes.count - 1, by: 2) {
                take(UInt32(bytes[place]) << 8 | UInt32(bytes[place + 1]), place, place + 2)
            }
        case .latin1: for (place, byte) in bytes.enumerated() { take(UInt32(byte), place, place + 1) }
        case .windows1251:
            for (place, byte) in bytes.enumerated() {
                take(ByteEncoding.windows1251(byte), place, place + 1)
            }
        }
    }

    /// Whether a letter takes two bytes.
    var isWide: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

    /// The letters of Windows-1251; every other sign above ASCII divides words.
    static func windows1251(_ byte: UInt8) -> UInt32 {
        switch byte {
        case 0..<0x80: UInt32(byte)
        case 0xC0...0xFF: 0x410 + UInt32(byte - 0xC0)
        case 0xA8: 0x401
        case 0xB8: 0x451
        default: 0xA0
        }
    }
}
