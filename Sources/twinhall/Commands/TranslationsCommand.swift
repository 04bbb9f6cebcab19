import ArgumentParser

struct TranslationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "translations", abstract: "Gives texts to translators, and takes translations back.",
        discussion: "At the Desk the same is done at /{lang}/desk/translations while the server runs.",
        subcommands: [ExportTranslations.self, ImportTranslations.self])
}
