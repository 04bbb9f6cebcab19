package import Logging

/// One line for each request: what was asked for in general, and how it went.
///
/// There is no address, no query, no cookie and no user agent in it: nothing that tells who read what.
package struct AccessLog: Sendable {
    package struct Entry: Sendable {
        /// Of a fixed list; whatever else a client invents is `OTHER`.
        package var method: String
        /// With names in place of what the visitor chose: `/{lang}/cities/{slug}`.
        package var pattern: String
        package var status: Int
        package var bytes: Int
        package var duration: Duration
        package var id: String
    }

    private let logger: Logger?

    /// - Parameter logger: where the lines go; `nil` writes none.
    package init(_ logger: Logger?) { self.logger = logger }

    /// Whether anything is written at all.
    var isOn: Bool { logger != nil }

    package func write(_ entry: Entry) {
        guard let logger else { return }
        // Probes come every few seconds and say nothing while all is well.
        let level: Logger.Level = entry.pattern == "/healthz" || entry.pattern == "/readyz" ? .debug : .info
        guard logger.logLevel <= level else { return }
        logger.log(
            level: level, "request",
            metadata: [
                "method": .string(entry.method), "route": .string(entry.pattern),
                "status": .stringConvertible(entry.status), "bytes": .stringConvertible(entry.bytes),
                "milliseconds": .string(Self.milliseconds(entry.duration)), "id": .string(entry.id),
            ])
    }

    /// `0.42`: milliseconds with two decimals.
    static func milliseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let hundredths = seconds * 100_000 + attoseconds / 10_000_000_000_000
        let fraction = hundredths % 100
        return "\(hundredths / 100)." + (fraction < 10 ? "0" : "") + "\(fraction)"
    }
}
