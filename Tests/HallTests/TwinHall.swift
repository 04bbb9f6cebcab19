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

/// The Hall of a bench once more, with the same people and steps, in which what somebody may not see is something else.
struct TwinHall {
    let application: Application<WebResponder>
    let folder: URL
    private let worker: PictureWorker

    /// The same records, without all that is for an audience only.
    init(of bench: DeskBench, hiding audience: Audience) async throws {
        try await self.init(of: bench) { step in
            Draft(step, body: try step.body.map { try Self.without(audience, $0, step.kind) })
        }
    }

    /// The same public records. What was never published has other codes and says nothing, and no text that waits to be
    /// published differs from the public one.
    init(ofThePublicOf bench: DeskBench) async throws {
        let steps = try await bench.hall.ledger.revisions(after: .zero, limit: 10_000)
        let published = Set(steps.map(\.action.target))
        var (codes, texts): ([Code: Code], [Code: [UInt8]]) = ([:], [:])
        var dice = SystemRandomNumberGenerator()
        for step in steps {
            if published.contains(step.number) { texts[step.record] = step.body }
            codes[step.record] = codes[step.record] ?? Code.random(using: &dice)
        }
        let (others, publicTexts) = (codes, texts)
        try await self.init(of: bench) { step in
            if let text = publicTexts[step.record] { return Draft(step, body: step.body.map { _ in text }) }
            let silent = try KindRegistry.kind(named: step.kind)?.init(json: Array("{}".utf8)).json
            return Draft(step, record: others[step.record], body: step.body == nil ? nil : silent)
        }
    }

    private init(of bench: DeskBench, changing draft: (Revision) throws -> Draft) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "twinhall-twin-\(UUID().uuidString)")
        let data = try DataFolder.create(at: folder.path)
        let ledger = try SQLiteLedger(writing: try FolderLock(data))
        let blobs = FolderBlobs(data)
        _ = try await blobs.store(fileAt: CanaryHall.root.appending(path: "demo/perm/media/books.png").path)
        let drafts = try await bench.hall.ledger.revisions(after: .zero, limit: 10_000).map(draft)
        _ = try await ledger.append(drafts, onto: try await ledger.head(), author: "test", at: 0)
        let catalogue = try await Catalogue(path: data.catalogue, log: ledger)
        worker = PictureWorker()
        let shelf = PictureShelf(packs: PackFolder(root: data.packs), workers: PictureWorkers([worker])) {
            blobs.path(of: $0)
        }
        let site = try await HallSite(
            catalogue: catalogue, phrases: bench.hall.phrases, shelf: shelf,
            look: try Look(folder: CanaryHall.root.appending(path: "Resources/assets").path),
            accessibility: bench.hall.accessibility,
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

extension Draft {
    /// A step that was taken once more, about another record or with another text.
    fileprivate init(_ step: Revision, record: Code? = nil, body: [UInt8]?) {
        self.init(
            record: record ?? step.record, kind: step.kind, version: step.version, action: step.action,
            body: body, note: step.note)
    }
}
