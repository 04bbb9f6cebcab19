import Catalogue
import ContentPackages
import FoundationEssentials
import Imaging
import Kinds
import Ledger
import Records
import TestKit

/// A Hall in a folder of its own, and packages beside it.
final class PackageBench {
    let scratch: ScratchFolder
    let folder: DataFolder
    let ledger: SQLiteLedger
    let blobs: FolderBlobs
    let catalogue: Catalogue
    let worker = PictureWorker()
    private let lock: FolderLock

    static let moment: Int64 = 1_560_330_000_000

    /// Pictures need the imaging program beside the tests.
    static let hasImaging = FileManager.default.isExecutableFile(
        atPath: PictureWorker.Settings.executableBesideThisOne())

    init(_ scratch: ScratchFolder? = nil, hall: String = "hall") async throws {
        self.scratch = try scratch ?? ScratchFolder()
        folder = try DataFolder.create(at: self.scratch(hall))
        lock = try FolderLock(folder)
        ledger = try SQLiteLedger(writing: lock)
        blobs = FolderBlobs(folder)
        catalogue = try await Catalogue(path: folder.catalogue, log: ledger)
    }

    /// Writes the file of one record.
    func add(
        _ kind: String, _ code: String, _ record: String, published: Bool = true, as file: String? = nil,
        to package: String = "package"
    ) throws {
        let text =
            "{\"kind\": \"\(kind)\", \"version\": 1, \"code\": \"\(code)\", \"published\": \(published), \"record\": \(record)}"
        try scratch.write(Array(text.utf8), to: "\(package)/records/" + (file ?? "\(kind)/\(code).json"))
    }

    func work(_ package: String = "package") -> PackageImport {
        PackageImport(path: scratch(package), catalogue: catalogue, imaging: worker)
    }

    func plan(_ package: String = "package") async throws -> PackageImport.Plan {
        try await work(package).plan(at: Self.moment)
    }

    func run(_ plan: PackageImport.Plan, _ package: String = "package") async throws -> Head {
        try await work(package).run(plan, log: ledger, blobs: blobs, author: "test", at: Self.moment)
    }

    /// Plans and runs; the plan must have no problems.
    @discardableResult
    func take(_ package: String = "package") async throws -> Head {
        try await run(try await plan(package), package)
    }

    /// Every problem of a package, as its sentences, after making sure that nothing comes of it.
    func refusals(_ package: String = "package") async throws -> [String] {
        let before = try await ledger.head()
        let plan = try await plan(package)
        if !plan.problems.isEmpty, (try? await run(plan, package)) != nil {
            return ["it was imported all the same"]
        }
        return try await ledger.head() == before ? plan.problems.map(\.description) : ["the head moved"]
    }

    @discardableResult
    func export(
        to name: String, withoutClosedOriginals: Bool = false
    ) async throws -> PackageExport.Outcome {
        var export = PackageExport(catalogue: catalogue, blobs: blobs)
        export.leavesClosedOriginals = withoutClosedOriginals
        return try await export.run(into: scratch(name))
    }

    /// Every file below a folder with its bytes.
    func files(_ name: String) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: scratch(name)) {
            if let data = FileManager.default.contents(atPath: scratch("\(name)/\(path)")) {
                files[path] = [UInt8](data)
            }
        }
        return files
    }

    func actions() async throws -> [String] {
        try await ledger.revisions(after: .zero, limit: 1_000).map { "\($0.record) \(word(for: $0.action))" }
    }

    private func word(for action: Action) -> String {
        switch action {
        case .save: "save"
        case .publish(let number): "publish \(number)"
        case .withdraw: "withdraw"
        case .delete: "delete"
        case .redact: "redact"
        case .submit, .approve, .sendBack, .remark, .schedule, .unschedule: "review"
        }
    }
}

/// Records of packages as their files say them.
enum Sample {
    static let perm = "C0000P1"
    static let oxford = "C0000X1"
    static let hallCode = "H000001"

    static func city(_ slug: String, _ name: String? = nil) -> String {
        #"{"slug": "\#(slug)", "name": {"en": "\#(name ?? slug)"}, "country": "GB"}"#
    }

    static func hall(home: String = perm) -> String {
        """
        {"name": {"en": "Hall"}, "homeCity": "\(home)", "address": {"en": "Lenina 23"}, "languages": ["ru", "en"]}
        """
    }

    static func gift(_ slug: String, of city: String) -> String {
        #"{"slug": "\#(slug)", "title": {"en": "Vase"}, "direction": "received", "city": "\#(city)"}"#
    }

    static func photo(_ slug: String, _ file: String) -> String {
        """
        {"slug": "\(slug)", "title": {"en": "Photo"}, "image": {"file": "\(file)"}, "nature": "drawing",
         "alt": {"en": "Stripes", "ru": "Полосы"}, "credit": {"en": "Drawn for a test"},
         "people": {"covered": "nobody"}}
        """
    }

    static func article(_ slug: String, about codes: [String] = []) -> String {
        let about = codes.map { "\"\($0)\"" }.joined(separator: ", ")
        return """
            {"slug": "\(slug)", "title": {"en": "News"}, "date": "2019-06-12", "text": {"en": "Text"},
             "about": [\(about)]}
            """
    }

    /// A picture of one pixel in a colour.
    static func gif(_ colour: UInt8) -> [UInt8] {
        Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, colour, colour, 7, 0, 0, 0]
            + [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]
    }
}
