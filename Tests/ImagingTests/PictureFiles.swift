/// Files of each accepted kind, made of plain bytes, so that the tests need no other program.
enum PictureFiles {
    /// A PNG (ISO/IEC 15948) whose pixels are stored uncompressed.
    static func png(_ raster: Raster, bits: Int = 8, extraChunks: [(String, [UInt8])] = []) -> [UInt8] {
        let colour = [1: 0, 3: 2, 4: 6][raster.samples] ?? 0
        var rows: [UInt8] = []
        let rowLength = raster.width * raster.samples
        for row in stride(from: 0, to: raster.bytes.count, by: max(rowLength, 1)) {
            rows.append(0)
            let samples = raster.bytes[row..<row + rowLength]
            if bits == 16 {
                for sample in samples { rows += [sample, sample] }
            } else {
                rows += samples
            }
        }
        var file = pngStart(width: raster.width, height: raster.height, bits: bits, colour: colour)
        for (name, data) in extraChunks { file += chunk(name, data) }
        return file + chunk("IDAT", zlibStored(rows)) + chunk("IEND", [])
    }

    /// The signature and header of a PNG.
    static func pngStart(width: Int, height: Int, bits: Int = 8, colour: Int = 2) -> [UInt8] {
        [0x89] + Array("PNG\r\n\u{1A}\n".utf8)
            + chunk("IHDR", .big(width, 4) + .big(height, 4) + [UInt8(bits), UInt8(colour), 0, 0, 0])
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return .big(data.count, 4) + body + .big(Int(crc32(body)), 4)
    }

    private static func zlibStored(_ data: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var start = 0
        repeat {
            let count = min(65_535, data.count - start)
            let isLast = start + count == data.count
            stream += [isLast ? 1 : 0] + .little(count, 2) + .little(count ^ 0xFFFF, 2)
            stream += data[start..<start + count]
            start += count
        } while start < data.count
        return stream + .big(Int(adler32(data)), 4)
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { sum, byte in crcTable[Int((sum ^ UInt32(byte)) & 0xFF)] ^ sum >> 8 }
    }

    private static let crcTable: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
    }

    private static func adler32(_ bytes: [UInt8]) -> UInt32 {
        var a: UInt32 = 1
        var b: UInt32 = 0
        for byte in bytes {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return b << 16 | a
    }

    /// An uncompressed TIFF 6.0 of one strip. Four samples are CMYK.
    static func tiff(
        _ raster: Raster, orientation: Int = 1, profile: [UInt8] = [], description: String = ""
    ) -> [UInt8] {
        let dataStart = 8
        let profileStart = dataStart + raster.bytes.count
        let words = Array(description.utf8) + [0]
        let wordsStart = profileStart + profile.count
        let bitsStart = wordsStart + words.count
        let directoryStart = (bitsStart + 8 + 1) & ~1
        var tags: [[UInt8]] = [
            tag(256, 4, 1, raster.width), tag(257, 4, 1, raster.height),
            raster.samples == 1 ? tag(258, 3, 1, 8) : tag(258, 3, raster.samples, bitsStart),
            tag(259, 3, 1, 1), tag(262, 3, 1, [1: 1, 3: 2, 4: 5][raster.samples] ?? 2),
        ]
        if words.count > 4 { tags.append(tag(270, 2, words.count, wordsStart)) }
        tags += [
            tag(273, 4, 1, dataStart), tag(274, 3, 1, orientation), tag(277, 3, 1, raster.samples),
            tag(278, 4, 1, raster.height), tag(279, 4, 1, raster.bytes.count), tag(284, 3, 1, 1),
        ]
        if !profile.isEmpty { tags.append(tag(34_675, 7, profile.count, profileStart)) }
        var file = Array("II*\0".utf8) + .little(directoryStart, 4) + raster.bytes + profile + words
        file += (0..<4).flatMap { _ in [UInt8].little(8, 2) }
        file += [UInt8](repeating: 0, count: directoryStart - file.count)
        return file + .little(tags.count, 2) + tags.flatMap { $0 } + .little(0, 4)
    }

    private static func tag(_ number: Int, _ type: Int, _ count: Int, _ value: Int) -> [UInt8] {
        .little(number, 2) + .little(type, 2) + .little(count, 4) + .little(value, 4)
    }

    /// A GIF of one colour, with codes of fixed length: the code table is cleared before it grows.
    static func gif(width: Int, height: Int, frames: Int = 1) -> [UInt8] {
        var file = Array("GIF89a".utf8) + .little(width, 2) + .little(height, 2) + [0x80, 0, 0]
        file += [200, 30, 40, 0, 0, 0]
        for _ in 0..<frames {
            file += [0x2C] + .little(0, 4) + .little(width, 2) + .little(height, 2) + [0, 2]
            var bits: [UInt8] = []
            for index in 0..<width * height {
                if index % 2 == 0 { bits += [0, 0, 1] }  // clear
                bits += [0, 0, 0]
            }
            bits += [1, 0, 1]  // end
            let data = packed(bits)
            for start in stride(from: 0, to: data.count, by: 255) {
                let part = data[start..<min(start + 255, data.count)]
                file += [UInt8(part.count)] + part
            }
            file.append(0)
        }
        return file + [0x3B]
    }

    /// A lossless WebP of one colour (RFC 9649): each prefix code has one symbol, so pixels take no bits at
    /// all.
    static func webp(width: Int, height: Int, red: UInt8, green: UInt8, blue: UInt8) -> [UInt8] {
        var bits: [UInt8] = []
        let put: (Int, Int) -> Void = { value, count in
            for place in 0..<count { bits.append(UInt8(value >> place & 1)) }
        }
        put(width - 1, 14)
        put(height - 1, 14)
        put(0, 4)  // no alpha, version 0
        put(0, 3)  // no transform, no colour cache, no meta prefix codes
        for symbol in [green, red, blue, 255, 0] {
            put(1, 1)  // a simple code
            put(0, 1)  // of one symbol
            put(1, 1)  // of eight bits
            put(Int(symbol), 8)
        }
        var data = [0x2F] + packed(bits)
        if data.count % 2 == 1 { data.append(0) }
        let body = Array("WEBPVP8L".utf8) + .little(data.count, 4) + data
        return Array("RIFF".utf8) + .little(body.count, 4) + body
    }

    private static func packed(_ bits: [UInt8]) -> [UInt8] {
        stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<min(start + 8, bits.count)].enumerated().reduce(0) {
                $0 | $1.element << UInt8($1.offset)
            }
        }
    }
}
