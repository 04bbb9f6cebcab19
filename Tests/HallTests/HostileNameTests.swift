import Catalogue
import FoundationEssentials
import HTTPTypes
import Hall
import HummingbirdTesting
import Kinds
import Ledger
import NIOCore
import Office
import Pages
import Records
import Testing

/// Names that want to be paths, devices, headers or other names: of files, of controls and of places. None of them is
/// ever used as one.
@Suite struct HostileNameTests {
    private static let names = [
        "../../../../../zqescape.png", #"..\..\..\zqescape.png"#, "/zqescape.png", #"C:\zqescape.png"#,
        #"\\server\share\zqescape.png"#, "file:///zqescape.png", "..", ".", "...", "", " ", "/", "~",
        "~root/.ssh",
        "%2e%2e%2fzqescape.png", "..%2f..%2fzqescape.png", "%c0%ae%c0%ae/zqescape.png", "a%00.png", "a\0.png",
        "\0", "CON", "con.png", "NUL.jpg", "aux .png", "COM1", "LPT1.gif", "a.png::$DATA", "a.png. . .",
        ".htaccess",
        "index.html", "a\u{202E}gnp.exe", "\u{2066}\u{202D}\u{200F}\u{FEFF}", "a\u{2028}b\u{2029}c.png",
        "a\u{301}\u{301}\u{301}.png", "$(reboot).png", "`reboot`.png", "|reboot", "-rf", "--version", "*",
        "?",
        "<img src=x onerror=zqname>.png", "%22><zqname>.png", "a%0D%0ASet-Cookie: zq=1.png",
        "=cmd|' /C calc'!A0",
        "\u{1F5BC}.png", String(repeating: "x", count: 255), String(repeating: "ж", count: 1_900),
        "a" + String(repeating: "\u{301}", count: 1_800),
    ]

