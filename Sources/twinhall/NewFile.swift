import FoundationEssentials

/// Files that commands write.
enum NewFile {
    /// Writes a file that must not be there yet.
    static func write(_ bytes: [UInt8], to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Failure("\(path) is there already: name another file")
        }
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .withoutOverwriting)
        } catch {
            throw Failure(
                "\(path) cannot be written: its folder is not there, may not be written, or is full")
        }
    }
}
