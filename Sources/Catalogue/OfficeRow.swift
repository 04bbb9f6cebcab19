import Kinds
import Ledger
import Prose
import Records
import Search

/// What the office's tables hold of a saved body, besides the body.
struct OfficeRow: Sendable {
    /// What the office's search holds of a record.
    struct Words: Sendable, Hashable {
        var kind = ""
        var names = ""
        var body = ""

        var isEmpty: Bool { names.isEmpty && body.isEmpty }
    }

    /// How many names of a record can be searched for, and how many bytes of each.
    private static let nameLimit = 50
    private static let nameBytes = 300

    var slug: String?
    /// The texts that are translated: those that visitors may see.
    private(set) var texts: [Contents.Translated] = []
    private(set) var kind = ""
    private(set) var isOfficeOnly = false
    /// The record's names in every language.
    private var names = ""
    /// What it lacks before it can be public, where that is asked.
    var gaps: String?
    /// From which day one that holds for a time does not hold any more.
    var ends: Int?
    /// The words for the office's search: all that the staff may see, and of these the ones that visitors may not.
    private var words = ""
    private var hiddenWords = ""
    /// The records it points at, in any field.
    private(set) var targets: Set<Code> = []
    /// The originals it holds, in any field.
    private(set) var files: Set<Hash> = []

    /// A payload that cannot be read has neither address nor words; `check` names it.
    init() {}

    init(_ kind: any Kind.Type, body: [UInt8]) {
        self.init()
        if let record = try? kind.init(json: body) { self = OfficeRow(record) }
    }

    init<K: Kind>(_ record: K) {
        slug = record.slug?.text
        kind = K.name
        names = Self.names(of: record).map { Terms.indexed($0, in: nil) }.joined(separator: " ")
        let shown = record.seen(by: .visitor).contents
        texts = shown.translated
        isOfficeOnly = K.isOfficeOnly
        gaps = (record as? any Gated)?.gapMarks.text
        ends = (record as? any Lapsing)?.lapsesOn
        let all = record.seen(by: .staff).contents.texts
        words = Self.words(all)
        let shownTexts = Set(shown.texts.map(\.text))
        hiddenWords = Self.words(all.filter { !shownTexts.contains($0.text) })
        let contents = record.contents
        targets = Set(contents.references.map(\.code))
        files = Set(contents.media.compactMap { Hash(hex: $0.blob) })
    }

    /// The texts of a body that are translated; none of one that cannot be read.
    static func texts(of body: [UInt8], _ kind: String) -> [Contents.Translated] {
        guard let type = KindRegistry.kind(named: kind), let record = try? type.init(json: body) else {
            return []
        }
        return texts(of: record)
    }

    static func texts(of record: some Kind) -> [Contents.Translated] {
        record.seen(by: .visitor).contents.translated
    }

    /// What a record is called, in any language.
    static func names(of record: some Kind) -> [String] {
        let titles = record.title.languages.compactMap { record.title[$0] }
        return (titles + record.otherNames).prefix(nameLimit).map {
            String(decoding: $0.utf8.prefix(nameBytes), as: UTF8.self)
        }
    }

    static func names(ofKind name: String, body: [UInt8]) -> [String] {
        // A body that cannot be read has no names; `check` tells of it.
        guard let kind = KindRegistry.kind(named: name), let record = try? kind.init(json: body) else {
            return []
        }
        return names(of: record)
    }

    /// What the office's own index holds: the names, by which links are made, and of the other words nothing that the
    /// public index has already.
    func words(isPublic: Bool) -> Words {
        Words(kind: kind, names: names, body: isPublic ? hiddenWords : words)
    }

    private static func words(_ texts: [Contents.Text]) -> String {
        texts.map { Terms.indexed($0.words, in: $0.language) }.joined(separator: " ")
    }
}

extension Contents.Text {
    /// The words without the marks of Markdown.
    var words: String { isProse ? Prose(text).plain : text }
}

/// What the office's search, links, files and translations hold of a record; nothing of a deleted one.
struct OfficeTrace {
    var words = OfficeRow.Words()
    var targets: Set<Code> = []
    var files: Set<Hash> = []
    var kind = ""
    /// As `TranslationMarks` write it.
    var translations = ""

    init() {}

    init(translations: String) { self.translations = translations }

    init(_ row: OfficeRow, isPublic: Bool, _ own: Code?) {
        words = row.words(isPublic: isPublic)
        targets = row.targets
        files = row.files
        kind = row.kind
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