    @Test func `a file's name is no path, no device and no header, whatever it is`() async throws {
        try await attacking { bench, people in
            let picture = try Data(contentsOf: CanaryHall.root.appending(path: "demo/perm/media/books.png"))
            let browser = try await people.browser(.editor)
            let token = try await browser.get("/en/desk/upload").token
            let before = try files(of: bench)
            // Few at once, as the limit on a form's pictures has it.
            for start in stride(from: 0, to: Self.names.count, by: 20) {
                let names = Self.names[start..<min(start + 20, Self.names.count)]
                let page = try await browser.upload(
                    "/en/desk/upload", [("csrf", token)], names.map { ("pictures", $0, [UInt8](picture)) })
                #expect(page.status == 200 && page.headers[.setCookie] == nil)
                expectTame(page)
            }
            try await expectNames(bench, browser)
            let made = Set(try files(of: bench)).subtracting(before)
            #expect(made.allSatisfy { isOurs($0) }, "\(made.filter { !isOurs($0) })")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: bench.hall.folder.path + "/incoming")
                    .isEmpty)
            try expectNothingAround(bench)
        }
    }

    /// That every name that was kept can be shown, and be a file's name where a package is written.
    private func expectNames(_ bench: DeskBench, _ browser: DeskBrowser) async throws {
        var count = 0
        for revision in try await bench.hall.ledger.revisions(after: bench.hall.head.number, limit: 1_000) {
            let photo = try Photo(json: try #require(revision.body))
            let name = photo.image.name
            #expect(!name.isEmpty && name.utf8.count <= 200, "\(name)")
            #expect(!name.contains("/") && !name.contains("\\") && ![".", ".."].contains(name), "\(name)")
            for scalar in name.unicodeScalars {
                let category = scalar.properties.generalCategory
                #expect(
                    ![.control, .format, .lineSeparator, .paragraphSeparator].contains(category), "\(name)")
            }
            #expect(photo.slug != nil && !photo.title.isEmpty, "\(name) has no address or no title")
            let page = try await browser.get("/en/desk/record/\(revision.record)")
            #expect(page.status == 200, "\(name)")
            expectTame(page)
            count += 1
        }
        #expect(count == Self.names.count, "each came with a picture")
    }

    @Test(arguments: [
        String(repeating: "x", count: 4_096), String(repeating: "../", count: 1_400), "a\r\nX-Zq: 1", "a\nb",
        "a\r\n\r\n<html>", "a\"; name=\"csrf",
    ]) func `a file's name that breaks its head is refused with all of the form`(_ name: String) async throws
    {
        try await attacking { bench, people in
            let browser = try await people.browser(.editor)
            let token = try await browser.get("/en/desk/upload").token
            let page = try await browser.upload(
                "/en/desk/upload", [("csrf", token)], [("pictures", name, [1, 2, 3])])
            #expect(page.status == 400, "\(name.prefix(20)): \(page.status)")
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    @Test(arguments: [
        "../../image", "image/../../x", "image\0", "IMAGE", "image.kept", "image.blob", "image[]", "action",
        "csrf",
        "base", "slug", "title.en", "people.covered", "internalNote", "__proto__", "\u{202E}egami", "image ",
        "0",
        String(repeating: "n", count: 400),
    ]) func `a file in a control that takes none is dropped, and sets nothing`(_ control: String) async throws
    {
        try await attacking { bench, people in
            let browser = try await people.browser(.editor)
            let picture = try Data(contentsOf: CanaryHall.root.appending(path: "demo/perm/media/books.png"))
            let code = try #require(bench.hall.shown[Photo.name])
            let form = try await people.form("/record/\(code)", as: .editor)
            let token = form.fields.filter { $0.0 == "csrf" }
            let blobs = try await bench.hall.blobs.all()
            let page = try await browser.upload(
                "/en/desk/record/\(code)", token + form.sent().filter { $0.0 != "csrf" },
                [(control, "zq.png", [UInt8](picture))])
            #expect(page.location.contains("done=unchanged"), "\(control): \(page.status)")
            #expect(try await bench.hall.blobs.all() == blobs, "\(control)")
            #expect(try await bench.hall.ledger.head() == bench.hall.head, "\(control)")
        }
    }

    @Test func `no address climbs out of its place`() async throws {
        try await attacking { bench, people in
            let photo = try #require(bench.hall.shown[Photo.name])
            let climbs = [
                "..", "../..", "../../ledger.sqlite", "../../../ledger.sqlite", "..%2f..%2fledger.sqlite",
                "..%5c..%5cledger.sqlite", "%2e%2e/%2e%2e/office.sqlite", "....//....//office.sqlite",
                "..;/..;/office.sqlite", "%252e%252e%252fledger.sqlite", "..%00/ledger.sqlite", "%00",
                "ledger.sqlite",
                "/etc/passwd", "%2fetc%2fpasswd", "..%c0%af..%c0%afledger.sqlite",
                "%uff0e%uff0e/ledger.sqlite",
                "image%00.png", "image/../image", "CON", "NUL", "\u{202E}",
                String(repeating: "../", count: 300),
            ]
            for start in [
                "/", "/en/", "/p/", "/p/\(photo)/", "/o/", "/assets/", "/share/", "/share/photos/",
                "/sitemaps/",
                "/en/photos/", "/en/desk/", "/en/desk/kept/", "/en/desk/picture/",
                "/en/desk/picture/\(photo)/",
                "/en/desk/record/", "/en/desk/records/", "/en/desk/waiting/", "/en/desk/new/",
                "/en/desk/people/",
            ] {
                for climb in climbs {
                    let place = start + escaped(climb)
                    for reader in [try await people.browser(.administrator), people.client.stranger] {
                        let page = try await reader.get(place)
                        // A name that nobody has is looked for, and not found; the rest is no address at all.
                        #expect(
                            [303, 400, 404, 414].contains(page.status), "\(place.prefix(80)): \(page.status)")
                        #expect(
                            !page.body.contains("SQLite format 3") && !page.body.contains("root:x:"),
                            "\(place)")
                    }
                }
            }
        }
    }

    /// As a client has to write what is no letter of an address.
    private func escaped(_ place: String) -> String {
        place.utf8.map {
            $0 < 0x80 ? String(UnicodeScalar($0)) : "%" + String($0, radix: 16, uppercase: true)
        }.joined()
    }

    // MARK: What is there

    private func files(of bench: DeskBench) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: bench.hall.folder.path)
    }

    /// Names that the Hall makes itself: hashes, widths, and the files of its databases.
    private func isOurs(_ path: String) -> Bool {
        path.split(separator: "/").allSatisfy { part in
            let stem = part.split(separator: ".").first ?? ""
            let isHash = [2, 62].contains(part.utf8.count) && part.allSatisfy(\.isHexDigit)
            return isHash || ["blobs", "packs", "incoming", "pack", "tiles"].contains(stem)
                || Int(stem) != nil
                || part.contains(".sqlite") || part.contains(".new-")
        }
    }

    private func expectNothingAround(_ bench: DeskBench) throws {
        for folder in [
            bench.hall.folder.deletingLastPathComponent().path, "/", FileManager.default.currentDirectoryPath,
        ] {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(!names.contains { $0.contains("zqescape") }, "\(folder)")
        }
    }

    private func expectTame(_ page: DeskBrowser.Page) {
        for tag in PageTokens(page.body).tags {
            #expect(!tag.name.contains("zq") && !tag.isOdd && tag["onerror"] == nil, "<\(tag.name)>")
        }
        #expect(!page.bytes.contains(0))
    }
}
