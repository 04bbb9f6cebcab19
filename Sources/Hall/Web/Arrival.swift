internal import HTTPTypes
internal import Hummingbird
internal import Pages
internal import Records

/// A request as it was understood: where it wants to go, or why it goes nowhere.
struct Arrival: Sendable {
    /// Addresses that are no pages.
    enum Machinery: String, Sendable {
        case health = "/healthz"
        case readiness = "/readyz"
        case robots = "/robots.txt"
    }

    enum Destination: Sendable {
        case route(Route)
        case machinery(Machinery)
        case nowhere(WebProblem)
    }

    let method: HTTPRequest.Method
    let headers: HTTPFields
    /// Path and query as they were sent, without scheme and host.
    let target: String
    let destination: Destination

    init(_ request: Request, languages: [Language], limit: Int) {
        method = request.method
        headers = request.headers
        target = Self.local(request.head.path ?? "/")
        destination = Self.destination(of: target, languages, limit)
    }

    var route: Route? { if case .route(let route) = destination { route } else { nil } }

    /// The path as it was sent.
    var path: Substring.UTF8View { target.utf8.prefix { $0 != UInt8(ascii: "?") } }

    /// Whether nothing but headers is wanted.
    var isHead: Bool { method == .head }

    var acceptsGzip: Bool { AcceptEncoding.allowsGzip(headers[.acceptEncoding]) }

    var ifNoneMatch: String? { headers[.ifNoneMatch] }

    /// The reading settings that hold for this request.
    var choice: ReadingChoice { ReadingChoice(cookies: headers[.cookie], view: view) }

    /// What the log may know of the address.
    var pattern: String {
        switch destination {
        case .route(let route): route.pattern.template
        case .machinery(let machinery): machinery.rawValue
        case .nowhere: "unknown"
        }
    }

    /// What the log may know of the method.
    var methodName: String {
        switch method {
        case .get, .head, .post, .put, .delete, .options, .patch, .trace, .connect: method.rawValue
        default: "OTHER"
        }
    }

    private var view: String? {
        let query = target.utf8.dropFirst(path.count + 1)
        // Most addresses have no query at all.
        return query.isEmpty ? nil : FormFields(query)["view"]
    }

    private static func destination(of target: String, _ languages: [Language], _ limit: Int) -> Destination {
        let parts = target.utf8.split(
            separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.allSatisfy({ $0.count <= limit }) else { return .nowhere(.targetTooLong) }
        guard parts[0].first == UInt8(ascii: "/"), isClean(parts[0]) else { return .nowhere(.badRequest) }
        if let machinery = Machinery(rawValue: String(Substring(parts[0]))) { return .machinery(machinery) }
        guard let route = Route(target: target, languages: languages) else { return .nowhere(.notFound) }
        return .route(route)
    }

    /// `http://host/path` is what a proxy is asked with; everything before the path says nothing to us.
    static func local(_ target: String) -> String {
        guard target.utf8.first != UInt8(ascii: "/") else { return target }
        for scheme in ["http://", "https://"] where target.utf8.starts(with: scheme.utf8) {
            let rest = target.utf8.dropFirst(scheme.utf8.count).drop { $0 != UInt8(ascii: "/") }
            return rest.isEmpty ? "/" : String(Substring(rest))
        }
        return target
    }

    /// Whether the escapes of a path are whole and decode to UTF-8 without controls.
    private static func isClean(_ path: Substring.UTF8View) -> Bool {
        guard path.contains(UInt8(ascii: "%")) || !path.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return true
        }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(path.count)
        var rest = path
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                decoded.append(byte)
                continue
            }
            guard let escaped = PercentCoding.popEscape(&rest) else { return false }
            decoded.append(escaped)
        }
        guard decoded.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return false }
        // The decoder of HTTP repairs raw bytes that are not UTF-8; the repair is no address of ours.
        return String(validating: decoded, as: UTF8.self).map { !$0.unicodeScalars.contains("\u{FFFD}") }
            ?? false
    }
}
