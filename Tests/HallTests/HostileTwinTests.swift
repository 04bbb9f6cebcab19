import Catalogue
import HTTPTypes
import HummingbirdTesting
import Kinds
import Ledger
import Office
import Pages
import Records
import Testing

@testable import Hall

/// Two Halls with the same people, codes and records, which differ in nothing but fields that an audience may not see:
/// whoever belongs to that audience gets the same bytes of both, whatever they ask. So no restricted word shows in a
/// page, a header, a count, an order, a suggestion or a search.
@Suite struct HostileTwinTests {
    private static let roles = [Role.reader, .editor, .curator]

    @Test(arguments: roles) func `two Halls that differ only in what a role may not see are one for it`(
        _ role: Role
    ) async throws {
        try await withTwins(hiding: .protocolOfficer) { bench, first, second in
            var (left, right) = (DeskBrowser(first), DeskBrowser(second))
            _ = try await left.signIn(as: role)
            right.cookie = left.cookie
            // Of links that are none there may be few from one place, and the twins share the count.
            for address in DeskAddresses.all(of: bench)
            where !address.contains("/desk/approval?") && !address.hasSuffix("/desk/approval") {
                let (mine, theirs) = (try await left.get(address), try await right.get(address))
                #expect(
                    mine.status == theirs.status && said(mine) == said(theirs), "\(role): \(address) differs")
                #expect(headers(mine) == headers(theirs), "\(role): the headers of \(address) differ")
            }
        }
    }

    @Test(arguments: roles) func `what a role posts is answered alike by both`(_ role: Role) async throws {
        try await withTwins(hiding: .protocolOfficer) { bench, first, second in
            var (left, right) = (DeskBrowser(first), DeskBrowser(second))
            _ = try await left.signIn(as: role)
            right.cookie = left.cookie
            for (kind, code) in bench.hall.shown {
                let form = HostileForm(try await left.get("/en/desk/record/\(code)"))
                for fields in [form.sent(), form.sent("rows", "add sources"), form.sent("action", "submit")] {
                    let mine = try await left.post("/en/desk/record/\(code)", fields)
                    let theirs = try await right.post("/en/desk/record/\(code)", fields)
                    #expect(
                        mine.status == theirs.status && said(mine) == said(theirs),
                        "\(role): a form of \(kind)")
                    #expect(headers(mine) == headers(theirs), "\(role): \(kind)")
                }
            }
        }
    }

    @Test func `two Halls that differ only in what visitors may not see are one for a visitor`() async throws
    {
        try await withTwins(hiding: .staff) { bench, first, second in
            let (left, right) = (DeskBrowser(first), DeskBrowser(second))
            for address in try await Self.addresses(left) {
                let (mine, theirs) = (try await left.get(address), try await right.get(address))
                #expect(mine.status == theirs.status && said(mine) == said(theirs), "\(address) differs")
                #expect(headers(mine) == headers(theirs), "the headers of \(address) differ")
            }
        }
    }

    @Test func `the twins do differ for who may see it`() async throws {
        try await withTwins(hiding: .protocolOfficer) { bench, first, second in
            var (left, right) = (DeskBrowser(first), DeskBrowser(second))
            _ = try await left.signIn(as: .protocolOfficer)
            right.cookie = left.cookie
            for account in bench.accounts {
                #expect((Rights(account).audience == .staff) == Self.roles.contains(account.role))
            }
            let code = try #require(bench.hall.shown[Gift.name])
            let address = "/en/desk/record/\(code)"
            #expect(try await left.get(address).body != right.get(address).body)
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

    /// A page without the number of its request, which an error page tells.
    private func said(_ page: DeskBrowser.Page) -> String {
        guard page.status >= 400, let start = page.body.firstRange(of: "<code"),
            let end = page.body.firstRange(of: "</code>")
        else { return page.body }
        return String(page.body[..<start.lowerBound] + page.body[end.upperBound...])
    }

    private func headers(_ page: DeskBrowser.Page) -> [String] {
        page.headers.map { "\($0.name): \($0.value)" }.sorted()
    }

    /// - Parameter audience: who alone may see what the twins differ in.
    private func withTwins(
        hiding audience: Audience,
        _ test:
            @Sendable @escaping (DeskBench, any TestClientProtocol, any TestClientProtocol) async throws ->
            Void
    ) async throws {
        let bench = try await DeskBench()
        let twin = try await TwinHall(of: bench, hiding: audience)
        try await bench.application.test(.router) { first in
            try await twin.application.test(.router) { second in try await test(bench, first, second) }
        }
        try await twin.remove()
        try await bench.remove()
    }
}
