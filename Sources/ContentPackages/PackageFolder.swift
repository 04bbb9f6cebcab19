import FoundationEssentials
import Ledger
import Records

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The files of a package on disk: `records/…/*.json` and `media/…`. Nothing outside of it is ever opened.
struct PackageFolder: Sendable {
    static let fileLimit = 2_000_000
    static let mediaLimitBytes = 200 << 20

    let path: String

    /// The record files in a fixed order, each below the package's folder.
    func recordFiles() throws(PackageFailure) -> [String] {
        let root = path + "/records"
        guard isFolder(path) else {
            throw PackageFailure("there is no folder \(path), or the user who runs this may not see it")
        }
        guard isFolder(root) else {
            throw PackageFailure(
                "\(path) is not a content package: it has no folder 'records', or this user may not see it")
        }
        var files: [String] = []
        do { try collect(from: "records", depth: 0, into: &files) } catch {
            throw PackageFailure("\(path) cannot be read: \(error)")
        }
        guard files.count <= PackageFolder.fileLimit else {
            throw PackageFailure("\(path) holds more than \(PackageFolder.fileLimit) records")
        }
        return files
    }

    private static let depthLimit = 16

    /// Adds the record files of a folder and those below it; hidden ones and links to folders are passed over.
    private func collect(from folder: String, depth: Int, into files: inout [String]) throws(LedgerProblem) {
        for name in try Folders.names(in: "\(path)/\(folder)") {
            // By bytes, because a mark may join a dot.
            let bytes = name.utf8
            if bytes.first == UInt8(ascii: ".") || files.count > PackageFolder.fileLimit { continue }
            let item = "\(folder)/\(name)"
            if bytes.suffix(5).elementsEqual(".json".utf8) {
                files.append(item)
            } else if isFolder("\(path)/\(item)") {
                guard depth < PackageFolder.depthLimit else {
                    throw .storage("\(item) is a folder too deep: at most \(PackageFolder.depthLimit)")
                }
                try collect(from: item, depth: depth + 1, into: &files)
            }
        }
    }

    /// The bytes of a record file; a problem when it is too large, a link, or cannot be read.
    func bytes(of file: String) -> Result<[UInt8], PackageProblem> {
        let full = "\(path)/\(file)"
        do throws(LedgerProblem) {
            let open = try OpenFile.plain(full)
            let size = try open.size()
            guard size <= Int64(PackageFile.limitBytes) else {
                return .failure(PackageProblem(file, .tooLong(limitBytes: PackageFile.limitBytes)))
            }
            return .success(try open.read(Int(size)))
        } catch {
            let reason =
                switch kind(of: full) {
                case .regular: "cannot be read"
                case .other: "is not a plain file"
                case .missing: "is not there"
                }
            return .failure(PackageProblem(file, .rule(reason)))
        }
    }

    /// The full path of a medium that a record names; `nil` when it is not a plain file below `media/`.
    func mediaPath(_ file: String) -> String? {
        let parts = file.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count >= 2, parts.count <= 8, parts[0].elementsEqual("media".utf8),
            file.utf8.count <= 500,
            parts.allSatisfy({ !$0.isEmpty && !$0.elementsEqual("..".utf8) && !$0.elementsEqual(".".utf8) }),
            file.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\\") })
        else { return nil }
        var full = path
        for part in parts.dropLast() {
            full += "/" + String(decoding: Array(part), as: UTF8.self)
            if !isFolder(full) { return nil }
        }
        full = "\(path)/\(file)"
        guard case .regular = kind(of: full) else { return nil }
        return full
    }

    private enum FileKind { case regular, other, missing }

    /// `lstat` tells of a link itself, so a link is never followed.
    private func kind(of full: String) -> FileKind {
        var status = stat()
        guard lstat(full, &status) == 0 else { return .missing }
        return status.st_mode & S_IFMT == S_IFREG ? .regular : .other
    }

    /// A link to a folder is none.
    private func isFolder(_ full: String) -> Bool {
        var status = stat()
        return lstat(full, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

/// Why a package cannot be taken or written at all.
package struct PackageFailure: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
