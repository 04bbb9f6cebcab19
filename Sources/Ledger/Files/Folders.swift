#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The file system as the ledger needs it: small steps that are durable or an error.
package enum Folders {
    /// What lies at a path; links are not followed.
    package enum Item { case nothing, file, folder, other }

    package static func item(at path: String) -> Item {
        var status = stat()
        guard lstat(path, &status) == 0 else { return .nothing }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .other
        }
    }

    /// The size of a file; `nil` when there is none.
    static func size(ofFileAt path: String) -> Int64? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int64(status.st_size)
    }

    /// Makes a folder for its owner only; `false` when there is one already.
    static func make(_ path: String) throws(LedgerProblem) -> Bool {
        if mkdir(path, 0o700) == 0 { return true }
        guard errno == EEXIST, item(at: path) == .folder else { throw .system("make folder", path) }
        return false
    }

    /// The names in a folder, sorted by their bytes.
    package static func names(in path: String) throws(LedgerProblem) -> [String] {
        guard let stream = opendir(path) else { throw .system("read folder", path) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Returns when the folder's entries are on the disk.
    static func sync(_ path: String) throws(LedgerProblem) {
        let folder = try OpenFile(reading: path)
        try folder.sync()
    }

    static func rename(_ old: String, to new: String) throws(LedgerProblem) {
        #if canImport(Darwin)
        let result = Darwin.rename(old, new)
        #elseif canImport(Glibc)
        let result = Glibc.rename(old, new)
        #else
        let result = Musl.rename(old, new)
        #endif
        guard result == 0 else { throw .system("rename to \(new)", old) }
    }

    /// Removes a file if it is there.
    static func remove(_ path: String) throws(LedgerProblem) {
        guard unlink(path) == 0 || errno == ENOENT else { throw .system("remove", path) }
    }

    /// Removes a folder and all in it, if it is there; links in it are removed, not followed.
    static func removeTree(_ path: String) throws(LedgerProblem) {
        switch item(at: path) {
        case .nothing: return
        case .file, .other: try remove(path)
        case .folder:
            for name in try names(in: path) { try removeTree("\(path)/\(name)") }
            guard rmdir(path) == 0 else { throw .system("remove", path) }
        }
    }

    /// A small file's bytes; `nil` when there is none, a problem when it is larger than `limit`.
    static func contents(of path: String, limit: Int) throws(LedgerProblem) -> [UInt8]? {
        guard item(at: path) != .nothing else { return nil }
        let file = try OpenFile(reading: path)
        guard try file.size() <= Int64(limit) else {
            throw .damaged(place: path, problem: "is larger than \(limit) bytes")
        }
        return try file.read(limit + 1)
    }

    /// Puts bytes in a file's place, whole or not at all, durably.
    static func replace(_ path: String, with bytes: [UInt8]) throws(LedgerProblem) {
        let fresh = path + ".new"
        try remove(fresh)
        try write(bytes, to: fresh)
        try rename(fresh, to: path)
        try sync(parent(of: path))
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(LedgerProblem) {
        let file = try OpenFile(creating: path)
        try file.write(bytes)
        try file.sync()
    }

    /// The folder that a path lies in; `.` for a bare name.
    static func parent(of path: String) -> String {
        let bytes = Array(path.utf8)
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self)
    }

    /// The last part of a path.
    static func name(of path: String) -> String {
        let bytes = Array(path.utf8)
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(decoding: bytes[(slash + 1)...], as: UTF8.self)
    }
}
