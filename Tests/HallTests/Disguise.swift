import FoundationEssentials

/// Files that are something else beside, or instead of, the picture that they claim to be.
struct Disguise: Sendable, CustomStringConvertible {
    /// Stands in all that is no pixel, in letters that a decoder leaves alone.
    static let mark = "zqdisguise"
    static let script = "<html><body><script>\(mark)()</script></body></html>"

    let description: String
    let bytes: [UInt8]

    private init(_ description: String, _ bytes: [UInt8]) {
        self.description = description
        self.bytes = bytes
    }

    private init(_ description: String, _ start: [UInt8], _ text: String) {
        self.init(description, start + Array(text.utf8))
    }

    /// No pictures, whatever their first bytes say.
    static let frauds = [
        Disguise("HTML", [], script), Disguise("HTML behind blanks", [], "\n\n \(script)"),
        Disguise("HTML behind a byte order mark", [0xEF, 0xBB, 0xBF], script),
        Disguise(
            "XHTML", [], "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">\(script)"),
        Disguise("SVG", [], "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"\(mark)()\"/>"),
        Disguise(
            "SVG behind a prolog", [],
            "<?xml version=\"1.0\"?><!DOCTYPE svg><svg xmlns=\"http://www.w3.org/2000/svg\"><script>\(mark)</script></svg>"
        ),
        Disguise("compressed SVG", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], mark),
        Disguise("PDF", [], "%PDF-1.7\n1 0 obj<</S/JavaScript/JS(\(mark))>>endobj"),
        Disguise("ZIP", [0x50, 0x4B, 3, 4], mark), Disguise("JavaScript", [], "/*\(mark)*/alert(1)"),
        Disguise("HTML with the first bytes of a JPEG", [0xFF, 0xD8, 0xFF, 0xE0], script),
        Disguise("HTML with the first bytes of a PNG", [0x89] + Array("PNG\r\n\u{1A}\n".utf8), script),
        Disguise("HTML with the first bytes of a GIF", Array("GIF89a".utf8), script),
        Disguise("HTML with the first bytes of a WebP", Array("RIFF\u{10}\0\0\0WEBP".utf8), script),
        Disguise("HTML with the first bytes of a TIFF", Array("II*\0".utf8), script),
        Disguise("JavaScript with the first bytes of a GIF", [], "GIF89a/*\(mark)*/=1;\(mark)()"),
    ]

    /// Pictures that are something else as well.
    ///
    /// - Parameters:
    ///   - png: any PNG.
    ///   - jpeg: any JPEG.
    static func polyglots(png: [UInt8], jpeg: [UInt8]) -> [Disguise] {
        let archive: [UInt8] =
            [0x50, 0x4B, 3, 4] + Array(mark.utf8) + [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)
        let pdf = "%PDF-1.4\n1 0 obj<</S/JavaScript/JS(\(mark))>>endobj\ntrailer<</Root 1 0 R>>"
        let place =
            "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\(script)</x:xmpmeta>"
        return [
            Disguise("a JPEG with HTML in a comment", segment(0xFE, script, in: jpeg)),
            Disguise("a JPEG with HTML in its XMP", segment(0xE1, place, in: jpeg)),
            Disguise("a JPEG with HTML behind its end", jpeg, script),
            Disguise("a JPEG that is a PDF", segment(0xFE, pdf, in: jpeg)),
            Disguise("a JPEG that is an archive", jpeg + archive),
            Disguise("a PNG with HTML in a text", chunk("tEXt", "Comment\0\(script)", in: png)),
            Disguise("a PNG with HTML in a chunk of no name", chunk("zqXt", script, in: png)),
            Disguise("a PNG that is an archive", png + archive),
            Disguise("a GIF with a script in a comment", gif(width: 1, comment: script)),
            // Its first bytes are `GIF89a/*`, and all up to the comment's `*/` is a comment of JavaScript too.
            Disguise("a GIF that is JavaScript", gif(width: 0x2A2F, comment: "*/=1;\(mark)()//")),
            Disguise("a WebP with HTML behind its end", webp + Array(script.utf8)),
        ]
    }

    /// A JPEG with one segment more, right behind its start.
    private static func segment(_ name: UInt8, _ text: String, in jpeg: [UInt8]) -> [UInt8] {
        let length = text.utf8.count + 2
        let head = [0xFF, name, UInt8(length >> 8), UInt8(length & 255)]
        return Array(jpeg.prefix(2)) + head + Array(text.utf8) + Array(jpeg.dropFirst(2))
    }

    /// A PNG with one chunk more, right behind its header.
    private static func chunk(_ name: String, _ text: String, in png: [UInt8]) -> [UInt8] {
        func big(_ number: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(number >> $0 & 255) } }
        let body = Array((name + text).utf8)
        var sum = ~UInt32(0)
        for byte in body {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
        }
        let whole = big(UInt32(text.utf8.count)) + body + big(~sum)
        return Array(png.prefix(33)) + whole + Array(png.dropFirst(33))
    }

    /// One white pixel on a canvas of one line.
    private static func gif(width: Int, comment: String) -> [UInt8] {
        let head = Array("GIF89a".utf8) + [UInt8(width & 255), UInt8(width >> 8), 1, 0, 0x80, 0, 0]
        let colours: [UInt8] = [255, 255, 255, 0, 0, 0]
        let words = [0x21, 0xFE, UInt8(comment.utf8.count)] + Array(comment.utf8) + [0]
        return head + colours + words + [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]
    }

    /// One pixel, lossy.
    private static let webp = [UInt8](
        Data(base64Encoded: "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA") ?? Data())
}
