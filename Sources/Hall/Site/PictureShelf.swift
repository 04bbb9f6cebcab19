import FoundationEssentials
package import Imaging
package import Ledger
package import Records

/// The sized pictures: made when a package comes in, or when the first visitor asks after they were lost.
package actor PictureShelf {
    private let packs: PackFolder
    private let tiles: TilePacks
    private let tell: @Sendable (TilePackProblem) -> Void
    private let blobsPath: @Sendable (Hash) -> String
    private let workers: PictureWorkers
    private var making: [PictureHash: Task<Void, any Error>] = [:]
    private var whole: Set<PictureHash> = []
    /// Originals of which no pictures could be made.
    private var failed: [PictureHash: ImagingProblem]
    /// Images of the image service that are being made: whatever else the imaging processes are asked goes before those
    /// that wait.
    private var images: [ImageOrder: Task<[UInt8], any Error>] = [:]
    /// How many images may be in the making at once, those that wait included.
    package static let imageLimit = 16
    /// What the originals look like, once somebody asked.
    private var looking: Task<Likenesses, Never>?
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

    /// - Parameters:
    ///   - tell: hears of tiles that could not be used.
    ///   - blobsPath: where the original of a hash lies.
    package init(
        packs: PackFolder, workers: PictureWorkers,
        tell: @escaping @Sendable (TilePackProblem) -> Void = { _ in },
        blobsPath: @escaping @Sendable (Hash) -> String
    ) {
        self.packs = packs
        tiles = TilePacks(packs)
        self.tell = tell
        self.workers = workers
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
    package func prepare(_ media: Media) async throws { try await prepare(media.blob) }

    /// - Parameter original: its hash in hexadecimal.
    private func prepare(_ original: String) async throws {
        guard let hash = PictureHash(original), let blob = Hash(hex: original) else { return }
        // What is damaged stays so: no visitor may keep the imaging process busy with it.
        if let problem = failed[hash], hopeless.contains(hash) { throw problem }
        do {
            try await make(hash) { [packs, workers, blobsPath] in
                _ = try await workers.lend {
                    try await $0.ingest(original: blobsPath(blob), hash: hash, into: packs)
                }
            }
            if failed.removeValue(forKey: hash) != nil { packs.forgetFailure(of: hash) }
            await looking?.value.add(hash, packs.contents(of: hash)?.likeness)
        } catch let problem as ImagingProblem {
            if problem.isOfTheFile { hopeless.insert(hash) }
            if failed[hash] != problem, failed.count < PackFolder.failureLimit {
                failed[hash] = problem
                packs.note(problem, of: hash)
            }
            throw problem
        }
    }

    /// What all originals look like of which there are pictures; their packs are read when it is first asked for.
    @discardableResult package func likenesses() async -> Likenesses {
        let looking = looking ?? Task.detached { [packs] in packs.likenesses() }
        self.looking = looking
        return await looking.value
    }

    /// Drops what was made from an original that is erased.
    package func drop(_ blob: Hash) async throws {
        guard let hash = PictureHash(blob.description) else { return }
        await looking?.value.remove(hash)
        failed[hash] = nil
        packs.forgetFailure(of: hash)
        try remove(hash)
    }

    private func remove(_ hash: PictureHash) throws {
        whole.remove(hash)
        tiles.forget(hash)
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
        try await make(hash) { [packs, workers] in
            _ = try await workers.lend {
                try await $0.draw(drawing, width: width, into: packs.folder(of: hash))
            }
        }
        return PictureFile(
            path: packs.path(of: hash, width: width), type: "image/jpeg",
            fingerprint: "\(name.prefix(24))-\(width)")
    }

    /// An image, for a picture that the catalogue says is public. Where it is a tile that is ready, nothing waits.
    nonisolated func file(of order: ImageOrder) -> ImageFile {
        guard let (grid, place) = order.tile, let hash = PictureHash(order.original),
            // Without tiles, or with such as cannot be used, whoever asks for the bytes makes them anew.
            let ready = try? tiles.tiles(of: hash, grid)
        else { return ImageFile(fingerprint: order.fingerprint) { try await self.bytes(of: order) } }
        let checksum = String(ready.checksum(of: place), radix: 16)
        return ImageFile(
            fingerprint: "\(order.fingerprint)-\(checksum)", bytesAtOnce: { ready.bytesInMemory(of: place) }
        ) {
            do throws(TilePackProblem) {
                return try ready.bytes(of: place)
            } catch {
                return try await self.bytes(of: order)
            }
        }
    }

    /// The bytes of an image that is read, or computed once for all who ask meanwhile.
    ///
    /// - Throws: `ImageQueueFull`, or `ImagingProblem` when it cannot be made.
    func bytes(of order: ImageOrder) async throws -> [UInt8] {
        if let tile = try await tile(of: order) { return tile }
        if let width = order.readyWidth { return try await readyBytes(of: order.original, width: width) }
        return try await computed(order)
    }

    /// The tile that is this image. Tiles that cannot be used are thrown away and made again, once.
    ///
    /// - Returns: `nil` for what is no tile, and where there are none now: then it can be computed from the original.
    private func tile(of order: ImageOrder) async throws -> [UInt8]? {
        guard let (grid, place) = order.tile, let hash = PictureHash(order.original) else { return nil }
        for _ in 0..<2 {
            try await prepare(order.original)
            do throws(TilePackProblem) {
                return try tiles.tiles(of: hash, grid).bytes(of: place)
            } catch {
                throwAway(hash, error)
            }
        }
        return nil
    }

    private func computed(_ order: ImageOrder) async throws -> [UInt8] {
        if let task = images[order] { return try await task.value }
        guard let hash = PictureHash(order.original), let blob = Hash(hex: order.original) else {
            throw ImagingProblem.damaged("an original without a hash")
        }
        if let problem = failed[hash], hopeless.contains(hash) { throw problem }
        guard images.count < Self.imageLimit else { throw ImageQueueFull() }
        let task = Task { try await make(order, hash, blob) }
        images[order] = task
        defer { images[order] = nil }
        return try await task.value
    }

    /// From ready tiles where they are fine enough and can be used, otherwise from the original.
    private func make(_ order: ImageOrder, _ hash: PictureHash, _ blob: Hash) async throws -> [UInt8] {
        if let grid = order.grid, grid.level(for: order.view) != nil,
            // Tiles that cannot be opened are told of when one of them is asked for.
            let ready = try? tiles.tiles(of: hash, grid)
        {
            do {
                return try await workers.lend(isPatient: true) { [packs] in
                    try await $0.view(order.view, of: ready, by: packs)
                }
            } catch ImagingProblem.damaged(let why) {
                throwAway(hash, TilePackProblem(path: packs.tilesPath(of: hash), reason: .system(why)))
            }
        }
        return try await workers.lend(isPatient: true) { [packs, blobsPath] in
            try await $0.view(order.view, of: blobsPath(blob), by: packs)
        }
    }

    private func throwAway(_ hash: PictureHash, _ problem: TilePackProblem) {
        tell(problem)
        // What cannot be removed is computed from the original instead.
        try? remove(hash)
    }

    private func readyBytes(of original: String, width: Int) async throws -> [UInt8] {
        guard let hash = PictureHash(original) else {
            throw ImagingProblem.damaged("an original without a hash")
        }
        try await prepare(original)
        return [UInt8](try Data(contentsOf: URL(filePath: packs.path(of: hash, width: width))))
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
