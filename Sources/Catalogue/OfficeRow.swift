import Kinds
import Ledger
import Records

/// What the office's tables hold of a saved body, besides the body.
struct OfficeRow: Sendable {
    var slug: String?
    /// The languages in which every text speaks that visitors may see: `en,ru`.
    var languages = ""
    /// The words for the office's search: all that the staff may see, and of these the ones that visitors may not.
    private var words = ""
    private var hiddenWords = ""
    /// The records it points at, in any field.
    private(set) var targets: Set<Code> = []

    /// A payload that cannot be read has neither address nor words; `check` names it.
    init() {}

    init(_ kind: any Kind.Type, body: [UInt8]) {
        self.init()
        if let record = try? kind.init(json: body) { self = OfficeRow(record) }
    }

    init(_ record: some Kind) {
        slug = record.slug?.text
        let shown = record.seen(by: .visitor).contents
        languages = shown.languages.map(\.tag).sorted().joined(separator: ",")
        let all = record.seen(by: .staff).contents.texts.map(\.text)
        words = Self.words(all)
        let shownTexts = Set(shown.texts.map(\.text))
        hiddenWords = Self.words(all.filter { !shownTexts.contains($0) })
        targets = Set(record.contents.references.map(\.code))
    }

    /// What the office's own index holds: nothing that the public one has already.
    func words(isPublic: Bool) -> String { isPublic ? hiddenWords : words }

    private static func words(_ texts: [String]) -> String {
        SearchText.indexed(texts.joined(separator: " · "))
    }
}

/// What the office's search and links hold of a record; nothing of a deleted one.
struct OfficeTrace {
    var words = ""
    var targets: Set<Code> = []

    init() {}

    init(_ row: OfficeRow, isPublic: Bool, _ own: Code?) {
        words = row.words(isPublic: isPublic)
        targets = row.targets
        if let own { targets.remove(own) }
    }
}

/// Where a record stands between a draft and the public, for its newest save.
///
/// The raw values are stored.
package enum Review: Int, Sendable, CaseIterable {
    /// Nobody has asked for a second pair of eyes.
    case none
    case waiting
    /// Given back to be worked on.
    case sentBack
    case approved
}
