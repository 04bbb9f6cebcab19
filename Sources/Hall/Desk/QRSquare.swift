import CQREncode
import Pages

/// Draws QR codes with libqrencode: error correction of medium strength, as for a screen.
enum QRSquare {
    /// `nil` for a text that is too long for a QR code, or when there is no memory.
    static func of(_ text: String) -> DeskPeople.Square? {
        guard text.utf8.count <= 512, let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else {
            return nil
        }
        defer { QRcode_free(code) }
        let size = Int(code.pointee.width)
        guard let data = code.pointee.data else { return nil }
        // Of each byte the lowest bit is the colour (qrencode.h, QRcode).
        let dark = UnsafeBufferPointer(start: data, count: size * size).map { $0 & 1 == 1 }
        return DeskPeople.Square(size: size, dark: dark)
    }
}
