import Testing

@testable import Imaging

@Suite("Drawings of the server's own")
struct DrawingTests {
    private func drawing(_ content: String) -> [UInt8] {
        Array(
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="120" height="63">
            <rect width="120" height="63" fill="#12324A"/>\(content)</svg>
            """.utf8)
    }

    private func draw(_ drawing: [UInt8], width: Int = 120, with bench: Workbench) async throws -> [UInt8] {
        let folder = "\(bench.folder)/drawn"
        _ = try await bench.worker.draw(drawing, width: width, into: folder)
        return try bench.bytes("\(folder)/\(width).jpg")
    }

    @Test func `become one JPEG of their own size, in a sealed process`() async throws {
        let log = WorkerTests.Log()
        let bench = try Workbench(observe: log.append)
        let path = try bench.file(try await draw(drawing(""), with: bench), named: "drawn.jpg")
        let facts = try await bench.worker.probe(path)
        #expect(facts.format == .jpeg && facts.size == PixelSize(width: 120, height: 63))
        #expect(log.hellos.map(\.isSealed) == [true])
        #expect(bench.names().sorted() == ["drawn", "drawn.jpg"])
    }

    @Test func `that are broken or of another width are refused, and nothing is left`() async throws {
        let bench = try Workbench()
        for (bytes, width) in [
            (Array("<svg".utf8), 120), ([], 120), (drawing(""), 121), (drawing("<rect"), 120),
            (PictureFiles.png(.flat([9, 8, 7])), 64),
        ] {
            await #expect(throws: ImagingProblem.self) {
                _ = try await draw(bytes, width: width, with: bench)
            }
            #expect(bench.names().isEmpty)
        }
    }

    @Test func `reach no file`() async throws {
        let bench = try Workbench()
        let red = try bench.file(PictureFiles.png(.flat([255, 0, 0])), named: "red.png")
        let image = #"<image href="file://\#(red)" width="120" height="63"/>"#
        let plain = try await draw(drawing(""), with: bench)
        let withImage = try await draw(drawing(image), with: bench)
        #expect(withImage == plain)
    }

    @Test func `are never what somebody sent`() async throws {
        let bench = try Workbench()
        let problem = try await bench.problem(of: drawing(""))
        guard case .unsupported = problem else {
            Issue.record("a sent drawing: \(String(describing: problem))")
            return
        }
    }
}
