import FoundationEssentials
import Glibc

/// A pack being made in a folder beside its place: put there whole by `publish`, or removed without a trace.
struct PackStage: ~Copyable {
    private let place: String
    private let folder: String
    private var files: [Int: OpenFile] = [:]
    private var tiles: OpenFile?
    private static let jpegStart: [UInt8] = [0xFF, 0xD8, 0xFF]

    private final class OpenFile {
        let descriptor: OpenDescriptor
        init(_ descriptor: consuming OpenDescriptor) { self.descriptor = descriptor }
    }

    init(for place: String) throws(ImagingProblem) {
        self.place = place
        folder = "\(place).new-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .output("the folder \(folder) cannot be made")
        }
    }

    deinit {
        // Nothing is left but what another start removes (`removeUnfinished`).
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Makes an empty file for each width, in this order, and returns their descriptors, which stay open
    /// here.
    mutating func openFiles(widths: [Int]) throws(ImagingProblem) -> [Int32] {
        var numbers: [Int32] = []
        for width in widths {
            let number = unsafe open("\(folder)/\(width).jpg", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
            guard number >= 0 else { throw .output("a file cannot be made: \(systemReason(errno))") }
            files[width] = OpenFile(OpenDescriptor(owning: number))
            numbers.append(number)
        }
        return numbers
    }

    /// Makes an empty file for the tiles and returns its descriptor, which stays open here.
    mutating func openTiles() throws(ImagingProblem) -> Int32 {
        let number = unsafe open(tilesPath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard number >= 0 else { throw .output("a file cannot be made: \(systemReason(errno))") }
        tiles = OpenFile(OpenDescriptor(owning: number))
        return number
    }

    private var tilesPath: String { "\(folder)/\(PackFolder.tilesName)" }

    /// The length of the file of tiles, once it was seen to be one.
    func tilesLength(of grid: TileGrid) throws(ImagingProblem) -> Int {
        do throws(TilePackProblem) {
            let pack = try TilePack(tilesPath, of: grid)
            for place in 0..<grid.count
            where try pack.start(of: place, Self.jpegStart.count) != Self.jpegStart {
                throw TilePackProblem(path: tilesPath, reason: .damagedTile(place))
            }
        } catch {
            throw .output(error.description)
        }
        var facts = stat()
        guard let tiles, unsafe fstat(tiles.descriptor.number, &facts) == 0 else {
            throw .output("the length of the tiles cannot be read")
        }
        return Int(facts.st_size)
    }

    /// Puts bytes into a file that has no name and is gone when its descriptor is closed.
    func hold(_ bytes: [UInt8]) throws(ImagingProblem) -> OpenDescriptor {
        let path = "\(folder)/drawing"
        let number = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw .output("a file cannot be made: \(systemReason(errno))") }
        let descriptor = OpenDescriptor(owning: number)
        _ = unsafe unlink(path)
        guard unsafe write(number, bytes, bytes.count) == bytes.count else {
            throw .output("a drawing cannot be written: \(systemReason(errno))")
        }
        return descriptor
    }

    /// Checks what the imaging process says it wrote: it is not trusted, and its files are shown to everyone.
    func check(_ pictures: [SizedPicture], against sizes: [PixelSize]) throws(ImagingProblem) {
        guard pictures.map({ PixelSize(width: $0.width, height: $0.height) }) == sizes else {
            throw .output("the imaging process made other sizes than asked")
        }
        for picture in pictures {
            var facts = stat()
            var start: [UInt8] = [0, 0, 0]
            guard let file = files[picture.width], unsafe fstat(file.descriptor.number, &facts) == 0,
                facts.st_size == picture.bytes, unsafe pread(file.descriptor.number, &start, 3, 0) == 3,
                start == Self.jpegStart
            else { throw .output("the imaging process wrote no whole JPEG of width \(picture.width)") }
        }
    }

    /// Lists the pictures and moves the folder to its place, over an older pack if there is one.
    func publish(_ contents: PackContents) throws(ImagingProblem) {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            try encoder.encode(contents).write(to: URL(filePath: "\(folder)/\(PackFolder.listName)"))
        } catch {
            throw .output("the list of the pack cannot be written")
        }
        if unsafe rename(folder, place) == 0 { return }
        guard errno == ENOTEMPTY || errno == EEXIST else {
            throw .output("the pack cannot be put in its place: \(systemReason(errno))")
        }
        // No call visible here swaps two folders at once. For a moment there is no pack: then it is made
        // again.
        let older = "\(place).old-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        guard unsafe rename(place, older) == 0, unsafe rename(folder, place) == 0 else {
            throw .output("the older pack cannot be replaced: \(systemReason(errno))")
        }
        // What is left of it is removed at the next start (`removeUnfinished`).
        try? FileManager.default.removeItem(atPath: older)
    }
}
