import FoundationEssentials
import Ledger

/// The hash of a closed catalogue, kept beside it: it tells of a changed bit that no row shows, as in a free page.
///
/// There is none while the catalogue is open, or after its process was killed; then only the rows are compared.
struct CatalogueSeal {
    /// The catalogue's file.
    let path: String

    private var file: String { path + ".sha256" }

    /// Notes what the file holds now. That it cannot be noted is no reason to fail: the rows are compared anyway.
    func write() {
        guard let hash = try? Hash(ofFileAt: path) else { return }
        try? Data("\(hash)\n".utf8).write(to: URL(filePath: file))
    }

    /// To be called before anything is written into the catalogue.
    func remove() { try? FileManager.default.removeItem(atPath: file) }

    /// Whether the file is another one than when it was closed.
    var isBroken: Bool {
        guard let noted = try? String(contentsOfFile: file, encoding: .utf8) else { return false }
        return (try? Hash(ofFileAt: path)).map { "\($0)\n" } != noted
    }
}
