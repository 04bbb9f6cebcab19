/// Reads `multipart/form-data` (RFC 7578, RFC 2046) piece by piece, however it was cut on its way: it holds one head or
/// the length of a delimiter, and never a part.
///
/// Strict where browsers agree: lines end in CRLF, nothing stands before the first delimiter, each part is named.
package struct MultipartReader {
    /// What was read.
    package enum Event: Hashable, Sendable {
        case part(MultipartHead)
        /// The next bytes of the part; never empty.
        case bytes([UInt8])
        case end
    }

    /// The body is no form that we read.
    package struct Malformed: Error, Hashable {}

    private enum Place { case delimiter, afterDelimiter, head, content, past }

    /// Blanks that RFC 2046 allows behind a delimiter.
    private static let blankLimit = 64
    private static let lineEnd: [UInt8] = [0x0D, 0x0A]

    private let delimiter: [UInt8]
    private var partsLeft: Int
    // The first delimiter has no line end before it; with one put there it looks like the others.
    private var buffer = MultipartReader.lineEnd
    private var place = Place.delimiter

    /// - Parameter boundary: as `boundary(in:)` gives it.
    package init(boundary: [UInt8], partLimit: Int) {
        delimiter = Self.lineEnd + Array("--".utf8) + boundary
        partsLeft = partLimit
    }

    /// Whether the last delimiter was read: a body that ends before is cut off.
    package var isWhole: Bool { place == .past }

    /// Takes the next bytes of the body.
    package mutating func read(_ bytes: some Sequence<UInt8>) throws(Malformed) -> [Event] {
        // What follows the last delimiter says nothing.
        guard place != .past else { return [] }
        buffer.append(contentsOf: bytes)
        var (events, used) = ([Event](), 0)
        while let next = try step(from: used, &events) {
            used = next
            if place == .past {
                buffer = []
                return events
            }
        }
        buffer.removeFirst(used)
        return events
    }

    /// - Returns: how far the buffer is used up then; `nil` when more has to come first.
    private mutating func step(from start: Int, _ events: inout [Event]) throws(Malformed) -> Int? {
        switch place {
        case .delimiter:
            let count = min(buffer.count - start, delimiter.count)
            guard buffer[start..<start + count].elementsEqual(delimiter.prefix(count)) else {
                throw Malformed()
            }
            guard count == delimiter.count else { return nil }
            place = .afterDelimiter
            return start + count
        case .afterDelimiter: return try afterDelimiter(start)
        case .head: return try head(start, &events)
        case .content: return content(start, &events)
        case .past: return nil
        }
    }

    private mutating func afterDelimiter(_ start: Int) throws(Malformed) -> Int? {
        guard buffer.count >= start + 2 else { return nil }
        if buffer[start] == UInt8(ascii: "-") {
            guard buffer[start + 1] == UInt8(ascii: "-") else { throw Malformed() }
            place = .past
            return start + 2
        }
        guard let end = buffer[start...].firstIndex(where: { $0 != 0x20 && $0 != 0x09 }) else {
            if buffer.count - start > Self.blankLimit { throw Malformed() }
            return nil
        }
        guard end - start <= Self.blankLimit, buffer[end] == 0x0D else { throw Malformed() }
        guard buffer.count > end + 1 else { return nil }
        guard buffer[end + 1] == 0x0A else { throw Malformed() }
        place = .head
        return end + 2
    }

    private mutating func head(_ start: Int, _ events: inout [Event]) throws(Malformed) -> Int? {
        let stop = Self.lineEnd + Self.lineEnd
        guard let end = position(of: stop, from: start), end - start <= MultipartHead.limitBytes else {
            if buffer.count - start > MultipartHead.limitBytes + stop.count { throw Malformed() }
            return nil
        }
        guard partsLeft > 0, let head = MultipartHead(buffer[start..<end]) else { throw Malformed() }
        partsLeft -= 1
        events.append(.part(head))
        place = .content
        // A part without bytes has its delimiter right behind the head's last line end.
        return end + stop.count - Self.lineEnd.count
    }

    private mutating func content(_ start: Int, _ events: inout [Event]) -> Int? {
        guard let end = position(of: delimiter, from: start) else {
            // The last bytes may be the beginning of a delimiter.
            let safe = buffer.count - delimiter.count + 1
            guard safe > start + skipped else { return nil }
            events.append(.bytes(Array(buffer[(start + skipped)..<safe])))
            isFirstOfContent = false
            return safe
        }
        if end > start + skipped { events.append(.bytes(Array(buffer[(start + skipped)..<end]))) }
        isFirstOfContent = true
        events.append(.end)
        place = .afterDelimiter
        return end + delimiter.count
    }

    /// The head's last line end is kept in front of the content, for a delimiter that follows at once.
    private var isFirstOfContent = true
    private var skipped: Int { isFirstOfContent ? Self.lineEnd.count : 0 }

    private func position(of pattern: [UInt8], from start: Int) -> Int? {
        var place = start
        while place + pattern.count <= buffer.count,
            let found = buffer[place...].firstIndex(of: pattern[0]), found + pattern.count <= buffer.count
        {
            if buffer[found..<found + pattern.count].elementsEqual(pattern) { return found }
            place = found + 1
        }
        return nil
    }
}

extension MultipartReader {
    /// The boundary that a content type names; `nil` for any other content.
    package static func boundary(in contentType: String?) -> [UInt8]? {
        guard let contentType, contentType.utf8.count <= 300 else { return nil }
        let parts = contentType.utf8.split(separator: UInt8(ascii: ";"), maxSplits: 8)
        guard let type = parts.first, HeaderText.lowercased(type) == "multipart/form-data" else { return nil }
        for part in parts.dropFirst() {
            let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1)
            guard sides.count == 2, HeaderText.lowercased(sides[0]) == "boundary" else { continue }
            var value = Array(HeaderText.trimmed(sides[1]))
            if value.count >= 2, value.first == UInt8(ascii: "\""), value.last == UInt8(ascii: "\"") {
                value = Array(value.dropFirst().dropLast())
            }
            // RFC 2046: 1 to 70 of these, the last of which is no blank.
            let isAllowed = value.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x61...0x7A).contains(byte) || "'()+_,-./:=? ".utf8.contains(byte)
            }
            guard (1...70).contains(value.count), value.last != 0x20, isAllowed else { return nil }
            return value
        }
        return nil
    }
}
