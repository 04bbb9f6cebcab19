/// What somebody typed into a form of the Desk and has not saved: one a person and record.
package struct UnsavedText: Sendable, Hashable {
    /// How many one person may have, and how many bytes each.
    package static let limit = 50
    package static let limitBytes = 1 << 20

    /// Whose it is and of what.
    package struct Place: Sendable, Hashable {
        package let account: AccountID
        /// The record's code; for a record that does not exist yet, its kind.
        package let record: String

        package init(account: AccountID, record: String) {
            self.account = account
            self.record = record
        }
    }

    package let place: Place
    package let kind: String
    /// The number of the revision that the form was made from; 0 for a new record.
    package let base: Int64
    /// The texts of the controls by their paths, as JSON.
    package let texts: [UInt8]
    /// Milliseconds since 1970.
    package let keptAt: Int64

    package init(place: Place, kind: String, base: Int64, texts: [UInt8], keptAt: Int64) {
        self.place = place
        self.kind = kind
        self.base = base
        self.texts = texts
        self.keptAt = keptAt
    }
}
