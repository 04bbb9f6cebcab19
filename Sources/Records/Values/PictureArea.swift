/// A rectangle on a picture in percent of its sides, written as a region of the IIIF Image API 3.0 (4.1):
/// `pct:12.5,30,8,10.25` is left, top, width, height.
package struct PictureArea: FieldValue {
    /// In hundredths of a percent of the picture's sides; not empty, and nothing of it beyond the picture.
    package struct Box: Sendable, Hashable {
        /// A whole side.
        package static let side = 10_000

        package let left, top, width, height: Int

        /// What of a rectangle lies on the picture; `nil` for nothing.
        package init?(left: Int, top: Int, width: Int, height: Int) {
            guard (0..<Self.side).contains(left), (0..<Self.side).contains(top), width > 0, height > 0 else {
                return nil
            }
            (self.left, self.top) = (left, top)
            (self.width, self.height) = (min(width, Self.side - left), min(height, Self.side - top))
        }
    }

    package var text: String

    package init() { text = "" }
    package init(_ box: Box) {
        text =
            "pct:"
            + [box.left, box.top, box.width, box.height].map(Self.percent).joined(separator: ",")
    }
    /// Numbers as somebody types them, `12.5, 30, 8, 10` or `12,5; 30; 8; 10`, are kept as a region.
    package init(from reader: inout JSONReader) throws(JSONProblem) {
        let written = try reader.string()
        text = Self.typed(written).map { Self($0).text } ?? written
    }

    /// `nil` for a text that is no area, and for one that reaches beyond the picture.
    package var box: Box? {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].elementsEqual("pct".utf8) else { return nil }
        let numbers = parts[1].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .compactMap { Self.hundredths(String(decoding: $0, as: UTF8.self)) }
        guard numbers.count == 4,
            let box = Box(left: numbers[0], top: numbers[1], width: numbers[2], height: numbers[3]),
            box.width == numbers[2], box.height == numbers[3]
        else { return nil }
        return box
    }

    /// `12.5,30,8,10`: the numbers alone, as somebody types them; a text that is no area stays as it is.
    package static func numbers(_ text: String) -> String {
        let start = "pct:".utf8
        return text.utf8.starts(with: start) ? String(text.dropFirst(start.count)) : text
    }

    private static func typed(_ text: String) -> Box? {
        let bytes = text.utf8.prefix(100).filter { $0 != 0x20 }
        let separator = bytes.contains(UInt8(ascii: ";")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
        let numbers = bytes.split(separator: separator, omittingEmptySubsequences: false)
            .map { hundredths(String(decoding: $0, as: UTF8.self)) }
        guard numbers.count == 4, let left = numbers[0], let top = numbers[1], let width = numbers[2],
            let height = numbers[3],
            let box = Box(left: left, top: top, width: width, height: height), box.width == width,
            box.height == height
        else { return nil }
        return box
    }

    package var isEmpty: Bool { text.isEmpty }
    package func write(to writer: inout JSONWriter) { writer.string(text) }

    package func check(at path: () -> String, into problems: inout [Problem]) {
        guard !text.isEmpty, box == nil else { return }
        problems.append(
            Problem(path: path(), reason: .shape(expected: "an area on the picture such as pct:12.5,30,8,10"))
        )
    }

    /// `12.5` as it is typed, with a point or a comma, in hundredths: 1250. Digits beyond the second are dropped; `nil`
    /// for anything that is not plain digits, or is above 100.
    package static func hundredths(_ text: String) -> Int? {
        let parts = text.utf8.split(omittingEmptySubsequences: false) { $0 == 0x2E || $0 == 0x2C }
        guard (1...2).contains(parts.count), (1...3).contains(parts[0].count),
            parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        let fraction = (parts.count == 2 ? Array(parts[1].prefix(2)) : []) + [0x30, 0x30]
        let number = (Array(parts[0]) + fraction.prefix(2)).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return number <= Box.side ? number : nil
    }

    /// 1250 as `12.5`.
    package static func percent(_ hundredths: Int) -> String {
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(whole)" }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole)." + (rest < 10 ? "0" : "") + "\(rest)"
    }
}
