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

    /// - Parameter blobsPath: where the original of a hash lies.
    package init(packs: PackFolder, worker: PictureWorker, blobsPath: @escaping @Sendable (Hash) -> String) {
        self.packs = packs
        self.worker = worker
        self.blobsPath = blobsPath
    }

    /// The widths that pages may ask for, ascending.
    package static func widths(of media: Media) -> [Int] { PictureSizes.widths(forWidth: media.width) }

    /// Makes sure that every size of an original is there.
    ///
    /// - Throws: `ImagingProblem` when they cannot be made.
    package func prepare(_ media: Media) async throws {
        guard let hash = PictureHash(media.blob), let blob = Hash(hex: media.blob), !whole.contains(hash)
        else { return }
        if packs.isComplete(hash) {
            whole.insert(hash)
            return
        }
        // Visitors who ask for the same picture meanwhile wait for the one task.
        let task =
            making[hash]
            ?? Task { [packs, worker, blobsPath] in
                _ = try await worker.ingest(original: blobsPath(blob), hash: hash, into: packs)
            }
        making[hash] = task
        defer { making[hash] = nil }
        try await task.value
        whole.insert(hash)
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
