import Catalogue
import FoundationEssentials
import Hall
import Hummingbird
import Imaging
import Kinds
import Ledger
import Localisation
import Office
import Records

/// The Hall of a bench once more, with the same people, codes and steps, but without all that is for an audience only.
struct TwinHall {
    let application: Application<WebResponder>
    private let folder: URL
    private let worker: PictureWorker

    init(of bench: DeskBench, hiding audience: Audience) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "twinhall-twin-\(UUID().uuidString)")
        let data = try DataFolder.create(at: folder.path)
        let ledger = try SQLiteLedger(writing: try FolderLock(data))
        let blobs = FolderBlobs(data)
        _ = try await blobs.store(fileAt: CanaryHall.root.appending(path: "demo/perm/media/books.png").path)
        let drafts = try await bench.hall.ledger.revisions(after: .zero, limit: 10_000).map { step in
            Draft(
                record: step.record, kind: step.kind, version: step.version, action: step.action,
                body: try step.body.map { try Self.without(audience, $0, step.kind) }, note: step.note)
        }
        _ = try await ledger.append(drafts, onto: try await ledger.head(), author: "test", at: 0)
        let catalogue = try await Catalogue(path: data.catalogue, log: ledger)
        worker = PictureWorker()
        let shelf = PictureShelf(packs: PackFolder(root: data.packs), worker: worker) { blobs.path(of: $0) }
        let site = try await HallSite(
            catalogue: catalogue, phrases: bench.hall.phrases, shelf: shelf,
            look: try Look(folder: CanaryHall.root.appending(path: "Resources/assets").path),
            publicURL: "https://hall.example")
        let desk = Desk(
            office: bench.office, ledger: ledger, catalogue: catalogue,
            files: DeskFiles(incoming: IncomingFiles(data), blobs: blobs, imaging: worker, shelf: shelf),
            phrases: bench.hall.phrases,
            frame: { site.frame($0) }, languages: { site.languages }, preview: { try await site.preview($0) },
            changed: { try await site.refresh() }, now: { 1_000_000 })
        application = buildApplication(
            site: site, desk: desk, settings: WebSettings(), logger: LogSpy().logger)
    }

    private static func without(_ audience: Audience, _ body: [UInt8], _ kind: String) throws -> [UInt8] {
        guard let type = KindRegistry.kind(named: kind), let below = Audience(rawValue: audience.rawValue - 1)
        else { return body }
        return try type.init(json: body).seen(by: below).json
    }

    func remove() async throws {
        await worker.stop()
        // A leftover in the system's temporary folder harms nobody.
        try? FileManager.default.removeItem(at: folder)
    }
}
