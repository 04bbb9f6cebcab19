/// A place outside the journal that may hold names and can lose them: autosaved drafts, lists, whatever comes.
package protocol ErasablePlace: Sendable {
    /// A word for it that no other place has.
    var name: String { get }

    /// What holds the name, at most `limit` of it.
    func find(_ search: NameSearch, limit: Int) async throws -> [ErasurePlan.Other]

    /// Erases what was found, from the files as well.
    func erase(_ found: [ErasurePlan.Other], _ search: NameSearch) async throws
}
