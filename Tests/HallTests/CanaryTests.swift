import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kinds
import NIOCore
import Pages
import Records
import Testing

@testable import Hall
@testable import Records

/// "Public means published": what is internal or unpublished is in no answer, whatever is asked.
struct CanaryTests {
    @Test func `every field that a visitor may not see holds a canary in the samples`() throws {
        for kind in KindRegistry.all {
            let text = try #require(
                Samples.json[kind.name], "no sample of \(kind.name): add one to CanaryHall.swift")
            for name in internalFields(of: kind) {
                // The canary is the field's value, or stands in the group or list that is.
                let value = text.split(separator: "\"\(name)\": ", maxSplits: 1).dropFirst().first?.prefix(
                    120)
                #expect(
                    value?.contains("SECRET") == true,
                    "\(kind.name).\(name) has no SECRET in CanaryHall.swift")
            }
        }
    }

    @Test func `no answer holds a canary`() async throws {
        let hall = try await CanaryHall()
        let spy = LogSpy()
        let application = buildApplication(site: hall.site, settings: WebSettings(), logger: spy.logger)
        try await application.test(.router) { client in
            for pattern in Route.allPatterns {
                for address in try addresses(of: pattern, in: hall) {
                    try await look(at: address, client, hall)
                }
            }
        }
        #expect(spy.lines.allSatisfy { !$0.contains(CanaryHall.canary) }, "a canary is in the log")
        await hall.remove()
    }

    @Test func `what is not published is not found, and what was withdrawn is gone`() async throws {
        let hall = try await CanaryHall()
        let application = buildApplication(site: hall.site, settings: WebSettings(), logger: LogSpy().logger)
        try await application.test(.router) { client in
            for (codes, status) in [(hall.hidden, HTTPResponse.Status.notFound), (hall.withdrawn, .gone)] {
                let state = status == .gone ? "withdrawn" : "hidden"
                for (kind, code) in codes where kind != Hall.name && kind != Consent.name {
                    let short = try await client.execute(uri: "/o/\(code)", method: .get) { $0 }
                    #expect(short.status == status, "/o/ of a \(state) \(kind)")
                    guard let folder = Self.folders[kind] else { continue }
                    let page = try await client.execute(uri: "/en/\(folder)/\(state)-\(kind)", method: .get) {
                        $0
                    }
                    #expect(page.status == status, "the page of a \(state) \(kind)")
                }
                let photo = try #require(codes[Photo.name])
                let picture = try await client.execute(uri: "/p/\(photo)/320.jpg", method: .get) { $0 }
                #expect(picture.status == status, "a \(state) picture")
            }
            for codes in [hall.shown, hall.hidden, hall.withdrawn] {
                let consent = try #require(codes[Consent.name])
                for address in ["/o/\(consent)", "/p/\(consent)/320.jpg"] {
                    #expect(try await client.execute(uri: address, method: .get) { $0.status } == .notFound)
                }
            }
            for (kind, folder) in Self.folders {
                let page = try await client.execute(uri: "/en/\(folder)/shown-\(kind)", method: .get) { $0 }
                #expect(page.status == .ok, "the page of a public \(kind)")
            }
            let photo = try #require(hall.shown[Photo.name])
            let picture = try await client.execute(uri: "/p/\(photo)/320.jpg", method: .get) { $0 }
            #expect(picture.status == .ok)
            #expect(picture.headers[.contentType] == "image/jpeg")
            // Who is named on it is told, and nothing of the consent.
            let consent = try #require(hall.hidden[Consent.name]).text
            for address in ["/en/photos/shown-photo", "/iiif/presentation/3/\(photo)/manifest"] {
                let told = try await client.execute(uri: address, method: .get) { String(buffer: $0.body) }
                #expect(!told.contains(consent) && !told.contains("coveredBy"))
            }
        }
        await hall.remove()
    }

    /// Kinds with pages of their own, and where these lie.
    private static let folders = Dictionary(
        uniqueKeysWithValues: Exhibits.all.compactMap { $0 as? any Exhibit.Type }.map {
            ($0.name, $0.section.rawValue)
        })

    private func internalFields<K: Kind>(of kind: K.Type) -> [String] {
        K.fields.list.filter { $0.audience > .visitor }.map(\.name)
    }

    /// Addresses of every pattern, of records in every state. A new pattern does not compile until it is here.
    func addresses(of pattern: Route.Pattern, in hall: CanaryHall) throws -> [String] {
        let states = ["shown", "hidden", "withdrawn"]
        func records(_ folder: String, _ kind: String) -> [String] {
            states.map { "/\(folder)/\($0)-\(kind)" }
        }
        func both(_ places: [String]) -> [String] { places.flatMap { ["/en\($0)", "/ru\($0)"] } }
        switch pattern {
        case .signInReturn: return ["/desk/return", "/desk/return?code=x&state=y"]
        case .entrance: return ["/"]
        case .home: return both(["/"])
        case .list(let section): return both(["/\(section.rawValue)", "/\(section.rawValue)?page=2"])
        case .record(.pages): return both(records("pages", "page") + ["/pages/about"])
        case .record(let section):
            let kind = try #require(Exhibits.kind(in: section), "\(section) has no kind")
            return both(records(section.rawValue, kind.name))
        case .newsOfYear: return both(["/news/2019", "/news/1066"])
        case .newsOfMonth: return both(["/news/2019/06", "/news/2019/07"])
        case .room:
            return both(["shown", "hidden", "withdrawn"].map { "/exhibitions/\($0)-exhibition/first" })
        case .feed: return both(Route.Feed.allCases.map { "/\($0.rawValue)" })
        case .sitemap: return ["/sitemap.xml"]
        case .sitemapPart: return Route.Section.allCases.map { "/sitemaps/\($0.rawValue)-1.xml" }
        case .map: return both(["/map"])
        case .country: return both(["/countries/DE", "/countries/FR"])
        case .people: return both(["/people-to-people"])
        case .peopleOfArea: return both(Route.Area.allCases.map { "/people-to-people/\($0.rawValue)" })
        case .peopleOfYear: return both(["/people-to-people/2019", "/people-to-people/1066"])
        case .visit: return both(["/visit"])
        case .about: return both(["/about"])
        case .accessibility: return both(["/accessibility"])
        case .accessibilityData: return both(["/accessibility.json"])
        case .message: return both(["/accessibility/message"])
        case .messageTaken: return both(["/accessibility/message/0123456789"])
        case .search:
            return both([
                "/search", "/search?q=words", "/search?q=zqcan", "/search?q=hidden", "/search?q=%22",
            ])
        case .suggestions:
            return both([
                "/search.json", "/search.json?q=words", "/search.json?q=zqcan", "/search.json?q=hid",
            ])
        case .settings: return both(["/settings"])
        case .short:
            return [hall.shown, hall.hidden, hall.withdrawn].flatMap { $0.values.map { "/o/\($0)" } }
        case .picture:
            return [hall.shown, hall.hidden, hall.withdrawn].flatMap { codes in
                codes.values.flatMap { ["/p/\($0)/320.jpg", "/p/\($0)/321.jpg"] }
            }
        case .imageService, .imageInformation, .image:
            let part =
                pattern == .imageService
                ? "" : pattern == .image ? "/full/!90,90/0/default.jpg" : "/info.json"
            return [hall.shown, hall.hidden, hall.withdrawn].flatMap { codes in
                codes.values.flatMap { ["/iiif/3/\($0)\(part)", "/iiif/2/\($0)\(part)"] }
            }
        case .manifest, .manifests:
            let part = pattern == .manifest ? ["manifest"] : ["collection", "collection/2"]
            return [hall.shown, hall.hidden, hall.withdrawn].flatMap { codes in
                codes.values.flatMap { code in part.map { "/iiif/presentation/3/\(code)/\($0)" } }
            }
        case .canvas:
            return [hall.shown, hall.hidden, hall.withdrawn].flatMap { codes in
                codes.values.flatMap { code in
                    [hall.shown, hall.hidden].compactMap { $0[Photo.name] }.map {
                        "/iiif/presentation/3/\(code)/canvas/\($0)"
                    }
                }
            }
        case .manifestsOfHall:
            return ["/iiif/presentation/3/collection", "/iiif/presentation/3/collection/2"]
        case .sharePicture: return ["/share/hall.jpg"] + states.map { "/share/cities/\($0)-city.jpg" }
        // Without a Desk there is nothing; with one, see DeskTests.
        case .desk(let place): return both(["/desk\(place.rawValue)"])
        case .asset: return hall.site.assets.keys.map { "/assets/\($0)" } + ["/assets/nothing"]
        }
    }

    private func look(at address: String, _ client: some TestClientProtocol, _ hall: CanaryHall) async throws
    {
        // A word of a question comes back in the search box; only whole canaries are looked for.
        for method in [HTTPRequest.Method.get, .head, .post, .delete] {
            for cookie in [nil, "reading=4213121", "reading=garbage\u{2603}"] {
                var headers = HTTPFields()
                headers[.cookie] = cookie
                let answer = try await client.execute(uri: address, method: method, headers: headers) { $0 }
                #expect(answer.status.code < 500, "\(method) \(address): \(answer.status)")
                let body = String(decoding: Array(answer.body.readableBytesView), as: UTF8.self)
                #expect(canaries(in: body).isEmpty, "\(method) \(address) shows \(canaries(in: body))")
                for field in answer.headers {
                    #expect(canaries(in: field.value).isEmpty, "\(method) \(address), header \(field.name)")
                }
            }
        }
    }

    /// Words such as `zqcanary17x`.
    private func canaries(in text: String) -> [String] {
        text.split(separator: CanaryHall.canary).dropFirst().compactMap { rest in
            rest.first.map { $0.isNumber || $0 == "-" } == true
                ? "\(CanaryHall.canary)\(rest.prefix(8))" : nil
        }
    }
}
