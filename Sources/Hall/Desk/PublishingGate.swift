import Catalogue
import Kinds
import Records

/// Asks the one rule of what may become public, wherever the Desk or its clock brings a text nearer to it.
struct PublishingGate {
    let catalogue: Catalogue
    /// The languages of the Hall.
    let languages: [Language]
    /// `yyyymmdd`.
    let day: Int

    /// What keeps a text from the public, each with its field. A text of an unknown kind is refused elsewhere.
    func gaps(of body: [UInt8], kind: String) async throws -> [Problem] {
        guard let record = try KindRegistry.kind(named: kind)?.init(json: body) else { return [] }
        let rule = try await catalogue.read { view in
            try PublishingRule(for: record, languages: languages, day: day) { try view.consent($0) }
        }
        return rule.problems(of: record)
    }
}

extension Desk {
    /// What keeps the newest text of a record from the public.
    func gaps(of stored: StoredRecord) async throws -> [Problem] {
        try await PublishingGate(catalogue: catalogue, languages: languages, day: today)
            .gaps(of: stored.body, kind: stored.kind)
    }
}
