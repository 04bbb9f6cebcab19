import ArgumentParser
import FoundationEssentials

struct InterfaceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interface", abstract: "Gives out the phrases of the interface for correction.",
        subcommands: [ExportInterface.self])
}

struct ExportInterface: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the phrases of a language as a PO catalogue.",
        discussion: """
            Correct it with any PO editor, put it into a copy of the resources as locale/LANGUAGE.po, and name that copy \
            with --resources. A catalogue that cannot be read is refused at the start, with its line.
            """)

    @Option(help: "The language, such as de.")
    var language: String

    @Argument(help: "The file to write; it must not be there yet.")
    var file: String

    @Option(help: "The folder with the look and the phrases; beside the program by default.")
    var resources: String?

    func run() async throws {
        try await running {
            let folder = try Resources.find(
                try await SettingsSource(file: nil).text(.resources, flag: resources))
            let known = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/locale")
                .filter { $0.hasSuffix(".po") }.map { String($0.dropLast(3)) }.sorted()
            guard known.contains(language) else {
                throw Failure(
                    "there are no phrases in '\(language)': choose of \(known.joined(separator: ", "))")
            }
            let bytes = try Data(contentsOf: URL(filePath: "\(folder)/locale/\(language).po"))
            try NewFile.write([UInt8](bytes), to: file)
            Terminal.say("Wrote the phrases in \(language) to \(file).")
        }
    }
}
