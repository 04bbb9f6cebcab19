import ArgumentParser
import Catalogue
import ContentPackages

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes all records and originals as a content package.")

    @Argument(help: "A new or empty folder.")
    var folder: String

    @Flag(help: "Leave out the originals of photos on which people were made unrecognisable.")
    var withoutClosedOriginals = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await running {
            let hall = try await OpenHall(try await common.settings())
            var export = PackageExport(catalogue: hall.catalogue, blobs: hall.blobs)
            export.leavesClosedOriginals = withoutClosedOriginals
            let outcome = try await export.run(into: folder) { Terminal.progress("records: \($0)") }
            Terminal.endProgress()
            try await hall.close()
            for code in outcome.unknown {
                Terminal.complain("record \(code) is of a newer program and was left out")
            }
            Terminal.say("Exported \(outcome.records) records and \(outcome.media) files to \(folder).")
        }
    }
}
