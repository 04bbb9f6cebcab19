package import Records

/// A record that is looked at as if it were public already.
struct Overlay: Sendable {
    let record: PublicRecord
    let slug: String?
    let targets: Set<Code>
}

/// What visitors see of a record now, and what they would see of another version of it.
package struct PublicCopies: Sendable {
    /// `nil` where the record is not public.
    package let now: PublicRecord?
    package let then: PublicRecord
}

extension CatalogueView {
    /// The same snapshot, as it would be with one version of a record before the public.
    ///
    /// The version is cut down to the visitor's copy first, exactly as a publication does it. Lists and sums stay as
    /// they are; only links that name the record, and what points from it at others, are followed anew.
    ///
    /// - Returns: `nil` for a body that cannot be read.
    package func showing(
        _ body: [UInt8], of code: Code, kind: any Kind.Type
    ) throws -> (view: CatalogueView, copies: PublicCopies)? {
        guard let row = PublicRow(kind, body: body, of: code) else { return nil }
        let record = PublicRecord(code: code, kind: row.kind, body: row.body, publishedAt: 0)
        var view = self
        view.overlay = nil
        let now: PublicRecord? =
            if case .here(let record) = try view.presence(of: code) { record } else { nil }
        view.overlay = Overlay(record: record, slug: row.slug, targets: row.targets)
        return (view, PublicCopies(now: now, then: record))
    }
}
