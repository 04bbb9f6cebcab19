import FoundationEssentials
import TestKit
import Testing

@testable import Imaging

@Suite("Pages of documents")
struct DrawnPageTests {
    private let red = PDFFile.Page.filled(144, 72, "1 0 0")
    private let blue = PDFFile.Page.filled(72, 144, "0 0 1")

    /// Draws all pages of a document into files and returns what was made.
    private func drawn(_ bench: Workbench, _ document: [UInt8]) async throws -> [(
        page: DrawnPage, path: String
    )] {
        let worker = bench.worker.pages(of: try bench.file(document, named: "document"))
        var made: [(DrawnPage, String)] = []
        do {
            for page in 1...(try await worker.count()) {
                let path = try bench.file([], named: "page-\(page)")
                made.append((try await worker.draw(page, into: path), path))
            }
        } catch {
            await worker.stop()
            throw error
        }
        await worker.stop()
        return made
    }

    private func problem(of document: [UInt8]) async throws -> ImagingProblem? {
        let bench = try Workbench()
        do {
            _ = try await drawn(bench, document)
            return nil
        } catch let problem as ImagingProblem {
            return problem
        }
    }

    @Test func `each page is a picture of 300 pixels to an inch`() async throws {
        let bench = try Workbench()
        let pages = try await drawn(bench, PDFFile.bytes([red, blue]))
        let sizes = [PixelSize(width: 600, height: 300), PixelSize(width: 300, height: 600)]
        #expect(pages.map(\.page.size) == sizes)
        for (page, colour) in zip(pages, [[254, 0, 0], [0, 0, 254]]) {
            #expect(!page.page.lacksFont && !PageWorker.isDocument(page.path))
            let pixels = try #require(DecodedPixels(page.path, page.page.size))
            for (x, y) in [(0, 0), (150, 150), (299, 299)] {
                for band in 0..<3 { #expect(abs(pixels.value(x, y, band) - colour[band]) <= 3) }
            }
        }
        // What is drawn is an original like any other.
        let contents = try await bench.worker.ingest(original: pages[0].path, into: "\(bench.folder)/out")
        #expect(contents.original == sizes[0])
    }

    @Test func `a scan is its picture`() async throws {
        let bench = try Workbench()
        let scan = PDFFile.Page(
            72, 72,
            "72 0 0 72 0 0 cm BI /W 2 /H 1 /CS /RGB /BPC 8 /F /AHx ID FF000000FF00> EI")
        let page = try #require(try await drawn(bench, PDFFile.bytes([scan])).first)
        let pixels = try #require(DecodedPixels(page.path, page.page.size))
        #expect(pixels.value(20, 150, 0) > 250 && pixels.value(20, 150, 1) < 5)
        #expect(pixels.value(280, 150, 1) > 250 && pixels.value(280, 150, 0) < 5)
    }

    @Test func `a large sheet is drawn less finely`() async throws {
        // Of two metres and a half each way.
        let sheet = PDFFile.Page.filled(7_200, 7_200, "0 1 0")
        let size = try #require(try await drawn(try Workbench(), PDFFile.bytes([sheet])).first).page.size
        #expect((39_900_000...40_100_000).contains(size.width * size.height))
        #expect(PageLimits.pixelsToAnInch(ofPoints: PixelSize(width: 10, height: 14_400)) == 80)
        #expect(PageLimits.pixelsToAnInch(ofPoints: PixelSize(width: 595, height: 842)) == 300)
        #expect(PageLimits.allow(size) && PageLimits.allow(PixelSize(width: 16_000, height: 2_500)))
        for size in [(0, 9), (16_002, 9), (7_000, 7_000), (.max, .max)] as [(Int, Int)] {
            #expect(!PageLimits.allow(PixelSize(width: size.0, height: size.1)))
        }
    }

    @Test func `letters whose font is elsewhere are not left out in silence`() async throws {
        let words = PDFFile.Page(200, 100, "BT /F 40 Tf 20 30 Td (Words) Tj ET")
        let pages = try await drawn(try Workbench(), PDFFile.bytes([red, words, blue]))
        #expect(pages.map(\.page.lacksFont) == [false, true, false])
    }

    @Test func `what is no document is refused with its reason`() async throws {
        let whole = PDFFile.bytes([red])
        guard case .unsupported = try await problem(of: Array("%PDX-1.4".utf8)) else {
            Issue.record("the first bytes tell")
            return
        }
        guard case .damaged = try await problem(of: Array(whole.prefix(60))) else {
            Issue.record("there is no page in it")
            return
        }
        let locked =
            "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (\(String(repeating: "o", count: 32)))"
            + " /U (\(String(repeating: "u", count: 32))) >> /ID [(a) (b)]"
        guard case .unsupported = try await problem(of: PDFFile.bytes([red], encryption: locked)) else {
            Issue.record("nobody has the password")
            return
        }
        let many = PDFFile.bytes(
            Array(repeating: PDFFile.Page.filled(9, 9, "0 0 0"), count: PageLimits.most + 1))
        guard case .tooLarge(let why) = try await problem(of: many) else {
            Issue.record("too many pages")
            return
        }
        #expect(why.contains("501 pages"))
    }

    @Test func `a document that is cut anywhere ends as a picture or a reason, never a process`() async throws
    {
        let whole = PDFFile.bytes([red, blue])
        for length in stride(from: 0, to: whole.count, by: 64) {
            switch try await problem(of: Array(whole.prefix(length))) {
            case nil, .damaged, .unsupported: break
            case let problem: Issue.record("cut at \(length): \(String(describing: problem))")
            }
        }
    }

    @Test func `a process does its one task and no other`() async throws {
        let bench = try Workbench()
        let picture = try bench.file(PictureFiles.png(.flat([1, 2, 3])))
        let document = try bench.file(PDFFile.bytes([red]), named: "document")
        await #expect(throws: ImagingProblem.self) { try await bench.worker.probe(document) }
        let reader = PictureWorker(settings: .init(task: .pages))
        await #expect(throws: ImagingProblem.self) { try await reader.probe(picture) }
        await reader.stop()
        let pages = bench.worker.pages(of: picture)
        await #expect(throws: ImagingProblem.self) { try await pages.count() }
        await pages.stop()
    }
}

extension DrawnPage {
    fileprivate var size: PixelSize { PixelSize(width: picture.width, height: picture.height) }
}
