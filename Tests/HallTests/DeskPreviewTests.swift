import Catalogue
import FoundationEssentials
import HTTPTypes
import Hall
import HummingbirdTesting
import Kinds
import Ledger
import Office
import Records
import Testing

/// The picture of a photo that is not public yet: on the preview, and behind the link of somebody who is asked.
@Suite struct DeskPreviewTests {
    /// A photo that is public with one picture and saved with another.
    private func changedPhoto(_ bench: DeskBench) async throws -> Code {
        var dice = SystemRandomNumberGenerator()
        let code = Code.random(using: &dice)
        var photo = Photo()
        (photo.slugText, photo.title, photo.nature) = ("a-tree", [.english: "A tree"], Chosen(.photograph))
        photo.alt = [.english: "A tree", .russian: "Дерево"]
        (photo.credit, photo.people.covered) = ([.english: "The office"], Chosen(.nobody))
        photo.image = try await image("tree", bench)
        let first = try await save(photo, as: code, 1, bench)
        let head = try await bench.hall.ledger.head()
        _ = try await bench.hall.ledger.append(
            [Draft(record: code, kind: Photo.name, version: 1, action: .publish(first))], onto: head,
            author: "test", at: 0)
        photo.image = try await image("books", bench)
        _ = try await save(photo, as: code, 2, bench)
        return code
    }

    private func image(_ name: String, _ bench: DeskBench) async throws -> Media {
        let file = CanaryHall.root.appending(path: "demo/perm/media/\(name).png").path
        let blob = try await bench.hall.blobs.store(fileAt: file)
        return Media(blob: blob.description, name: "\(name).png", format: "png", width: 1_600, height: 1_067)
    }

    private func save(
        _ photo: Photo, as code: Code, _ version: Int, _ bench: DeskBench
    ) async throws -> RevisionNumber {
        let head = try await bench.hall.ledger.head()
        _ = try await bench.hall.ledger.append(
            [
                Draft(
                    record: code, kind: Photo.name, version: version, action: .save, body: photo.json)
            ], onto: head, author: "test", at: 0)
        try await bench.hall.catalogue.catchUp()
        return head.number + 1
    }

    /// The addresses of the pictures on a page.
    private func pictures(on page: DeskBrowser.Page) -> [String] {
        page.body.components(separatedBy: "<img ").dropFirst().compactMap { tag in
            tag.firstRange(of: "src=\"").map { start in
                String(tag[start.upperBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
            }
        }
    }

    @Test func `a preview shows the picture that was saved, visitors the published one`() async throws {
        try await atDesk { bench, client in
            let code = try await changedPhoto(bench)
            let place = "/en/desk/preview/\(code)/picture"
            let editor = try await signedIn(.editor, client)
            let preview = try await editor.get("/en/desk/preview/\(code)")
            #expect(preview.status == 200 && pictures(on: preview).contains(place))
            #expect(!preview.body.contains("/p/\(code)/"), "no address of the published picture")
            let saved = try await editor.get(place)
            #expect(saved.status == 200 && saved.bytes.starts(with: [0xFF, 0xD8]))
            #expect(saved.headers[.contentType] == "image/jpeg")
            #expect(saved.headers[.cacheControl] == "no-store")
            let visitor = DeskBrowser(client)
            let page = try await visitor.get("/en/photos/a-tree")
            let shown = try #require(pictures(on: page).first { $0.hasPrefix("/p/\(code)/") })
            let published = try await visitor.get(shown)
            #expect(published.status == 200 && published.bytes != saved.bytes)
            #expect(try await visitor.get(place).status == 303, "nobody is signed in")
        }
    }

    @Test func `who is asked by a link sees the picture of that version, and no longer than the link lasts`()
        async throws
    {
        try await atDesk { bench, client in
            let code = try await changedPhoto(bench)
            let editor = try await signedIn(.editor, client)
            let form = try await editor.get("/en/desk/approvals/\(code)")
            let made = try await editor.post(
                "/en/desk/approvals/\(code)",
                [
                    ("csrf", form.token), ("base", form.value(of: "base")), ("person", "The mayor"),
                    ("action", "make"),
                ])
            let start = try #require(made.body.firstRange(of: "/en/desk/approval?token="))
            let address = String(made.body[start.lowerBound...].prefix { $0 != "<" })
            let token = String(address.split(separator: "=").last ?? "")
            let mayor = DeskBrowser(client)
            let page = try await mayor.get(address)
            let place = "/en/desk/approval/picture?token=\(token)"
            #expect(page.status == 200 && pictures(on: page).contains(place))
            let seen = try await mayor.get(place)
            #expect(seen.status == 200 && seen.headers[.setCookie] == nil)
            let saved = try await editor.get("/en/desk/preview/\(code)/picture")
            #expect(seen.bytes == saved.bytes)
            #expect(try await mayor.post("/en/desk/approval/picture", [("token", token)]).status == 404)
            #expect(try await mayor.get("/en/desk/approval/picture?token=x").status == 404)
            var photo = try Photo(
                json: try #require(try await bench.hall.catalogue.read { try $0.stored(code) }).body)
            photo.image = try await image("cup", bench)
            _ = try await save(photo, as: code, 3, bench)
            #expect(try await mayor.get(place).status == 404, "another version is not what was asked about")
        }
    }

    @Test func `a record without a picture of its own has none on its preview`() async throws {
        try await atDesk { bench, client in
            let editor = try await signedIn(.editor, client)
            let gift = try #require(bench.hall.hidden[Gift.name])
            #expect(try await editor.get("/en/desk/preview/\(gift)/picture").status == 404)
        }
    }
}
