import HTTPTypes
import Hall
import HummingbirdTesting
import NIOCore
import Office
import Records

/// One browser a role, signed in when it is first asked for.
actor Attackers {
    let client: any TestClientProtocol
    private var browsers: [Role: DeskBrowser] = [:]

    init(client: any TestClientProtocol) { self.client = client }

    func browser(_ role: Role) async throws -> DeskBrowser {
        if let browser = browsers[role] { return browser }
        var browser = DeskBrowser(client)
        _ = try await browser.signIn(as: role)
        browsers[role] = browser
        return browser
    }

    func open(_ place: String, as role: Role) async throws -> DeskBrowser.Page {
        try await browser(role).get("/en/desk\(place)")
    }

    /// What a browser would send of the form at a place.
    func form(_ place: String, as role: Role) async throws -> HostileForm {
        HostileForm(try await open(place, as: role))
    }

    func post(_ place: String, _ fields: [(String, String)], as role: Role) async throws -> DeskBrowser.Page {
        try await browser(role).post("/en/desk\(place)", fields)
    }

    /// A body that no browser would send.
    func post(
        _ place: String, raw body: [UInt8], type: String = "application/x-www-form-urlencoded",
        method: HTTPRequest.Method = .post, as role: Role
    ) async throws -> DeskBrowser.Page {
        let browser = try await browser(role)
        let headers: HTTPFields = [
            .init("Sec-Fetch-Site")!: "same-origin", .cookie: browser.cookie, .contentType: type,
        ]
        return try await client.execute(
            uri: "/en/desk\(place)", method: method, headers: headers, body: ByteBuffer(bytes: body)
        ) { DeskBrowser.Page($0) }
    }
}

/// Runs attacks on a Hall with people in it.
func attacking(
    _ attack: @Sendable @escaping (DeskBench, Attackers) async throws -> Void
) async throws {
    let bench = try await DeskBench()
    try await bench.application.test(.router) { client in
        try await attack(bench, Attackers(client: client))
    }
    try await bench.remove()
}
