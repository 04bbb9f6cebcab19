import Foundation

/// The time zone of the Hall: what "nine o'clock" means when something is to become public then.
package struct HallZone: Sendable {
    /// `Asia/Yekaterinburg`, from the list of the IANA.
    package let name: String
    private let zone: TimeZone

    /// - Returns: `nil` for a name that this machine does not know.
    package init?(_ name: String) {
        guard let zone = TimeZone(identifier: name) else { return nil }
        self.zone = zone
        self.name = name
    }

    private init(_ zone: TimeZone) {
        self.zone = zone
        name = zone.identifier
    }

    /// That of the machine.
    package static var ofMachine: HallZone { HallZone(.current) }
    package static var universal: HallZone { HallZone(.gmt) }

    /// The moment at which clocks here show a time, in milliseconds since 1970.
    ///
    /// - Parameter local: `2026-12-01T09:00`, as a browser writes it.
    /// - Returns: `nil` for anything else, and for a time that is left out when clocks are put forward. Of a time that
    ///   comes twice it is the first.
    package func milliseconds(of local: String) -> Int64? {
        guard let seconds = Self.seconds(local) else { return nil }
        let day = 86_400
        let offsets = [seconds - day, seconds + day].map { offset(at: $0) }
        return offsets.map { seconds - $0 }.filter { $0 + offset(at: $0) == seconds }.min().map {
            Int64($0) * 1_000
        }
    }

    /// What clocks here show at a moment: `2026-12-01T09:00`.
    package func local(_ milliseconds: Int64) -> String {
        let seconds = Int(milliseconds / 1_000)
        let shown = Date(timeIntervalSince1970: Double(seconds + offset(at: seconds)))
        return String(shown.formatted(.iso8601).prefix(16))
    }

    private func offset(at seconds: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }

    /// The same digits read as universal time.
    private static func seconds(_ local: String) -> Int? {
        let bytes = Array(local.utf8)
        let marks: [Int: UInt8] = [4: 0x2D, 7: 0x2D, 10: 0x54, 13: 0x3A]
        guard bytes.count == 16,
            bytes.indices.allSatisfy({ place in
                marks[place].map { $0 == bytes[place] } ?? (0x30...0x39).contains(bytes[place])
            }), let date = try? Date(local + ":00Z", strategy: .iso8601)
        else { return nil }
        let seconds = Int(date.timeIntervalSince1970)
        // A thirty-first of February is read as a day of March.
        return date.formatted(.iso8601).hasPrefix(local) ? seconds : nil
    }
}
