package import Catalogue
import FoundationEssentials
import Kinds
package import Ledger
package import Records

/// Writes a Hall's records and originals as a content package.
///
/// Each record goes out as the office has it now; `published` says whether exactly this text is public.
package struct PackageExport: Sendable {
    private static let batch = 500

    let catalogue: Catalogue
    let blobs: any BlobStore
    /// Whether the originals stay here that only the office may see because people on them were made unrecognisable.
    package var leavesClosedOriginals = false

    package init(catalogue: Catalogue, blobs: any BlobStore) {
        self.catalogue = catalogue
        self.blobs = blobs
    }

    /// How much was written, and which records of a newer program had to be left out.
    package struct Outcome: Sendable {
        package var records = 0
        package var media = 0
        package var unknown: [Code] = []
    }

    /// - Parameter path: a folder that does not exist yet, or is empty.
    package func run(into path: String, progress: (@Sendable (Int) -> Void)? = nil) async throws -> Outcome {
        let manager = FileManager.default
        if let names = try? manager.contentsOfDirectory(atPath: path), !names.isEmpty {
            throw PackageFailure("\(path) is not empty: export into a new folder")
        }
        do {
            try manager.createDirectory(atPath: "\(path)/records", withIntermediateDirectories: true)
        } catch {
            throw PackageFailure("\(path) cannot be made: it is a file, or its folder may not be written")
        }
        var outcome = Outcome()
        var written: Set<String> = []
        var last: Code?
        while true {
            let after = last
            let records = try await catalogue.read { try $0.stored(after: after, limit: Self.batch) }
            guard let end = records.last else { return outcome }
            for record in records where !record.isDeleted {
                try await write(record, into: path, &written, &outcome)
            }
            last = end.code
            progress?(outcome.records)
        }
    }

    private func write(
        _ stored: StoredRecord, into path: String, _ written: inout Set<String>, _ outcome: inout Outcome
    ) async throws {
        guard let kind = KindRegistry.kind(named: stored.kind), stored.version <= kind.version else {
            outcome.unknown.append(stored.code)
            return
        }
        var record: any Kind
        do { record = try kind.init(json: stored.body) } catch {
            throw PackageFailure("record \(stored.code) cannot be read: run 'twinhall check'")
        }
        if leavesClosedOriginals, var photo = record as? Photo {
            photo.blurring.original = Media()
            record = photo
        }
        let bytes = PackageFile.write(
            record, code: stored.code, isPublished: stored.published == stored.saved,
            mediaFile: Self.file(of:))
        let folder = "\(path)/records/\(stored.kind)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // The office sees to it that an address is used once; a code is added where history says otherwise.
        let name = record.slug?.text ?? stored.code.text
        let isFree = written.insert("\(stored.kind)/\(name)").inserted
        try Data(bytes).write(to: URL(filePath: "\(folder)/\(isFree ? name : "\(name)-\(stored.code)").json"))
        outcome.records += 1
        for media in record.contents.media where written.insert(Self.file(of: media)).inserted {
            guard let hash = Hash(hex: media.blob) else { continue }
            let original = try await blobs.read(hash, limit: PackageFolder.mediaLimitBytes)
            let target = URL(filePath: "\(path)/\(Self.file(of: media))")
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(original).write(to: target)
            outcome.media += 1
        }
    }

    /// Where a medium lies in a package: its hash keeps two files of one name apart. The name stays as it is where
    /// a folder can hold it, so that the record comes back the same.
    private static func file(of media: Media) -> String {
        let bytes = Array(media.name.utf8)
        let isFileName =
            (1...255).contains(bytes.count) && ![".", ".."].contains(media.name)
            && bytes.allSatisfy {
                $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\")
            }
        return "media/\(media.blob.prefix(12))/" + (isFileName ? media.name : "original")
    }
}
