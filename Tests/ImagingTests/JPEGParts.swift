/// The segments of a JPEG file (ITU-T T.81, annex B), for putting metadata in and for seeing that none came
/// out.
struct JPEGParts {
    struct Segment {
        let marker: UInt8
        let data: [UInt8]
    }

    /// All segments before the pixels.
    private(set) var segments: [Segment] = []
    private(set) var width = 0
    private(set) var height = 0
    private(set) var components = 0
    private var rest: ArraySlice<UInt8> = []

    /// Nil when the bytes are not segments up to a start of scan and, at the very end, an end of image.
    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: [0xFF, 0xD8]), bytes.suffix(2).elementsEqual([0xFF, 0xD9]) else {
            return nil
        }
        var place = 2
        while place + 4 <= bytes.count {
            guard bytes[place] == 0xFF else { return nil }
            let marker = bytes[place + 1]
            let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
            guard length >= 2, place + 2 + length <= bytes.count else { return nil }
            let data = Array(bytes[place + 4..<place + 2 + length])
            if (0xC0...0xC2).contains(marker), data.count > 5 {
                height = Int(data[1]) << 8 | Int(data[2])
                width = Int(data[3]) << 8 | Int(data[4])
                components = Int(data[5])
            }
            if marker == 0xDA {
                rest = bytes[place...]
                return
            }
            segments.append(Segment(marker: marker, data: data))
            place += 2 + length
        }
        return nil
    }

    /// The file with further segments right after its start.
    func adding(_ added: [Segment]) -> [UInt8] {
        var file: [UInt8] = [0xFF, 0xD8]
        for segment in added + segments {
            file += [0xFF, segment.marker] + .big(segment.data.count + 2, 2) + segment.data
        }
        return file + rest
    }

    /// EXIF with an orientation, and a GPS directory that holds a latitude.
    static func exif(orientation: Int, canary: String = "") -> Segment {
        let words = Array(canary.utf8) + [0, 0, 0, 0]
        let entry: (Int, Int, Int, [UInt8]) -> [UInt8] = { .big($0, 2) + .big($1, 2) + .big($2, 4) + $3 }
        let firstLength = 2 + 3 * 12 + 4
        let wordsStart = 8 + firstLength
        let gpsStart = wordsStart + words.count
        var tiff = Array("MM\0*".utf8) + .big(8, 4) + .big(3, 2)
        tiff += entry(0x010E, 2, words.count, .big(wordsStart, 4))
        tiff += entry(0x0112, 3, 1, .big(orientation, 2) + [0, 0])
        tiff += entry(0x8825, 4, 1, .big(gpsStart, 4))
        tiff += .big(0, 4) + words
        tiff += .big(2, 2) + entry(1, 2, 2, [0x4E, 0, 0, 0])
        tiff += entry(2, 5, 3, .big(gpsStart + 2 + 24 + 4, 4)) + .big(0, 4)
        for value in [58, 0, 37] { tiff += .big(value, 4) + .big(1, 4) }
        return Segment(marker: 0xE1, data: Array("Exif\0\0".utf8) + tiff)
    }

    static func xmp(_ canary: String) -> Segment {
        let packet = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>\(canary)</x:xmpmeta>"
        return Segment(marker: 0xE1, data: Array("http://ns.adobe.com/xap/1.0/\0\(packet)".utf8))
    }

    static func iptc(_ canary: String) -> Segment {
        let record = [0x1C, 2, 120] + [UInt8].big(canary.utf8.count, 2) + canary.utf8
        let start = Array("Photoshop 3.0\u{0}8BIM".utf8) + [4, 4, 0, 0]
        return Segment(marker: 0xED, data: start + .big(record.count, 4) + record)
    }

    static func comment(_ canary: String) -> Segment {
        Segment(marker: 0xFE, data: Array(canary.utf8))
    }
}
