import Catalogue
import Kinds
import Ledger
import Records
import TestKit

@testable import Translations

/// A data folder with a real ledger and a catalogue, and what the tests say in it.
final class TranslationBench: Sendable {
    static let german = Language("de")!
    static let hall: [Language] = [.english, .russian, german]

    let ledger: SQLiteLedger
    let catalogue: Catalogue
    private let scratch: ScratchFolder
    private let lock: FolderLock

    init() async throws {
        scratch = try ScratchFolder()
        let folder = try DataFolder.create(at: scratch("hall"))
        lock = try FolderLock(folder)
        ledger = try SQLiteLedger(writing: lock)
        catalogue = try await Catalogue(path: folder.catalogue, log: ledger)
    }

    func save(_ code: Code, _ record: any Kind) async throws {
        let kind = type(of: record)
        try await append(
            Draft(record: code, kind: kind.name, version: kind.version, action: .save, body: record.json))
    }

    func append(_ draft: Draft) async throws {
        _ = try await ledger.append([draft], onto: try await ledger.head(), author: "test", at: 0)
        try await catalogue.catchUp()
    }

    func record<K: Kind>(_ code: Code, _ kind: K.Type) async throws -> K? {
        try await catalogue.read { try $0.stored(code) }.map { try K(json: $0.body) }
    }

    func export(
        _ format: TranslationFormat, to target: Language = german,
        _ change: (inout TranslationExport) -> Void = { _ in }
    ) async throws -> (bytes: [UInt8], outcome: TranslationExport.Outcome) {
        var export = TranslationExport(catalogue: catalogue, from: .english, to: target, hall: Self.hall)
        export.format = format
        change(&export)
        var bytes: [UInt8] = []
        let outcome = try await export.run { bytes += $0 }
        return (bytes, outcome)
    }

    func work(_ mayEdit: @escaping @Sendable (String) -> Bool = { _ in true }) -> TranslationImport {
        TranslationImport(catalogue: catalogue, ledger: ledger, hall: Self.hall, mayEdit: mayEdit)
    }

    /// Takes a file, and says what came of it.
    func take(
        _ bytes: [UInt8], skipsMoved: Bool = false
    ) async throws -> (plan: TranslationImport.Plan, isDone: Bool) {
        try await work().run(
            try TranslationFormat.entries(of: bytes), skipsMoved: skipsMoved, note: "a file", author: "test",
            at: 1)
    }

    func take(_ text: String) async throws -> (plan: TranslationImport.Plan, isDone: Bool) {
        try await take(Array(text.utf8))
    }

    var steps: Int64 { get async throws { try await ledger.head().number.value } }
}

extension Code {
    static func numbered(_ number: Int) -> Code {
        var source = Seeded(number)
        return Code("T00000\(number)") ?? .random(using: &source)
    }
}

func page(_ title: Localized, _ text: Localized) -> Page {
    var page = Page()
    page.slugText = "about"
    page.title = title
    page.text = text
    return page
}
