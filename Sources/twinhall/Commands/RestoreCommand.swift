import ArgumentParser
import Ledger

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Makes a data folder from a backup, after verifying all of it.",
        discussion:
            "A damaged backup is refused. An existing data folder is replaced only with --replace, and kept.")

    @Argument(help: "The file that 'twinhall backup' wrote.")
    var file: String

    @Flag(help: "Replace the data folder; the old one is kept beside it.")
    var replace = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await running {
            let settings = try await common.settings()
            let restored: Restored
            do throws(LedgerProblem) {
                restored = try await DataFolder.restore(
                    file, into: settings.data, replacing: replace, at: OpenHall.now)
            } catch .exists(let path) {
                throw Failure(
                    "\(path) exists already: --replace puts the backup in its place and keeps it beside")
            }
            Terminal.say(
                "Restored \(restored.blobCount) originals and the journal to \(restored.folder.path). "
                    + "Head \(restored.head).")
            if let previous = restored.previous {
                Terminal.say("The folder before it is kept as \(previous).")
            }
            if !restored.redactedAgain.isEmpty {
                Terminal.say(
                    "\(restored.redactedAgain.count) redactions younger than the backup were applied again.")
            }
        }
    }
}
