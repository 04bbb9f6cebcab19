import Catalogue
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// Two versions of a record side by side.
extension DeskVisit {
    /// - Parameters:
    ///   - from: a step of the journal; 0 is the version before `to`.
    ///   - to: a step of the journal; 0 is the newest version.
    func compare(_ text: String, from: Int64, to: Int64) async throws -> DeskAnswer {
        guard request.posted == nil, let (stored, type) = try await found(text) else {
            return .problem(.notFound)
        }
        let new = to == 0 ? stored.saved : RevisionNumber(to)
        guard let later = try await version(new, of: stored) else { return .problem(.notFound) }
        let earlier =
            from == 0
            ? try await version(of: stored.code, before: later.number) ?? later
            : try await version(RevisionNumber(from), of: stored)
        guard let earlier else { return .problem(.notFound) }
        // Whichever was chosen first: a change is told forwards.
        let pair = earlier.number <= later.number ? (earlier, later) : (later, earlier)
        let reading = VersionReading(type, audience: rights.audience, t)
        let texts = (reading.texts(pair.0.body), reading.texts(pair.1.body))
        let titles = try await titles(reading.codes(in: [texts.0, texts.1]))
        let names = try await names()
        return page(
            .comparison(
                DeskComparison(
                    code: stored.code.text, title: title(of: stored, type), from: stamp(pair.0, names),
                    to: stamp(pair.1, names), changes: reading.changes(texts.0, texts.1, at: "", titles),
                    same: reading.same(texts.0, texts.1, titles))))
    }

    /// A version of a record's texts, or the one that a publication or a judgement names.
    private func version(_ number: RevisionNumber, of stored: StoredRecord) async throws -> Revision? {
        guard let revision = try await desk.ledger.revision(number), revision.record == stored.code,
            revision.kind == stored.kind
        else { return nil }
        guard revision.action != .save else { return revision }
        guard revision.action.target != .zero else { return nil }
        return try await desk.ledger.revision(revision.action.target)
    }
}
