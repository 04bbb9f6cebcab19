import FoundationEssentials
package import Imaging
package import Ledger
package import Records

/// The sized pictures: made when a package comes in, or when the first visitor asks after they were lost.
package actor PictureShelf {
    private let packs: PackFolder
    private let blobsPath: @Sendable (Hash) -> String
    private let worker: PictureWorker
    private var making: [PictureHash: Task<Void, any Error>] = [:]
    private var whole: Set<PictureHash> = []
    /// Originals of which no pictures could be made.
    private var failed: [PictureHash: ImagingProblem]
    /// Those of them that were tried since the start, and whose files are to blame.
    private var hopeless: Set<PictureHash> = []

    /// An original of which no pictures can be made.
    struct Unreadable: Sendable {
        let original: PictureHash
        let problem: ImagingProblem
    }

    /// In the order of their hashes.
    var unreadable: [Unreadable] {
        failed.sorted { $0.key.description < $1.key.description }.map {
            Unreadable(original: $0.key, problem: $0.value)
        }
    }

    /// - Parameter blobsPath: where the original of a hash lies.
    package init(packs: PackFolder, worker: PictureWorker, blobsPath: @escaping @Sendable (Hash) -> String) {
        self.packs = packs
        self.worker = worker
        self.blobsPath = blobsPath
        failed = packs.failures()
    }

    /// The widths that pages may ask for, ascending.
    package static func widths(of media: Media) -> [Int] { PictureSizes.widths(forWidth: media.width) }

    /// Where an original lies; `nil` for a file that is none.
    nonisolated func path(of media: Media) -> String? { Hash(hex: media.blob).map { blobsPath($0) } }

    /// Makes sure that every size of an original is there.
    ///
    /// - Throws: `ImagingProblem` when they cannot be made.
    package func prepare(_ media: Media) async throws {
        guard let hash = PictureHash(media.blob), let blob = Hash(hex: media.blob) else { return }
        // What is damaged stays so: no visitor may keep the imaging process busy with it.
        if let problem = failed[hash], hopeless.contains(hash) { throw problem }
        do {
            try await make(hash) { [packs, worker, blobsPath] in
                _ = try await worker.ingest(original: blobsPath(blob), hash: hash, into: packs)
            }
            if failed.removeValue(forKey: hash) != nil { packs.forgetFailure(of: hash) }
        } catch let problem as ImagingProblem {
            if problem.isOfTheFile { hopeless.insert(hash) }
            if failed[hash] != problem, failed.count < PackFolder.failureLimit {
                failed[hash] = problem
                packs.note(problem, of: hash)
            }
            throw problem
        }
    }

    /// Drops what was made from an original that is erased.
    package func drop(_ blob: Hash) throws {
        guard let hash = PictureHash(blob.description) else { return }
        whole.remove(hash)
        failed[hash] = nil
        packs.forgetFailure(of: hash)
        try packs.remove(hash)
    }

    /// Makes a pack unless it is there. Who asks for the same one meanwhile waits for the one task.
    private func make(_ hash: PictureHash, by work: @escaping @Sendable () async throws -> Void) async throws
    {
        guard !whole.contains(hash) else { return }
        if packs.isComplete(hash) {
            whole.insert(hash)
            return
        }
        let task = making[hash] ?? Task { try await work() }
        making[hash] = task
        defer { making[hash] = nil }
        try await task.value
        whole.insert(hash)
    }

    /// The file of a drawing of our own, made by the imaging process when it is first asked for.
    ///
    /// Like the pictures of an original it is named by what it is made from, and can be made again.
    func file(drawnBy drawing: [UInt8], width: Int) async throws -> PictureFile {
        let name = Hash(of: drawing).description
        guard let hash = PictureHash(name) else { throw ImagingProblem.damaged("a drawing without a name") }
        try await make(hash) { [packs, worker] in
            _ = try await worker.draw(drawing, width: width, into: packs.folder(of: hash))
        }
        return PictureFile(
            path: packs.path(of: hash, width: width), type: "image/jpeg",
            fingerprint: "\(name.prefix(24))-\(width)")
    }

    /// The file of one size, for a picture that the catalogue says is public.
    func file(of media: Media, width: Int) async throws -> PictureFile? {
        guard let hash = PictureHash(media.blob) else { return nil }
        try await prepare(media)
        return PictureFile(
            path: packs.path(of: hash, width: width), type: "image/jpeg",
            fingerprint: "\(media.blob.prefix(24))-\(width)")
    }
}
