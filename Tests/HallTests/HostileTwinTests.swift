import Catalogue
import FoundationEssentials
import HTTPTypes
import HummingbirdTesting
import Kinds
import Ledger
import Office
import Pages
import Records
import Testing

@testable import Hall

/// Two Halls with the same people, codes and records, which differ in nothing but what an audience may not see: whoever
/// belongs to that audience gets the same bytes of both, whatever they ask, and both do the same work for it. So nothing
/// restricted shows in a page, a picture, a header, a count, an order, a suggestion, a search, or in how long one waits.
@Suite struct HostileTwinTests {
    private static let roles = [Role.reader, .editor, .curator]

    @Test(arguments: roles) func `two Halls that differ only in what a role may not see are one for it`(
        _ role: Role
    ) async throws {
        try await withTwins(hiding: .protocolOfficer) { twins in
            let twins = try await twins.signedIn(as: role)
            for address in try Self.everyRoute(of: twins.bench) {
                try await twins.compare("\(role): \(address)") { try await $0.get(address) }
            }
            // Every word that is hidden, wherever one is offered what begins so.
            for canary in twins.bench.hall.protocolCanaries.sorted() {
                for place in ["search?q=", "find?q=", "find?kind=\(Gift.name)&q="] {
                    try await twins.compare("\(role): \(place)\(canary)") {
                        try await $0.get("/en/desk/\(place)\(canary)")
                    }
                }
            }
            try twins.comparePictures()
        }
    }

    @Test(arguments: roles) func `what a role posts is answered alike by both`(_ role: Role) async throws {
        try await withTwins(hiding: .protocolOfficer) { twins in
            let twins = try await twins.signedIn(as: role)
            for (kind, code) in twins.bench.hall.shown.sorted(by: { $0.key < $1.key }) {
                let form = HostileForm(try await twins.left.get("/en/desk/record/\(code)"))
                for fields in [form.sent(), form.sent("rows", "add sources"), form.sent("action", "submit")] {
                    try await twins.compare("\(role): a form of \(kind)") {
                        try await $0.post("/en/desk/record/\(code)", fields)
                    }
                }
            }
        }
    }

    @Test func `two Halls that differ only in what visitors may not see are one for a visitor`() async throws
    {
        try await withTwins(hiding: .staff) { try await compareForVisitors($0) }
    }

    @Test func `a Hall with records that are not published is one without them for a visitor`() async throws {
        try await withTwins({ try await TwinHall(ofThePublicOf: $0) }) { try await compareForVisitors($0) }
    }

    /// Addresses of every pattern of the router, of the public part and of the Desk.
    private static func everyRoute(of bench: DeskBench) throws -> [String] {
        let all = try Route.allPatterns.flatMap { try CanaryTests().addresses(of: $0, in: bench.hall) }
        // Of links that are none there may be few from one place, and the twins share the count.
        return (all + DeskAddresses.all(of: bench)).filter { !$0.contains("/desk/approval?") }
            .filter { !$0.hasSuffix("/desk/approval") && !$0.hasSuffix("}") }
    }

    private func compareForVisitors(_ twins: Twins) async throws {
        let words = twins.bench.hall.canaries.sorted().map { "/en/search?q=\($0)" }
        // Both are walked through: what is rendered once is kept.
        let (linked, same) = (try await Self.addresses(twins.left), try await Self.addresses(twins.right))
        #expect(linked == same)
        for address in try linked + Self.everyRoute(of: twins.bench) + words {
            try await twins.compare(address) { try await $0.get(address) }
        }
        try twins.comparePictures()
    }

    @Test func `the twins do differ for who may see it`() async throws {
        try await withTwins(hiding: .protocolOfficer) { twins in
            let twins = try await twins.signedIn(as: .protocolOfficer)
            for account in twins.bench.accounts {
                #expect((Rights(account).audience == .staff) == Self.roles.contains(account.role))
            }
            let code = try #require(twins.bench.hall.shown[Gift.name])
            let address = "/en/desk/record/\(code)"
            #expect(try await twins.left.get(address).bytes != twins.right.get(address).bytes)
        }
    }

    @Test func `the meter hears what is found and what is not`() async throws {
        try await withTwins(hiding: .protocolOfficer) { twins in
            let visitor = DeskBrowser(twins.left.client)
            func work(_ address: String) async throws -> [DatabaseMeter.Work] {
                try await twins.meter.work { _ = try await visitor.get(address) }
            }
            let (none, some) = (
                try await work("/en/search?q=zqnothing"), try await work("/en/search?q=words")
            )
            #expect(!none.isEmpty && none.map(\.steps).reduce(0, +) != some.map(\.steps).reduce(0, +))
            let code = try #require(twins.bench.hall.shown[Gift.name])
            let (here, unknown) = (try await work("/o/\(code)"), try await work("/o/0000000"))
            #expect(here != unknown)
        }
    }

