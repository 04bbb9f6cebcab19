import FoundationEssentials
import Glibc

/// What was made from one original, as noted beside the sized pictures.
package struct PackContents: Hashable, Sendable, Codable {
    /// The rule by which the pack was made; a pack of another version is made again.
    package static let currentVersion = 3

    package let version: Int
    /// The size of the upright original.
    package let original: PixelSize
    /// Ascending by width.
    package let pictures: [SizedPicture]

    /// The length of the file of tiles; `nil` where there are none (`TileGrid.limit`).
    package let tiles: Int?
    /// `nil` where there is nothing to see.
    package let likeness: Likeness?

    package init(
        original: PixelSize, pictures: [SizedPicture], tiles: Int? = nil, likeness: Likeness? = nil
    ) {
        version = Self.currentVersion
        (self.original, self.pictures, self.tiles, self.likeness) = (original, pictures, tiles, likeness)
    }
}

/// The folder `packs/` of the data folder: the sized pictures and the tiles of each original, a projection that can be
/// made again.
///
/// `packs/ab/cdef…/640.jpg` by the hash of the original, `tiles` (`TileIndex`) beside them; `pack.json` lists them. A pack's folder
/// appears whole or not at all. Nothing in it tells anything of the original but its pixels.
package struct PackFolder: Sendable {
    /// The path of `packs/`, without a slash at the end.
    package let root: String

    package init(root: String) {
        self.root = root
    }

    /// Where the pack of an original lies, or will lie.
    package func folder(of hash: PictureHash) -> String {
        "\(root)/\(hash.description.prefix(2))/\(hash.description.dropFirst(2))"
    }

    /// Where the sized picture of this width lies, if it was made.
    package func path(of hash: PictureHash, width: Int) -> String {
        "\(folder(of: hash))/\(width).jpg"
    }

    /// Where the tiles lie, if they were made.
    package func tilesPath(of hash: PictureHash) -> String { "\(folder(of: hash))/\(Self.tilesName)" }

    /// What the pack holds; nil when there is none, or one made by another version.
    ///
    /// Reads a file: the server keeps the answer with the record, and asks again only when the pack was made
    /// anew.
    package func contents(of hash: PictureHash) -> PackContents? {
        // A pack that cannot be read is a pack that is not there: it is made again.
        guard let data = try? Data(contentsOf: URL(filePath: "\(folder(of: hash))/\(Self.listName)")),
            let contents = try? JSONDecoder().decode(PackContents.self, from: data),
            contents.version == PackContents.currentVersion
        else { return nil }
        return contents
    }

    /// Whether the pack is there, with every file at its noted length.
    package func isComplete(_ hash: PictureHash) -> Bool {
        guard let contents = contents(of: hash) else { return false }
        return contents.pictures.allSatisfy { length(path(of: hash, width: $0.width)) == $0.bytes }
            && contents.tiles.map { length(tilesPath(of: hash)) == $0 } ?? true
    }

    /// What the originals look like of which there are packs. Reads a file for each.
    package func likenesses() -> Likenesses {
        let (files, found) = (FileManager.default, Likenesses())
        for shelf in (try? files.contentsOfDirectory(atPath: root)) ?? [] where shelf.utf8.count == 2 {
            for name in (try? files.contentsOfDirectory(atPath: "\(root)/\(shelf)")) ?? [] {
                guard let hash = PictureHash(shelf + name) else { continue }
                found.add(hash, contents(of: hash)?.likeness)
            }
        }
        return found
    }

    private func length(_ path: String) -> Int? {
        var facts = stat()
        return unsafe stat(path, &facts) == 0 ? Int(facts.st_size) : nil
    }

    /// Removes the pack of an original that is erased, and unfinished ones of it.
    ///
    /// - Throws: `ImagingProblem.output` when something of it remains.
    package func remove(_ hash: PictureHash) throws(ImagingProblem) {
        let folder = folder(of: hash)
        let name = String(hash.description.dropFirst(2))
        let parent = String(folder.dropLast(name.count + 1))
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for entry in entries where entry == name || entry.hasPrefix(name + ".") {
            do {
                try FileManager.default.removeItem(atPath: "\(parent)/\(entry)")
            } catch {
                throw .output("a pack could not be removed")
            }
        }
    }

    /// Removes what interrupted jobs left behind. Called at start, before any job.
    package func removeUnfinished() {
        let files = FileManager.default
        // What cannot be removed now is tried again at the next start; it is never read.
        for entry in (try? files.contentsOfDirectory(atPath: root)) ?? [] where entry.hasPrefix(".new-") {
            try? files.removeItem(atPath: "\(root)/\(entry)")
        }
        for shelf in (try? files.contentsOfDirectory(atPath: root)) ?? [] where shelf.utf8.count == 2 {
            for entry in (try? files.contentsOfDirectory(atPath: "\(root)/\(shelf)")) ?? []
            where entry.contains(".new-") || entry.contains(".old-") {
                try? files.removeItem(atPath: "\(root)/\(shelf)/\(entry)")
            }
        }
    }

    /// An empty file that has no name and is gone when its descriptor is closed.
    func openNameless() throws(ImagingProblem) -> OpenDescriptor {
        let path = "\(root)/.new-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        // Where it cannot be made, opening the file says why.
        try? FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        let number = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw .output("a file cannot be made: \(systemReason(errno))") }
        _ = unsafe unlink(path)
        return OpenDescriptor(owning: number)
    }

    static let listName = "pack.json"
    static let tilesName = "tiles"
}

/// Originals of which no pack could be made, one small file each in `packs/unreadable/`, so that somebody is told of it
/// also after the next start.
extension PackFolder {
    /// How many are noted.
    package static let failureLimit = 1_000

    private var failureFolder: String { "\(root)/unreadable" }

    /// Notes why there is no pack. Where this cannot be written, the next start does not know it; nothing else is lost.
    package func note(_ problem: ImagingProblem, of hash: PictureHash) {
        guard let data = try? JSONEncoder().encode(problem) else { return }
        try? FileManager.default.createDirectory(atPath: failureFolder, withIntermediateDirectories: true)
        try? data.write(to: URL(filePath: "\(failureFolder)/\(hash)"), options: .atomic)
    }

    /// Says no more that there is no pack.
    package func forgetFailure(of hash: PictureHash) {
        try? FileManager.default.removeItem(atPath: "\(failureFolder)/\(hash)")
    }

    /// What was noted.
    package func failures() -> [PictureHash: ImagingProblem] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: failureFolder)) ?? []
        var failures: [PictureHash: ImagingProblem] = [:]
        for name in names.sorted().prefix(Self.failureLimit) {
            guard let hash = PictureHash(name),
                let data = try? Data(contentsOf: URL(filePath: "\(failureFolder)/\(name)")),
                let problem = try? JSONDecoder().decode(ImagingProblem.self, from: data)
            else { continue }
            failures[hash] = problem
        }
        return failures
    }
}
