import FoundationEssentials
import Glibc

@testable import Imaging

/// A folder of its own and an imaging process, both gone after the test.
final class Workbench: Sendable {
    let folder: String
    let worker: PictureWorker

    init(
        settings: PictureWorker.Settings = .init(),
        observe: @escaping @Sendable (PictureWorker.Event) -> Void = { _ in }
    ) throws {
        folder = FileManager.default.temporaryDirectory.path() + "/imaging-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        worker = PictureWorker(settings: settings, observe: observe)
    }

    deinit {
        // Only a test's own rubbish would remain.
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Writes an original and returns its path.
    func file(_ bytes: [UInt8], named name: String = "original") throws -> String {
        let path = "\(folder)/\(name)"
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    /// The single picture that comes out of an original when it is not scaled.
    func whole(_ original: [UInt8]) async throws -> [UInt8] {
        let path = try file(original)
        let facts = try await worker.probe(path)
        _ = try await worker.ingest(original: path, into: "\(folder)/out", widths: [facts.width])
        return try bytes("\(folder)/out/\(facts.width).jpg")
    }

    /// Why an original is refused; nil when it is not. A refused one leaves nothing behind.
    func problem(of original: [UInt8]) async throws -> ImagingProblem? {
        let path = try file(original)
        do throws(ImagingProblem) {
            _ = try await worker.ingest(original: path, into: "\(folder)/refused")
            try? FileManager.default.removeItem(atPath: "\(folder)/refused")
            return nil
        } catch {
            return names().contains { $0.hasPrefix("refused") } ? .output("something was left behind") : error
        }
    }

    func names() -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}

/// The sample photographs that may lie beside the repository.
enum SamplePhotos {
    static let folder: String? = {
        guard let real = unsafe realpath(#filePath, nil) else { return nil }
        defer { unsafe free(real) }
        let file = URL(filePath: unsafe String(cString: real))
        let repository = file.deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = repository.deletingLastPathComponent().appending(path: "shared/data/photos").path()
        return FileManager.default.fileExists(atPath: folder) ? folder : nil
    }()

    static var exist: Bool { folder != nil }

    static func paths(in name: String, where matches: (String) -> Bool = { _ in true }) -> [String] {
        guard let folder else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)")) ?? []
        return names.filter(matches).sorted().map { "\(folder)/\(name)/\($0)" }
    }
}
