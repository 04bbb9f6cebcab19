import ArgumentParser
import Ledger

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Makes the data folder of a new Hall.")

    @Option(help: "The data folder of the Hall.")
    var data: String?

    @Option(help: "A JSON file with settings under the names of their flags.")
    var config: String?

    func run() async throws {
        try await running {
            let path = try await SettingsSource(file: config).text(.data, flag: data) ?? "./data"
            let folder = try DataFolder.create(at: path)
            Terminal.say(
                "A new Hall is in \(folder.path). Fill it with 'twinhall import PACKAGE --data \(folder.path)'."
            )
        }
    }
}
