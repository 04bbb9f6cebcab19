import ArgumentParser
import Catalogue
import ContentPackages
import Erasure
import FoundationEssentials
import Hall
import Imaging
import Ledger
import Localisation
import Office

/// A data folder in use: the lock, the journal, the originals, the catalogue, the imaging processes.
struct OpenHall {
    let folder: DataFolder
    let lock: FolderLock
    let ledger: SQLiteLedger
    let blobs: FolderBlobs
    let incoming: IncomingFiles
    let catalogue: Catalogue
    let workers: PictureWorkers
    let shelf: PictureShelf

    /// Takes the folder for this process alone and brings its catalogue up to date.
    init(
        _ settings: CommonSettings, observe: @escaping @Sendable (PictureWorker.Event) -> Void = { _ in },
        tell: @escaping @Sendable (TilePackProblem) -> Void = { _ in }
    ) async throws {
        folder = try OpenHall.folder(settings)
        lock = try FolderLock(folder)
        ledger = try SQLiteLedger(writing: lock)
        let blobs = FolderBlobs(folder)
        self.blobs = blobs
        try await blobs.removeLeftovers(lock)
        incoming = IncomingFiles(folder)
        try await incoming.removeLeftovers(lock)
        catalogue = try await Catalogue(path: folder.catalogue, log: ledger) { applied in
            Terminal.progress("catalogue: \(applied) revisions")
        }
        Terminal.endProgress()
        var imaging = PictureWorker.Settings()
        if let executable = settings.imaging { imaging.executable = executable }
        workers = PictureWorkers(settings: imaging, observe: observe)
        let packs = PackFolder(root: folder.packs)
        packs.removeUnfinished()
        // An erasure that was interrupted may have left them.
        for blob in try ledger.erasedBlobs() where try await !blobs.contains(blob) {
            if let hash = PictureHash(blob.description) { try packs.remove(hash) }
        }
        shelf = PictureShelf(packs: packs, workers: workers, tell: tell) { blobs.path(of: $0) }
    }

    /// What looks for people and erases them.
    func eraser(_ office: OfficeStore?) -> Eraser {
        var eraser = Eraser(ledger: ledger, blobs: blobs, catalogue: catalogue)
        let (shelf, folder) = (shelf, folder)
        eraser.oldFolders = { folder.keptByRestores }
        eraser.dropPack = { try await shelf.drop($0) }
        if let office {
            eraser.places = [OfficeWords(office)]
            eraser.accounts = { try await office.accounts().flatMap { [$0.name, $0.login] } }
        }
        return eraser
    }

    static func folder(_ settings: CommonSettings) throws -> DataFolder { try folder(at: settings.data) }

    static func folder(at path: String) throws -> DataFolder {
        do {
            return try DataFolder.open(at: path)
        } catch .notADataFolder(let path, let reason) {
            throw Failure(
                "\(path) is not a data folder (\(reason)): make one with 'twinhall init --data \(path)'")
        }
    }

    func close() async throws {
        await workers.stop()
        try await catalogue.close()
        try ledger.close()
        lock.release()
    }

    /// Milliseconds since 1970, the claim of time that a revision carries.
    static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1_000) }
}

/// Runs a command's work and turns what it throws into a sentence and an exit code.
func running(_ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch let code as ExitCode {
        throw code
    } catch let problem as any ToldToOperator {
        Terminal.endProgress()
        Terminal.complain(problem.description)
        throw ExitCode(2)
    }
}

/// Problems whose description is a sentence for the operator; any other is a fault of the program, shown raw.
protocol ToldToOperator: Error, CustomStringConvertible {}

extension Failure: ToldToOperator {}
extension LedgerProblem: ToldToOperator {}
extension PackageFailure: ToldToOperator {}
extension Catalogues.Problem: ToldToOperator {}
extension Accessibility.Problem: ToldToOperator {}
