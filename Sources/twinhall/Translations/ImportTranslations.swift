import ArgumentParser
import Ledger
import Records
import Translations

struct ImportTranslations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Takes a file of translations into the Hall: all of it or nothing.",
        discussion: """
            XLIFF 2.0 or a table, as 'twinhall translations export' writes them. Every problem is listed, each with its \
            line, record, field and reason. What is taken is saved and not published. The same file twice changes nothing.
            """)

    @Argument(help: "The file.")
    var file: String

    @Flag(help: "Only say what would change.")
    var dryRun = false

    @Flag(help: "Leave out records whose source has changed since the file was made.")
    var skipMoved = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await running {
            let entries = try read()
            let settings = try await common.settings()
            let hall = try await OpenHall(settings)
            do {
                try await take(entries, into: hall, try await HallLanguages.read(hall, settings))
            } catch {
                try await hall.close()
                throw error
            }
            try await hall.close()
        }
    }

    private func read() throws -> [TranslationEntry] {
        let opened = try OpenFile.plain(file)
        guard try opened.size() <= Int64(TranslationFormat.limitBytes) else {
            throw Failure("\(file) is longer than \(TranslationFormat.limitBytes >> 20) megabytes")
        }
        do throws(TranslationProblem) {
            let bytes: [UInt8]
            do throws(LedgerProblem) { bytes = try opened.read(TranslationFormat.limitBytes) } catch {
                throw TranslationProblem(line: 1, .unreadable("\(error)"))
            }
            return try TranslationFormat.entries(of: bytes)
        } catch {
            Terminal.say("\(file): \(error)")
            throw ExitCode(1)
        }
    }

    private func take(
        _ entries: [TranslationEntry], into hall: OpenHall, _ languages: [Language]
    ) async throws {
        let work = TranslationImport(catalogue: hall.catalogue, ledger: hall.ledger, hall: languages)
        let plan: TranslationImport.Plan
        var isDone = false
        if dryRun {
            plan = try await work.plan(entries)
        } else {
            let name = file.split(separator: "/").last.map { String($0.prefix(200)) }
            (plan, isDone) = try await work.run(
                entries, skipsMoved: skipMoved, note: name, author: "cli", at: OpenHall.now)
        }
        for problem in plan.problems { tell(problem) }
        let summary =
            "\(Terminal.count(plan.changeCount, "text")) of \(Terminal.count(plan.records.count, "record")) changed, "
            + "\(plan.unchanged) unchanged, \(plan.untranslated) without a translation"
        if isDone {
            Terminal.say("Imported \(file): \(summary). Head \(try await hall.ledger.head()).")
        } else if plan.problems.isEmpty {
            Terminal.say("\(file) is sound: \(summary). Nothing was changed.")
        }
        guard !plan.problems.isEmpty else { return }
        Terminal.complain(
            "\(Terminal.count(plan.problems.count, "problem")) in \(file)"
                + (isDone ? ": these records were left out" : ": nothing was imported"))
        throw ExitCode(1)
    }

    /// A problem, and of a source that has changed what it was and what it is.
    private func tell(_ problem: TranslationProblem) {
        Terminal.say("\(file): \(problem)")
        guard case .moved(let old, let new, _) = problem.reason else { return }
        let words = WordDiff(from: old, to: new).parts.map { part in
            switch part {
            case .same(let text): text
            case .removed(let text): "[-\(text)-]"
            case .added(let text): "{+\(text)+}"
            }
        }
        Terminal.say("    " + words.joined().replacing("\n", with: "\n    "))
    }
}
