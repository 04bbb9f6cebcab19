import Catalogue
import FoundationEssentials
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records
import Translations

/// A file of translations that was looked at and not taken over yet.
struct KeptTranslations: Sendable {
    let name: String
    let entries: [TranslationEntry]
}

/// The way of translations back: what a file would change is shown first, then done in one step.
extension DeskVisit {
    private static var shownRecords: Int { 50 }
    private static var shownProblems: Int { 200 }
    private static var noteLimit: Int { 200 }

    func translationFile() async throws -> DeskAnswer {
        guard rights.role.edits else { return .problem(.forbidden) }
        guard request.posted != nil else { return page(.translationFile(empty(.none))) }
        if let word = request["word"] { return try await takeOver(word) }
        guard let upload = request.files.first(where: { $0.field == "translation" }) else {
            return page(.translationFile(empty(.none)), status: 422)
        }
        switch try Self.read(upload) {
        case .failure(let problem):
            var file = empty(.refused)
            file.name = upload.name
            (file.problems, file.problemCount) = ([shown(problem, known: [])], 1)
            return page(.translationFile(file), status: 422)
        case .success(let entries):
            let plan = try await work.plan(entries)
            var file = try await shown(plan, name: upload.name)
            if plan.problems.isEmpty, plan.records.isEmpty {
                file.state = .same
            } else if plan.problems.isEmpty || plan.isSoundWithoutMoved {
                let kept = KeptTranslations(name: upload.name, entries: entries)
                let word = desk.files.translations.keep(kept, for: signedIn.account.id)
                file.state = .planned(word: word, skipsMoved: !plan.problems.isEmpty)
            }
            return page(.translationFile(file), status: plan.problems.isEmpty ? 200 : 422)
        }
    }

    private func takeOver(_ word: String) async throws -> DeskAnswer {
        guard let kept = desk.files.translations.file(word, of: signedIn.account.id) else {
            return page(.translationFile(empty(.forgotten)), status: 409)
        }
        let skipsMoved = request["rest"] != nil
        let work = work
        let (plan, isDone) = try await desk.appending.run {
            try await work.run(
                kept.entries, skipsMoved: skipsMoved, note: String(kept.name.prefix(Self.noteLimit)),
                author: signedIn.account.id.text, at: desk.now())
        }
        var file = try await shown(plan, name: kept.name)
        if isDone {
            try await desk.tellOfChange()
            file.state = .done
            // What was left out was said before.
            (file.problems, file.problemCount) = ([], 0)
        } else if plan.problems.isEmpty {
            file.state = .same
        }
        return page(.translationFile(file), status: isDone || plan.problems.isEmpty ? 200 : 409)
    }

    private var work: TranslationImport {
        let rights = rights
        return TranslationImport(
            catalogue: desk.catalogue, ledger: desk.ledger, hall: desk.languages
        ) { rights.mayEdit($0) }
    }

    private static func read(
        _ upload: DeskUpload
    ) throws -> Result<[TranslationEntry], TranslationProblem> {
        guard !upload.isTooLarge, upload.size <= TranslationFormat.limitBytes else {
            let words = "it is longer than \(TranslationFormat.limitBytes >> 20) megabytes"
            return .failure(TranslationProblem(line: 1, .unreadable(words)))
        }
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: upload.file.path)))
        do throws(TranslationProblem) {
            return .success(try TranslationFormat.entries(of: bytes))
        } catch {
            return .failure(error)
        }
    }

    // MARK: Showing

    private func empty(_ state: DeskTranslationFile.State) -> DeskTranslationFile {
        DeskTranslationFile(state: state, fileMegabytes: TranslationFormat.limitBytes >> 20)
    }

    private func shown(_ plan: TranslationImport.Plan, name: String) async throws -> DeskTranslationFile {
        var file = empty(.refused)
        file.name = name
        let problems = plan.problems.prefix(Self.shownProblems)
        let codes = Set(problems.compactMap { Code($0.code) })
        let known = try await desk.catalogue.read { view in
            Set(try codes.filter { try view.stored($0) != nil }.map(\.text))
        }
        file.problems = problems.map { shown($0, known: known) }
        file.problemCount = plan.problems.count
        file.records = plan.records.prefix(Self.shownRecords).map { record in
            DeskTranslationFile.Record(
                code: record.stored.code.text, title: row(record.stored).title,
                changes: record.changes.map {
                    DeskChange(
                        path: "\($0.path).\($0.language)", old: $0.old, new: $0.new, language: $0.language)
                })
        }
        (file.recordCount, file.textCount) = (plan.records.count, plan.changeCount)
        (file.unchangedCount, file.untranslatedCount) = (plan.unchanged, plan.untranslated)
        return file
    }

    private func shown(_ problem: TranslationProblem, known: Set<String>) -> DeskTranslationFile.Problem {
        var moved: DeskChange?
        if case .moved(let old, let new, let language) = problem.reason {
            moved = DeskChange(path: problem.field, old: old, new: new, language: language)
        }
        return DeskTranslationFile.Problem(
            line: problem.line, code: String(problem.code.prefix(40)), isKnown: known.contains(problem.code),
            field: String(problem.field.prefix(100)), reason: DeskTranslationFile.Reason(problem.reason),
            moved: moved)
    }
}

extension DeskTranslationFile.Reason {
    fileprivate init(_ reason: TranslationProblem.Reason) {
        switch reason {
        case .unreadable(let words): self = .unreadable(words)
        case .unknownRecord: self = .unknownRecord
        case .deletedRecord: self = .deletedRecord
        case .otherKind(let kind): self = .otherKind(kind)
        case .unknownField: self = .unknownField
        case .sourceLanguage(let tag), .targetLanguage(let tag): self = .language(tag)
        case .sameLanguage: self = .sameLanguage
        case .repeated(let line): self = .repeated(line: line)
        case .inlineElement(let name): self = .inlineElement(name)
        case .text(let reason): self = .text(reason)
        case .forbidden: self = .forbidden
        case .moved: self = .moved
        }
    }
}
