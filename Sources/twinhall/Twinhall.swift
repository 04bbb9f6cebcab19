import ArgumentParser

/// The program: one command a thing that an operator does.
@main
struct Twinhall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "twinhall",
        abstract: "The Twinned Cities Hall of a city, as software.",
        discussion: """
            A Hall lives in a data folder: the journal and the originals are the truth, all else is made from them.
            Every setting can be given as a flag, as an environment variable (--public-url is TWINHALL_PUBLIC_URL) or
            in a JSON file named by --config; a flag wins over the environment, the environment over the file.

            Exit codes: 0 done; 1 problems were found and listed; 2 it could not be done; 64 the command was misused.
            """,
        version: Version.text,
        subcommands: [
            InitCommand.self, ImportCommand.self, ExportCommand.self, CodeCommand.self, ServeCommand.self,
            CheckCommand.self, RebuildCommand.self, BackupCommand.self, RestoreCommand.self,
            EraseCommand.self, TranslationsCommand.self, InterfaceCommand.self,
            UserCommand.self,
        ])
}

/// What this program calls itself; part of every page's ETag.
enum Version {
    static let text = "0.1.0"
}
