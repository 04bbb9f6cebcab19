import Catalogue
import Erasure
import FoundationEssentials
import HTTPTypes
import Hall
import Hummingbird
import HummingbirdTesting
import Kinds
import Ledger
import Localisation
import NIOCore
import Records

@testable import Office

/// A Hall with people who work there, one for each role.
struct DeskBench {
    static let password = "a long enough sentence"

    let hall: CanaryHall
    let office: OfficeStore
    private(set) var desk: Desk
    let application: Application<WebResponder>
    let accounts: [Account]
    let log = LogSpy()

    /// - Parameters:
    ///   - secondFactor: whom a second factor is asked of.
    ///   - settings: what the operator set about HTTP.
    ///   - mail: what sends links by mail.
    ///   - provider: the city's own sign-in.
    ///   - now: milliseconds since 1970.
    init(
        secondFactor: SecondFactorRule = .none, settings: WebSettings = WebSettings(), mail: DeskMail? = nil,
        provider: (any IdentityProvider)? = nil, now: @escaping @Sendable () -> Int64 = { 1_000_000 }
    ) async throws {
        hall = try await CanaryHall()
        // What a real password costs is OfficeTests' business.
        office = try OfficeStore(
            path: hall.folder.appending(path: "office.sqlite").path,
            cost: ScryptCost(logRounds: 4, blockSize: 8, parallelism: 1))
        for role in Role.allCases {
            let account = try await office.add(
                name: "The \(role.rawValue)", login: role.rawValue, role: role, at: 0)
            try await office.setPassword(account.id, Self.password)
        }
        accounts = try await office.accounts()
        let site = hall.site
        desk = Desk(
            office: office, ledger: hall.ledger, catalogue: hall.catalogue, files: hall.files,
            phrases: hall.phrases,
            frame: { site.frame($0) }, languages: { site.languages },
            secondFactor: secondFactor, preview: { try await site.preview($0) },
            changed: { try await site.refresh() }, now: now)
        let shelf = hall.shelf
        var eraser = Eraser(ledger: hall.ledger, blobs: hall.blobs, catalogue: hall.catalogue)
        eraser.places = [OfficeWords(office)]
        eraser.dropPack = { try await shelf.drop($0) }
        desk.eraser = eraser
        desk.mail = mail
        desk.provider = provider
        application = buildApplication(
            site: hall.site, desk: desk, settings: settings, logger: log.logger)
    }

    func remove() async throws {
        try office.close()
        await hall.remove()
    }
}

/// Works at a Desk of its own, which is gone afterwards.
func atDesk(
    secondFactor: SecondFactorRule = .none, mail: DeskMail? = nil,
    _ work: @Sendable @escaping (DeskBench, any TestClientProtocol) async throws -> Void
) async throws {
    let bench = try await DeskBench(secondFactor: secondFactor, mail: mail)
    try await bench.application.test(.router) { client in try await work(bench, client) }
    try await bench.remove()
}

/// A browser of somebody of a role, signed in.
func signedIn(_ role: Role, _ client: any TestClientProtocol) async throws -> DeskBrowser {
    var browser = DeskBrowser(client)
    _ = try await browser.signIn(as: role)
    return browser
}

/// A browser at the Desk: it keeps its cookie and sends what browsers send.
struct DeskBrowser {
    let client: any TestClientProtocol
    var cookie = ""

    struct Page {
        let status: Int
        let bytes: [UInt8]
        /// The bytes as text; of a picture, nothing to rely on.
        let body: String
        let headers: HTTPFields

        init(_ answer: TestResponse) {
            status = answer.status.code
            bytes = Array(answer.body.readableBytesView)
            body = String(decoding: bytes, as: UTF8.self)
            headers = answer.headers
        }

        var location: String { headers[.location] ?? "" }
        /// What every form of the page carries.
        var token: String { value(of: "csrf") }

        /// The value of the first control of a name.
        func value(of name: String) -> String {
            guard let start = body.firstRange(of: "name=\"\(name)\" value=\"") else { return "" }
            return String(body[start.upperBound...].prefix { $0 != "\"" })
        }
    }

    init(_ client: any TestClientProtocol) { self.client = client }

    mutating func signIn(as role: Role, next: String = "") async throws -> Page {
        let page = try await post(
            "/en/desk/sign-in",
            [("login", role.rawValue), ("password", DeskBench.password), ("next", next)])
        keepCookies(of: page)
        return page
    }

    /// Keeps what an answer sets, and drops what it takes away.
    mutating func keepCookies(of page: Page) {
        var jar = cookie.split(separator: ";").map { String($0.drop { $0 == " " }) }
        for set in page.headers[values: .setCookie] {
            let pair = String(set.prefix { $0 != ";" })
            let name = pair.prefix { $0 != "=" } + "="
            jar.removeAll { $0.hasPrefix(name) }
            if !set.contains("Max-Age=0") { jar.append(pair) }
        }
        cookie = jar.joined(separator: "; ")
    }

    func get(_ uri: String) async throws -> Page {
        try await send(uri, .get, [:], ByteBuffer())
    }

    func post(
        _ uri: String, _ fields: [(String, String)],
        headers: HTTPFields = [.init("Sec-Fetch-Site")!: "same-origin"]
    ) async throws -> Page {
        let body = fields.map { "\(escaped($0.0))=\(escaped($0.1))" }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await send(uri, .post, headers, ByteBuffer(string: body))
    }

    /// Sends a form with files, as a browser does.
    func upload(
        _ uri: String, _ fields: [(String, String)], _ files: [(field: String, name: String, bytes: [UInt8])],
        headers: HTTPFields = [.init("Sec-Fetch-Site")!: "same-origin"]
    ) async throws -> Page {
        let boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
        var body = ByteBuffer()
        for (name, value) in fields {
            body.writeString(
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        for file in files {
            body.writeString(
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n"
                    + "Content-Type: image/jpeg\r\n\r\n")
            body.writeBytes(file.bytes)
            body.writeString("\r\n")
        }
        body.writeString("--\(boundary)--\r\n")
        var headers = headers
        headers[.contentType] = "multipart/form-data; boundary=\(boundary)"
        return try await send(uri, .post, headers, body)
    }

    private func send(
        _ uri: String, _ method: HTTPRequest.Method, _ headers: HTTPFields, _ body: ByteBuffer
    ) async throws -> Page {
        var headers = headers
        if !cookie.isEmpty { headers[.cookie] = cookie }
        return try await client.execute(uri: uri, method: method, headers: headers, body: body) { Page($0) }
    }

    private func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            let digits = Array("0123456789ABCDEF")
            return isPlain
                ? String(UnicodeScalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }.joined()
    }
}
