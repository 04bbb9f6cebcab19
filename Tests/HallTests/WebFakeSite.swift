import HTTPTypes
import Hall
import Hummingbird
import HummingbirdTesting
import IIIF
import Localisation
import Logging
import NIOCore
import Records
import Synchronization

@testable import Pages

/// A Hall with no cities: it answers what a test tells it to, and counts how often it is asked.
final class FakeSite: Site {
    typealias Answering = @Sendable (Route, Language) async throws -> Answer

    let languages = [Language.russian, .english]
    let assets: [String: AssetFile]
    private let head = Mutex<UInt64>(1)
    private let asked = Mutex<[Route: Int]>([:])
    private let ready = Mutex(true)
    private let answering: Answering
    /// A picture of 1,000 by 800 under every code, and the bytes of each of its images.
    private let image: (bytes: [UInt8], isInMemory: Bool)?

    init(
        assets: [String: AssetFile] = [:], image: (bytes: [UInt8], isInMemory: Bool)? = nil,
        _ answering: @escaping Answering = { .page(FakeSite.page($0.path, in: $1)) }
    ) {
        self.assets = assets
        self.answering = answering
        self.image = image
    }

    var publicHead: UInt64 { head.withLock { $0 } }

    var origin: String? { nil }
    var isReady: Bool { ready.withLock { $0 } }

    func publish() { head.withLock { $0 += 1 } }

    func fallBehind() { ready.withLock { $0 = false } }

    func timesAsked(_ route: Route) -> Int { asked.withLock { $0[route, default: 0] } }

    func answer(_ route: Route, in language: Language) async throws -> Answer {
        asked.withLock { $0[route, default: 0] += 1 }
        if let image = imageAtOnce(route) { return .image(image) }
        return try await answering(route, language)
    }

    func imageAtOnce(_ route: Route) -> ImageAnswer? {
        guard image != nil, case .image(let api, _, let parameters) = route else { return nil }
        let extent = ImageExtent(width: 1_000, height: 800)
        do throws(ImageRefusal) {
            let plan = try ImagePlan(ImageRequest(parameters, of: api), of: extent)
            return .image(
                ImageOrder(original: "a", picture: extent, plan: plan),
                canonical: "https://a.example/\(plan.canonical(api).parameters.path)")
        } catch {
            return .refusal(error)
        }
    }

    func image(_ order: ImageOrder) -> ImageFile {
        guard let image else { return ImageFile(fingerprint: order.fingerprint) { throw ImageQueueFull() } }
        return ImageFile(
            fingerprint: order.fingerprint, bytesAtOnce: { image.isInMemory ? image.bytes : nil }
        ) { image.bytes }
    }

    func page(of problem: ProblemModel, at route: Route?, in language: Language) async -> Rendered {
        Self.page("problem \(problem.status) \(problem.reason) \(problem.requestID)", in: language)
    }

    /// A page with the slots that the reading settings fill, and `words` as its text.
    static func page(_ words: String, in language: Language, padding: Int = 0) -> Rendered {
        let out = Output(phrases: .source, language: language)
        out.written.bytes.append(contentsOf: "<html lang=\"\(language.tag)\"".utf8)
        out.mark(.attributes)
        out.written.bytes.append(contentsOf: "><a href=\"/ru/cities".utf8)
        out.mark(.view(joinsQuery: false))
        out.written.bytes.append(contentsOf: "\">\(words)</a><form><input name=\"back\" value=\"".utf8)
        out.mark(.back(own: Array("own".utf8)))
        out.written.bytes.append(contentsOf: "\"></form>".utf8)
        out.written.bytes.append(contentsOf: [UInt8](repeating: UInt8(ascii: "x"), count: padding))
        out.written.bytes.append(contentsOf: "</html>".utf8)
        return Rendered(out)
    }
}

/// Keeps what was logged, in the order it was logged.
final class LogSpy: Sendable {
    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }

    var logger: Logger {
        var logger = Logger(label: "test") { _ in Handler(spy: self) }
        logger.logLevel = .debug
        return logger
    }

    private func keep(_ line: String) { kept.withLock { $0.append(line) } }

    private struct Handler: LogHandler {
        let spy: LogSpy
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            let words = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            spy.keep("\(event.level) \(event.message) " + words.joined(separator: " "))
        }
    }
}

/// A logger whose words go nowhere.
let silence = Logger(label: "silence") { _ in SwiftLogNoOpLogHandler() }

extension WebSettings {
    static func changed(_ change: (inout WebSettings) -> Void) -> WebSettings {
        var settings = WebSettings()
        settings.port = 0
        // A busy machine is no reason to hang up; the tests of the limits set their own.
        settings.idleTimeoutSeconds = 300
        settings.requestTimeoutSeconds = 300
        change(&settings)
        return settings
    }

    static let usual = changed { _ in }
}

/// Runs a test against the responder itself, without a socket.
func withHall<Value>(
    _ site: FakeSite = FakeSite(), _ settings: WebSettings = .usual, logger: Logger = silence,
    _ test: @Sendable (any TestClientProtocol) async throws -> Value
) async throws -> Value {
    try await buildApplication(site: site, settings: settings, logger: logger).test(.router, test)
}

extension TestClientProtocol {
    func get(_ uri: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await executeRequest(uri: uri, method: .get, headers: headers, body: nil)
    }

    func post(_ uri: String, _ form: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await executeRequest(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: form))
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }
    var code: Int { status.code }
}
