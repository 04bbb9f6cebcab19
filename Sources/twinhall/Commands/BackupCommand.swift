import ArgumentParser
import Ledger

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Writes everything that cannot be made again into one file.",
        discussion:
            "It may run while a server does. The file is an ordinary tar archive with a manifest of hashes.")

    @Argument(help: "The file to write.")
    var file: String

    @Flag(help: "Replace the file when it is there.")
    var force = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await running {
            let folder = try OpenHall.folder(try await common.settings())
            let backup = try await folder.backup(to: file, force: force)
            Terminal.say(
                "Backed up \(backup.blobCount) originals and the journal to \(file), \(backup.byteCount) bytes. "
                    + "Head \(backup.head).")
        }
    }
}
