import ArgumentParser
import Catalogue

struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Makes the catalogue anew from the journal.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await running {
            let hall = try await OpenHall(try await common.settings())
            try await hall.catalogue.rebuild { Terminal.progress("catalogue: \($0) revisions") }
            Terminal.endProgress()
            let counts = try await hall.catalogue.read { try $0.counts() }
            try await hall.close()
            Terminal.say(
                "The catalogue is new: \(counts.records) records, \(counts.published) of them public.")
        }
    }
}
