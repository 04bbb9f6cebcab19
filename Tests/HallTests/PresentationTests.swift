import Catalogue
import Foundation
import Kinds
import Ledger
import Pages
import Records
import Testing

@testable import Hall

/// What manifests and collections ask the catalogue, and how they come in parts.
struct PresentationTests {
    /// A Hall with a document of so many pages, all of which show its city.
    private struct Archive {
        let hall: CanaryHall
        let document: Code
        let pages: [Code]

        init(pages count: Int) async throws {
            hall = try await CanaryHall()
            var dice = SystemRandomNumberGenerator()
            document = Code.random(using: &dice)
            pages = (0..<count).map { _ in Code.random(using: &dice) }
            let city = try #require(hall.shown[City.name])
            var drafts: [Draft] = []
            let base = try await hall.ledger.head()
            func publish(_ kind: any Kind.Type, _ code: Code, _ json: String) throws {
                let body = try kind.init(json: Array(json.utf8)).json
                drafts.append(
                    Draft(record: code, kind: kind.name, version: kind.version, action: .save, body: body))
                drafts.append(
                    Draft(
                        record: code, kind: kind.name, version: kind.version,
                        action: .publish(base.number + drafts.count), body: nil))
            }
            for (number, page) in pages.enumerated() {
                try publish(
                    Photo.self, page,
                    """
                    {"slug": "sheet-\(number)", "title": {"en": "Sheet \(number)"}, "image": {"blob":
                    "\(String(repeating: "a", count: 64))", "name": "a.png", "format": "png", "width": 1600,
                    "height": 1067}, "nature": "document", "alt": {"en": "A sheet"}, "date": "1975-06",
                    "credit": {"en": "The archive"}, "shows": ["\(city)"]}
                    """)
            }
            let list = pages.map { "\"\($0)\"" }.joined(separator: ",")
            try publish(
                Document.self, document,
                """
                {"slug": "book", "title": {"en": "Book"}, "type": "report", "cities": ["\(city)"],
                "pages": [\(list)]}
                """)
            _ = try await hall.ledger.append(drafts, onto: base, author: "test", at: 0)
            try await hall.catalogue.catchUp()
        }

        func json(_ route: Route) async throws -> String {
            let answer = try await hall.site.answer(route, in: .english)
            guard case .presentation(let bytes) = answer else {
                Issue.record("\(route) answers \(answer)")
                return ""
            }
            return String(decoding: bytes, as: UTF8.self)
        }

        /// The statements of an answer, without the steps that they took.
        func statements(_ route: Route) async throws -> [String] {
            let meter = DatabaseMeter([hall.folder])
            let work = try await meter.work { _ = try await json(route) }
            meter.stop()
            return work.map(\.sql).sorted()
        }

        var routes: [Route] {
            get throws {
                let city = try #require(hall.shown[City.name])
                return [.manifest(document.text), .manifests(of: city.text), .manifests(of: nil)]
            }
        }
    }

    private func parts(_ text: String, _ mark: String) -> Int { text.components(separatedBy: mark).count - 1 }

    @Test func `449 images are read by the statements that three take`() async throws {
        try #require(DatabaseMeter.listen())
        let (small, large) = (try await Archive(pages: 3), try await Archive(pages: 449))
        for (few, many) in zip(try small.routes, try large.routes) {
            let statements = try await large.statements(many)
            #expect(try await small.statements(few) == statements)
            #expect((1...15).contains(statements.count), "\(statements)")
        }
        let manifest = try await large.json(.manifest(large.document.text))
        #expect(parts(manifest, "\"type\":\"Canvas\"") == 449)
        let sheets = large.pages.map { "/canvas/\($0)\"" }
        #expect(sheets.allSatisfy { manifest.contains($0) })
        await small.hall.remove()
        await large.hall.remove()
    }

    @Test func `a large collection comes in parts that together hold each member once`() async throws {
        let archive = try await Archive(pages: PresentationReading.partSize + 7)
        let city = try #require(archive.hall.shown[City.name]).text
        let texts = try await [1, 2].mapAsync { try await archive.json(.manifests(of: city, part: $0)) }
        for page in archive.pages {
            let address = "/\(page)/manifest\""
            #expect(texts.map { parts($0, address) }.reduce(0, +) == 1)
        }
        #expect(parts(texts[0], "/collection/2\"") == 1)
        #expect(texts[1].contains("\"label\":{\"en\":["))
        let beyond = try await archive.hall.site.answer(.manifests(of: city, part: 3), in: .english)
        guard case .problem(.notFound) = beyond else {
            Issue.record("there is a third part: \(beyond)")
            return
        }
        await archive.hall.remove()
    }

    @Test func `what is not public is in no collection and in no manifest`() async throws {
        let archive = try await Archive(pages: 1)
        let hall = archive.hall
        var texts: [String] = []
        for (kind, code) in hall.shown {
            let routes: [Route] = [.manifest(code.text), .manifests(of: code.text)]
            let isManifest = [Photo.name, Gift.name, Document.name].contains(kind)
            let isCollection = [City.name, Exhibition.name].contains(kind)
            for (route, isThere) in zip(routes, [isManifest, isCollection]) {
                switch try await hall.site.answer(route, in: .english) {
                case .presentation(let bytes) where isThere:
                    texts.append(String(decoding: bytes, as: UTF8.self))
                case .problem(.notFound) where !isThere: break
                case let answer: Issue.record("\(route) answers \(answer)")
                }
            }
        }
        texts.append(try await archive.json(.manifests(of: nil)))
        for text in texts {
            for codes in [hall.hidden, hall.withdrawn] {
                #expect(codes.values.allSatisfy { !text.contains($0.text) })
            }
        }
        await hall.remove()
    }
}

extension Array {
    fileprivate func mapAsync<Result>(_ change: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await change(element)) }
        return results
    }
}
