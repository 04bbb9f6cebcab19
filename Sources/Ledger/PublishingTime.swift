/// When a version is to become public: the body of a `schedule`, `{"at":1796112000000}`.
package struct PublishingTime: Hashable, Sendable {
    /// In milliseconds since 1970-01-01T00:00:00Z.
    package let milliseconds: Int64

    /// The last moment that can be asked for, at the end of the year 9999.
    package static let last: Int64 = 253_402_300_799_999

    /// - Returns: `nil` for a time before 1970 or after 9999.
    package init?(milliseconds: Int64) {
        guard (0...Self.last).contains(milliseconds) else { return nil }
        self.milliseconds = milliseconds
    }

    /// Reads a body; `nil` for any other bytes than those that `body` writes.
    package init?(body: [UInt8]) {
        let digits = body.dropFirst(Self.start.count).dropLast()
        guard body.starts(with: Self.start), body.last == UInt8(ascii: "}"), digits.count <= 15,
            let number = Int64(String(decoding: digits, as: UTF8.self)),
            let time = Self(milliseconds: number),
            time.body == body
        else { return nil }
        self = time
    }

    package var body: [UInt8] { Self.start + "\(milliseconds)}".utf8 }

    private static let start = Array(#"{"at":"#.utf8)
}

extension Revision {
    /// The time that a `schedule` names; `nil` for any other action, and for one that was redacted to nothing.
    package var publishingTime: PublishingTime? {
        guard case .schedule = action, let body else { return nil }
        return PublishingTime(body: body)
    }
}