    /// Every page that links lead to, and searches.
    static func addresses(_ browser: DeskBrowser) async throws -> [String] {
        var (waiting, seen) = (
            ["/en/", "/ru/", "/sitemap.xml", "/en/search?q=words", "/en/search?q=twinned"], Set<String>()
        )
        while let next = waiting.popLast(), seen.count < 400 {
            guard seen.insert(next).inserted else { continue }
            let page = try await browser.get(next)
            for tag in PageTokens(page.body).tags where tag.name == "a" {
                guard let target = tag["href"], target.hasPrefix("/"), !target.contains("view=") else {
                    continue
                }
                waiting.append(String(target.prefix { $0 != "#" }))
            }
        }
        return seen.sorted()
    }

    private func withTwins(
        hiding audience: Audience, _ test: @Sendable @escaping (Twins) async throws -> Void
    ) async throws {
        try await withTwins({ try await TwinHall(of: $0, hiding: audience) }, test)
    }

    private func withTwins(
        _ twin: (DeskBench) async throws -> TwinHall, _ test: @Sendable @escaping (Twins) async throws -> Void
    ) async throws {
        try #require(DatabaseMeter.listen())
        let bench = try await DeskBench()
        let twin = try await twin(bench)
        let meter = DatabaseMeter([bench.hall.folder, twin.folder])
        try await bench.application.test(.router) { left in
            try await twin.application.test(.router) { right in
                try await test(
                    Twins(
                        bench: bench, folders: [bench.hall.folder, twin.folder], meter: meter,
                        left: DeskBrowser(left), right: DeskBrowser(right)))
            }
        }
        meter.stop()
        try await twin.remove()
        try await bench.remove()
    }
}

/// Two Halls, and somebody who asks the same of both.
struct Twins {
    let bench: DeskBench
    let folders: [URL]
    let meter: DatabaseMeter
    var left: DeskBrowser
    var right: DeskBrowser

    func signedIn(as role: Role) async throws -> Twins {
        var twins = self
        _ = try await twins.left.signIn(as: role)
        twins.right.cookie = twins.left.cookie
        // They share the accounts, and here each account is given something once.
        _ = try await twins.left.get("/en/desk/me/second-factor")
        return twins
    }

    /// Expects one answer, and one amount of work for it.
    func compare(_ what: String, _ request: (DeskBrowser) async throws -> DeskBrowser.Page) async throws {
        let (mine, work) = try await measured(request, of: left)
        let (theirs, theirWork) = try await measured(request, of: right)
        #expect(mine.status == theirs.status && said(mine) == said(theirs), "\(what) differs")
        #expect(headers(mine) == headers(theirs), "the headers of \(what) differ")
        let differing = zip(work, theirWork).first { $0 != $1 }.map { "\($0) here, \($1) there" }
        #expect(
            work == theirWork, "\(what) takes other work: \(differing ?? "\(work.count), \(theirWork.count)")"
        )
    }

    private func measured(
        _ request: (DeskBrowser) async throws -> DeskBrowser.Page, of browser: DeskBrowser
    ) async throws -> (DeskBrowser.Page, [DatabaseMeter.Work]) {
        var page: DeskBrowser.Page?
        let work = try await meter.work { page = try await request(browser) }
        // The journal is read ahead while the catalogue is written, so the order is not always the same.
        return (try #require(page), work.sorted { "\($0)" < "\($1)" })
    }

    /// Expects that both have made the same sized pictures by now, which takes longer than all else.
    func comparePictures() throws {
        let made = try folders.map { folder in
            try FileManager.default.subpathsOfDirectory(atPath: folder.appending(path: "packs").path).sorted()
        }
        #expect(made[0] == made[1] && !made[0].isEmpty)
    }

    /// A page without the number of its request, which an error page tells.
    private func said(_ page: DeskBrowser.Page) -> [UInt8] {
        guard page.status >= 400, let start = page.body.firstRange(of: "<code"),
            let end = page.body.firstRange(of: "</code>")
        else { return page.bytes }
        return Array((page.body[..<start.lowerBound] + page.body[end.upperBound...]).utf8)
    }

    private func headers(_ page: DeskBrowser.Page) -> [String] {
        page.headers.map { "\($0.name): \($0.value)" }.sorted()
    }
}
