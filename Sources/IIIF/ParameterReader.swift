/// Reads each parameter of an address byte by byte; nothing is guessed.
enum ParameterReader {
    private typealias Bytes = Substring.UTF8View.SubSequence

    static func region(_ text: String.UTF8View) throws(ImageRefusal) -> ImageRegion {
        if text.elementsEqual("full".utf8) { return .full }
        if text.elementsEqual("square".utf8) { return .square }
        if let rest = rest(of: text[...], after: "pct:") {
            let numbers = parts(rest).map { ExactDecimal($0) }
            guard numbers.count == 4, let x = numbers[0], let y = numbers[1], let width = numbers[2],
                let height = numbers[3]
            else { throw .region }
            return .percent(x: x, y: y, width: width, height: height)
        }
        let numbers = parts(text[...]).map { ExactDecimal.integer($0) }
        guard numbers.count == 4, let x = numbers[0], let y = numbers[1], let width = numbers[2],
            let height = numbers[3]
        else { throw .region }
        return .pixels(x: x, y: y, width: width, height: height)
    }

    static func size(
        _ text: String.UTF8View, of api: ImageAPI
    ) throws(ImageRefusal) -> (ImageSize, allowsUpscaling: Bool) {
        if api == .two { return (try size(text[...], hasFull: true), true) }
        if let rest = rest(of: text[...], after: "^") { return (try size(rest, hasFull: false), true) }
        return (try size(text[...], hasFull: false), false)
    }

    private static func size(_ text: Bytes, hasFull: Bool) throws(ImageRefusal) -> ImageSize {
        if text.elementsEqual("max".utf8) { return .max }
        if hasFull, text.elementsEqual("full".utf8) { return .full }
        if let rest = rest(of: text, after: "pct:") {
            guard let percentage = ExactDecimal(rest) else { throw .size }
            return .percent(percentage)
        }
        let box = rest(of: text, after: "!")
        let sides = parts(box ?? text)
        guard sides.count == 2 else { throw .size }
        switch (ExactDecimal.integer(sides[0]), ExactDecimal.integer(sides[1])) {
        case (let width?, let height?):
            let extent = ImageExtent(width: width, height: height)
            return box == nil ? .exact(extent) : .within(extent)
        case (let width?, nil) where box == nil && sides[1].isEmpty: return .width(width)
        case (nil, let height?) where box == nil && sides[0].isEmpty: return .height(height)
        default: throw .size
        }
    }

    static func rotation(_ text: String.UTF8View) throws(ImageRefusal) -> ImageRotation {
        let mirrored = rest(of: text[...], after: "!")
        guard let angle = ExactDecimal(mirrored ?? text[...]), angle.units % (90 * ExactDecimal.one) == 0,
            angle.units <= 360 * ExactDecimal.one
        else { throw .rotation }
        return ImageRotation(degrees: angle.units / ExactDecimal.one % 360, isMirrored: mirrored != nil)
    }

    static func file(_ text: String.UTF8View) throws(ImageRefusal) -> (ImageQuality, ImageFormat) {
        let parts = text.split(
            separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let names = parts.map { String(Substring($0)) }
        guard let name = names.first, let quality = ImageQuality(rawValue: name) else { throw .quality }
        guard names.count == 2, let format = ImageFormat(rawValue: names[1]) else { throw .format }
        return (quality, format)
    }

    private static func rest(of text: Bytes, after start: String) -> Bytes? {
        text.starts(with: start.utf8) ? text.dropFirst(start.utf8.count) : nil
    }

    private static func parts(_ text: Bytes) -> [Bytes] {
        text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    }
}
