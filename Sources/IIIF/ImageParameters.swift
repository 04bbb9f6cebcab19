/// The four parameters of an image address as they came, decoded and not yet understood.
///
/// An address that is none of this form is no address at all (404); parameters that mean nothing are a bad request (400),
/// which is why the two are told apart.
package struct ImageParameters: Hashable, Sendable {
    package let region: String
    package let size: String
    package let rotation: String
    /// `default.jpg`
    package let file: String

    package init(region: String, size: String, rotation: String, file: String) {
        (self.region, self.size, self.rotation, self.file) = (region, size, rotation, file)
    }

    /// `full/max/0/default.jpg`, percent-encoded where RFC 3986 asks for it, which it does of `^`.
    package var path: String { [region, size, rotation, file].map(Self.encoded).joined(separator: "/") }

    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "!"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
