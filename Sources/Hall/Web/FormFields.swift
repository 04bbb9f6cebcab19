/// The fields of a query or of a posted form (`application/x-www-form-urlencoded`).
///
/// Reading never fails: what is not an escape stays as it stands, bytes that are not UTF-8 and null bytes
/// become U+FFFD, and fields past the limit are not read.
package struct FormFields: Sendable {
    /// The most fields that are read of a form that anybody may send.
    package static let limit = 64

    private let fields: [(name: String, value: String)]
    /// Whether there were more fields than are read.
    package let isCut: Bool

    package init(_ bytes: some Collection<UInt8>, limit: Int = FormFields.limit) {
        let parts = bytes.split(separator: UInt8(ascii: "&"), maxSplits: limit)
        isCut = parts.count > limit
        fields = parts.prefix(limit).map { field in
            let equals = field.firstIndex(of: UInt8(ascii: "=")) ?? field.endIndex
            return (Self.decoded(field[..<equals]), Self.decoded(field[equals...].dropFirst()))
        }
    }

    /// All fields in the order in which they were sent.
    package var all: [(name: String, value: String)] { fields }

    /// The first value of a field; `nil` where the field is not there.
    package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    private static func decoded(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): text.append(0x20)
            case UInt8(ascii: "%"): text.append(PercentCoding.popEscape(&rest) ?? byte)
            default: text.append(byte)
            }
        }
        let decoded = String(decoding: text, as: UTF8.self)
        guard decoded.utf8.contains(0) else { return decoded }
        return String(String.UnicodeScalarView(decoded.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
    }
}
