import ArgumentParser
import Catalogue
import Ledger

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Verifies the journal's chain, every original, and that the catalogue is what the journal gives.",
        discussion: "While a server runs, the catalogue, which is in use then, is left out.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await running {
            let folder = try OpenHall.folder(try await common.settings())
            var findings = try await SQLiteLedger.check(folder)
            var isWhole = true
            if findings.isEmpty {
                do {
                    findings += try await catalogue(of: folder)
                } catch LedgerProblem.inUse(_, let process) {
                    isWhole = false
                    Terminal.complain(
                        "the catalogue was not compared: process \(process.map { "\($0)" } ?? "another") uses it"
                    )
                }
            }
            for finding in findings { Terminal.say("\(finding)") }
            guard findings.isEmpty else {
                Terminal.complain(Terminal.count(findings.count, "finding"))
                throw ExitCode(1)
            }
            let head = await SQLiteLedger.inspect(folder).head
            Terminal.say("All is well\(isWhole ? "" : " as far as it was checked"). Head \(head).")
        }
    }

    private func catalogue(of folder: DataFolder) async throws -> [Finding] {
        let lock = try FolderLock(folder)
        let ledger = try SQLiteLedger(writing: lock)
        let findings = try await Catalogue.check(
            path: folder.catalogue, log: ledger, blobs: FolderBlobs(folder))
        try ledger.close()
        lock.release()
        return findings
    }
}
