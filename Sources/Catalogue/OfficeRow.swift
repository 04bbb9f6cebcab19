import Kinds
import Ledger
import Records

/// What the office's tables hold of a saved body, besides the body.
struct OfficeRow: Sendable {
    var slug: String?
    /// The languages in which every text speaks that visitors may see: `en,ru`.
    var languages = ""
    /// What it lacks before it can be public, where that is asked.
    var gaps: String?
    /// From which day a consent covers nothing on the site any more.
    var ends: Int?
    /// The consents it names.
    var consents: [Code] = []
    /// The words for the office's search: all that the staff may see, and of these the ones that visitors may not.
    private var words = ""
    private var hiddenWords = ""

    /// A payload that cannot be read has neither address nor words; `check` names it.
    init() {}

    init(_ kind: any Kind.Type, body: [UInt8]) {
        self.init()
        if let record = try? kind.init(json: body) { self = OfficeRow(record) }
    }

    init(_ record: some Kind) {
        slug = record.slug?.text
        let shown = record.seen(by: .visitor).contents
        languages =
            type(of: record).isOfficeOnly
            ? Self.speaksToNobody : shown.languages.map(\.tag).sorted().joined(separator: ",")
        gaps = (record as? any Gated)?.gapMarks.text
        ends = (record as? Consent)?.siteEnds
        consents = Set(PublishingRule.consents(of: record)).sorted { $0.text < $1.text }
        let all = record.seen(by: .staff).contents.texts.map(\.text)
        words = Self.words(all)
        let shownTexts = Set(shown.texts.map(\.text))
        hiddenWords = Self.words(all.filter { !shownTexts.contains($0) })
    }

    /// What the office's own index holds: nothing that the public one has already.
    func words(isPublic: Bool) -> String { isPublic ? hiddenWords : words }

    /// Instead of languages, where no text has a visitor who would miss one.
    static let speaksToNobody = "-"

    private static func words(_ texts: [String]) -> String {
        SearchText.indexed(texts.joined(separator: " · "))
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
