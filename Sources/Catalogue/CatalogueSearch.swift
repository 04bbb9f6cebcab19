import GRDB
import Kinds
import Ledger
package import Records
package import Search

/// A page of the answers to a question.
package struct Answers: Sendable {
    package let records: [PublicRecord]
    /// What was asked, with all that was looked for.
    package let question: Question
    /// How many records answer, and how many would if the question were not narrowed.
    package let total, all: Int
    package let facets: Facets
    /// Whether another page follows this one.
    package let goesOn: Bool

    /// What was asked, as a record writes the words that were mistyped; `nil` where none was.
    package var mended: String? {
        guard let first = records.first, question.words.contains(where: { !$0.mendings.isEmpty }) else {
            return nil
        }
        return question.spelled(by: first.searchTexts.map { ($0.words, $0.language) })
    }
}

extension CatalogueView {
    /// How many of the records that answer a question are weighed against each other. Weighing takes more than a
    /// microsecond a record, and nobody reads further.
    package static var weighedLimit: Int { 1_000 }

    /// The public records that answer a question, best first.
    package func search(
        _ text: String, in languages: [Language], narrowedTo narrowing: Narrowing = Narrowing(),
        offset: Int = 0,
        limit: Int
    ) throws -> Answers {
        let inquiry = try Inquiry(text, in: languages, db)
        let (hits, sieve) = try inquiry.answers(narrowedTo: narrowing)
        return Answers(
            records: try records(of: hits.dropFirst(offset).prefix(limit)), question: inquiry.question,
            total: sieve.total, all: sieve.all,
            facets: try sieve.facets(), goesOn: hits.count > offset + limit)
    }
}

extension CatalogueView {
    /// What a question that is still being typed may be about, best first: its last word may be the beginning of one.
    package func suggestions(
        for text: String, in languages: [Language], limit: Int
    ) throws -> (records: [PublicRecord], question: Question) {
        let inquiry = try Inquiry(text, in: languages, isUnfinished: true, db)
        let hits = try inquiry.answers(narrowedTo: Narrowing()).hits
        return (try records(of: hits.prefix(limit)), inquiry.question)
    }

    private func records(of hits: some Sequence<Inquiry.Hit>) throws -> [PublicRecord] {
        let select = try db.cachedStatement(
            sql: "SELECT code, kind, body, publishedAt FROM public WHERE id = ?")
        return try hits.compactMap { hit in
            try Row.fetchOne(select, arguments: [hit.id]).map(record)
        }
    }
}

extension PublicRecord {
    fileprivate var searchTexts: [Contents.Text] { searched.map(\.contents.searchTexts) ?? [] }

    /// A body that cannot be read holds no words; `check` tells of it.
    private var searched: (any Kind)? {
        KindRegistry.kind(named: kind).flatMap { kind in try? kind.init(json: body) }
    }

    /// Where its text answers a question best: in the language that comes first, and there with most of the words. Its
    /// titles are left out: one of them stands above.
    package func passage(
        for question: Question, in languages: [Language]
    ) -> (passage: Passage, language: Language?)? {
        guard let record = searched else { return nil }
        let titles = Set(record.title.languages.compactMap { record.title[$0] } + record.otherNames)
        var best: (passage: Passage, language: Language?, place: Int)?
        for text in record.contents.searchTexts where !titles.contains(text.text) {
            let place = text.language.flatMap { languages.firstIndex(of: $0) } ?? languages.count
            guard let passage = Passage(of: text.words, in: text.language, for: question) else { continue }
            if best.map({ (place, -passage.held) < ($0.place, -$0.passage.held) }) ?? true {
                best = (passage, text.language, place)
            }
        }
        return best.map { ($0.passage, $0.language) }
    }
}
