/// The parts of a file in which words may stand: without the pixels of a picture, and with what is compressed read.
struct FileParts {
    /// Bytes to be searched.
    private(set) var parts: [[UInt8]] = []
    /// Whether words may stand in it that cannot be read.
    private(set) var unread: ErasurePlan.UnreadFile.Why?

    private static let inflatedLimit = 64 << 20

    init(_ bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xD8]) {
            jpeg(bytes)
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            png(bytes)
        } else if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
            webP(bytes)
        } else if bytes.prefix(1_024).firstRange(of: Array("%PDF-".utf8)) != nil {
            pdf(bytes)
        } else {
            parts = [bytes]
        }
    }

    /// All segments but the scans, and what follows the picture (ITU T.81, B.1).
    private mutating func jpeg(_ bytes: [UInt8]) {
        for segment in JPEGSegments(bytes) where !segment.isScan { parts.append(Array(bytes[segment.range])) }
    }

    /// All chunks but the pixels; compressed texts are read (PNG, 11.3.3).
    private mutating func png(_ bytes: [UInt8]) {
        for chunk in PNGChunks(bytes) where chunk.type != "IDAT" {
            let data = bytes[chunk.data]
            parts.append(Array(data))
            guard chunk.type == "zTXt" || chunk.type == "iTXt" || chunk.type == "iCCP" else { continue }
            // The compressed part begins behind one of the first null bytes.
            var start = data.startIndex
            for _ in 0..<5 {
                guard let null = data[start...].firstIndex(of: 0), null + 1 < data.endIndex else { break }
                start = null + 1
                for offset in 0...2 where start + offset < data.endIndex {
                    let text = Inflating.inflate(data[(start + offset)...], limit: FileParts.inflatedLimit)
                    if !text.isEmpty { parts.append(text) }
                }
            }
        }
    }

    private mutating func webP(_ bytes: [UInt8]) {
        var place = 12
        while place + 8 <= bytes.count {
            let type = String(decoding: bytes[place..<(place + 4)], as: UTF8.self)
            let size = (0..<4).reduce(0) { $0 | Int(bytes[place + 4 + $1]) << (8 * $1) }
            let end = min(place + 8 + size, bytes.count)
            if !["VP8 ", "VP8L", "ALPH", "ANMF"].contains(type) {
                parts.append(Array(bytes[(place + 8)..<end]))
            }
            place = end + size % 2
        }
        if place < bytes.count { parts.append(Array(bytes[place...])) }
    }

    private mutating func pdf(_ bytes: [UInt8]) {
        let document = PDFWords(bytes, inflatedLimit: FileParts.inflatedLimit)
        parts = document.parts
        unread = document.unread
    }
}

/// The segments of a JPEG file, in order.
struct JPEGSegments: Sequence, IteratorProtocol {
    struct Segment {
        let marker: UInt8
        /// With its marker.
        let range: Range<Int>
        let isScan: Bool
    }

    private let bytes: [UInt8]
    private var place = 0
    private var isInScan = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Segment? {
        guard place < bytes.count else { return nil }
        let start = place
        if isInScan {
            isInScan = false
            while place + 1 < bytes.count,
                bytes[place] != 0xFF || bytes[place + 1] == 0 || isRestart(bytes[place + 1])
            {
                place += 1
            }
            if place + 1 >= bytes.count { place = bytes.count }
            return Segment(marker: 0, range: start..<place, isScan: true)
        }
        guard bytes[place] == 0xFF, place + 1 < bytes.count else { return rest(start) }
        let marker = bytes[place + 1]
        switch marker {
        case 0xD8, 0x01, 0xD0...0xD7, 0xFF:
            place += marker == 0xFF ? 1 : 2
            return Segment(marker: marker, range: start..<place, isScan: false)
        case 0xD9: return rest(start)
        default: break
        }
        guard place + 4 <= bytes.count else { return rest(start) }
        place = Swift.min(
            place + 2 + Swift.max(Int(bytes[place + 2]) << 8 | Int(bytes[place + 3]), 2), bytes.count)
        isInScan = marker == 0xDA
        return Segment(marker: marker, range: start..<place, isScan: false)
    }

    private func isRestart(_ marker: UInt8) -> Bool { (0xD0...0xD7).contains(marker) }

    /// The end of the picture and whatever was put behind it.
    private mutating func rest(_ start: Int) -> Segment {
        place = bytes.count
        return Segment(marker: 0xD9, range: start..<place, isScan: false)
    }
}

/// The chunks of a PNG file, in order.
struct PNGChunks: Sequence, IteratorProtocol {
    struct Chunk {
        let type: String
        let data: Range<Int>
        /// With length, type and checksum.
        let range: Range<Int>
    }

    private let bytes: [UInt8]
    private var place = 8

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Chunk? {
        guard place < bytes.count else { return nil }
        let start = place
        guard start + 8 <= bytes.count else { return rest(start) }
        let length = bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
        guard start + 12 + length <= bytes.count else { return rest(start) }
        place = start + 12 + length
        return Chunk(
            type: String(decoding: bytes[(start + 4)..<(start + 8)], as: UTF8.self),
            data: (start + 8)..<(place - 4), range: start..<place)
    }

    private mutating func rest(_ start: Int) -> Chunk {
        place = bytes.count
        return Chunk(type: "", data: start..<place, range: start..<place)
    }
}
