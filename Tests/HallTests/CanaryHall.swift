import Catalogue
import FoundationEssentials
import Hall
import Imaging
import Kinds
import Ledger
import Localisation
import Pages
import Records

/// A real Hall in a temporary folder, whose internal fields and unpublished records hold words that no visitor may
/// ever read.
struct CanaryHall {
    /// The beginning of every word that must not come out.
    static let canary = "zqcanary"

    let folder: URL
    let site: HallSite
    let worker: PictureWorker
    let ledger: SQLiteLedger
    let shelf: PictureShelf
    let catalogue: Catalogue
    let files: DeskFiles
    let blobs: FolderBlobs
    let phrases: Catalogues
    let accessibility: Accessibility
    /// The journal as it was filled.
    let head: Head
    /// The canaries in fields that only the protocol officer may see.
    let protocolCanaries: Set<String>
    /// All canaries there are.
    let canaries: Set<String>
    /// One public record of every kind, by kind.
    let shown: [String: Code]
    /// The same again, never published.
    let hidden: [String: Code]
    /// The same again, published once and withdrawn.
    let withdrawn: [String: Code]

    /// The root of the source tree.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "twinhall-canary-\(UUID().uuidString)")
        let data = try DataFolder.create(at: folder.path)
        let lock = try FolderLock(data)
        ledger = try SQLiteLedger(writing: lock)
        let blobs = FolderBlobs(data)
        self.blobs = blobs
        let original = Self.root.appending(path: "demo/perm/media/books.png").path
        let blob = try await blobs.store(fileAt: original)

        var samples = Samples(blob: blob.description)
        (shown, hidden, withdrawn) = try await samples.fill(ledger)
        head = try await ledger.head()
        (canaries, protocolCanaries) = try await Self.canaries(in: ledger)
        catalogue = try await Catalogue(path: data.catalogue, log: ledger)
        worker = PictureWorker()
        shelf = PictureShelf(packs: PackFolder(root: data.packs), workers: PictureWorkers([worker])) {
            blobs.path(of: $0)
        }
        files = DeskFiles(incoming: IncomingFiles(data), blobs: blobs, imaging: worker, shelf: shelf)
        let resources = Self.root.appending(path: "Resources").path
        phrases = try Catalogues(folder: "\(resources)/locale")
        accessibility = try Accessibility(folder: "\(resources)/Accessibility")
        site = try await HallSite(
            catalogue: catalogue, phrases: phrases, shelf: shelf,
            look: try Look(folder: "\(resources)/assets"), accessibility: accessibility,
            publicURL: "https://hall.example")
    }

    /// All canaries, and those that a member of the staff does not find in any record as they may see it.
    private static func canaries(
        in ledger: SQLiteLedger
    ) async throws -> (all: Set<String>, hidden: Set<String>) {
        func canaries(_ record: any Kind) -> Set<String> {
            let text = String(decoding: record.json, as: UTF8.self)
            return Set(
                text.split(separator: canary).dropFirst().map { canary + $0.prefix { $0 != "x" } + "x" })
        }
        var found: Set<String> = []
        var seen: Set<String> = []
        for revision in try await ledger.revisions(after: .zero, limit: 10_000) {
            guard let body = revision.body, let kind = KindRegistry.kind(named: revision.kind) else {
                continue
            }
            let record = try kind.init(json: body)
            found.formUnion(canaries(record))
            seen.formUnion(canaries(record.seen(by: .staff)))
        }
        return (found, found.subtracting(seen))
    }

    func remove() async {
        await worker.stop()
        // A leftover in the system's temporary folder harms nobody.
        try? FileManager.default.removeItem(at: folder)
    }
}

/// One full record of every kind, in three states.
struct Samples {
    private let blob: String
    private var number = 0
    private var generator = SystemRandomNumberGenerator()

    init(blob: String) { self.blob = blob }

    enum State: String, CaseIterable { case shown, hidden, withdrawn }

    mutating func fill(
        _ ledger: SQLiteLedger
    ) async throws -> (shown: [String: Code], hidden: [String: Code], withdrawn: [String: Code]) {
        var codes: [State: [String: Code]] = [:]
        for state in State.allCases {
            for kind in KindRegistry.all {
                codes[state, default: [:]][kind.name] = Code.random(using: &generator)
            }
        }
        var drafts: [Draft] = []
        let base = try await ledger.head()
        for state in State.allCases {
            // There is one Hall; it is always shown.
            for kind in KindRegistry.all where state == .shown || kind.name != Hall.name {
                let record = try self.record(kind, state, codes)
                guard let code = codes[state]?[kind.name] else { continue }
                func append(_ action: Action, body: [UInt8]? = nil) {
                    drafts.append(
                        Draft(
                            record: code, kind: kind.name, version: kind.version, action: action, body: body))
                }
                append(.save, body: record.json)
                // Nothing publishes what is for the office alone.
                guard state != .hidden, !kind.isOfficeOnly else { continue }
                append(.publish(base.number + drafts.count))
                if state == .withdrawn { append(.withdraw) }
                // A draft after the publication: the public still has the old words.
                if state == .shown {
                    append(.save, body: try self.record(kind, .shown, codes, isDraft: true).json)
                }
            }
        }
        _ = try await ledger.append(drafts, onto: base, author: "test", at: 0)
        return (codes[.shown] ?? [:], codes[.hidden] ?? [:], codes[.withdrawn] ?? [:])
    }

    /// A record of a kind with every field that this file knows filled.
    private mutating func record(
        _ kind: any Kind.Type, _ state: State, _ codes: [State: [String: Code]], isDraft: Bool = false
    ) throws -> any Kind {
        let isPublic = state == .shown && !isDraft && !kind.isOfficeOnly
        var text = Samples.json[kind.name] ?? "{}"
        text = numbered(text, "SECRET") { $0.canary() }
        text = numbered(text, "PUBLIC") { isPublic ? $0.words() : $0.canary() }
        for (name, code) in codes[state == .shown ? .shown : state] ?? [:] {
            text = text.replacing("@hidden-\(name)@", with: codes[.hidden]?[name]?.text ?? "")
            text = text.replacing("@\(name)@", with: name == Hall.name ? "" : code.text)
        }
        text = text.replacing("SLUG", with: "\(state.rawValue)-\(kind.name)").replacing("BLOB", with: blob)
        return try kind.init(json: Array(text.utf8))
    }

    /// The text with each occurrence of a mark replaced by a word of its own.
    private mutating func numbered(_ text: String, _ mark: String, _ word: (inout Samples) -> String)
        -> String
    {
        var parts = text.split(separator: mark, omittingEmptySubsequences: false)[...]
        var result = String(parts.removeFirst())
        for part in parts { result += word(&self) + part }
        return result
    }

    private mutating func words() -> String {
        number += 1
        return "Words \(number)"
    }

    private mutating func canary() -> String {
        number += 1
        return "\(CanaryHall.canary)\(number)x"
    }

    /// `SECRET` stands for a canary always, `PUBLIC` for one in all that is not published, `@kind@` for the record of
    /// that kind in the same state, `@hidden-kind@` for the unpublished one.
    static let json: [String: String] = [
        "hall": """
        {"name": {"ru": "PUBLIC", "en": "PUBLIC"}, "homeCity": "@city@", "introduction": {"ru": "PUBLIC"},
        "address": {"en": "PUBLIC"}, "hours": {"en": "PUBLIC"}, "contact": {"en": "PUBLIC"},
        "visit": {"en": "PUBLIC"}, "languages": ["ru", "en"], "fallbacks": ["en"],
        "photo": "@photo@", "internalNote": "SECRET"}
        """,
        "city": """
        {"slug": "SLUG", "name": {"ru": "PUBLIC", "en": "PUBLIC"},
        "names": [{"name": "PUBLIC", "language": "de", "note": {"en": "PUBLIC"}}],
        "country": "DE", "region": [{"value": {"en": "PUBLIC"}, "note": {"en": "PUBLIC"}}],
        "introduction": {"en": "PUBLIC"}, "photo": "@photo@",
        "sources": [{"title": {"en": "PUBLIC"}}], "internalNote": "SECRET"}
        """,
        "partnership": """
        {"title": {"en": "PUBLIC"}, "first": {"city": "@city@", "types": [{"value": "twin-city",
        "note": {"en": "PUBLIC"}}]}, "second": {"city": "@hidden-city@",
        "statuses": [{"status": "active", "text": {"en": "PUBLIC"}, "sources": [{"title": {"en": "PUBLIC"}}]}]},
        "acts": [{"type": "contact", "rail": "both", "text": {"en": "PUBLIC"},
        "sources": [{"title": {"en": "PUBLIC"}}]}], "note": {"en": "PUBLIC"}, "internalNote": "SECRET"}
        """,
        "organisation": """
        {"slug": "SLUG", "name": {"en": "PUBLIC"}, "city": "@city@", "text": {"en": "PUBLIC"},
        "internalNote": "SECRET"}
        """,
        "person": """
        {"slug": "SLUG", "name": {"en": "PUBLIC"}, "basis": "office", "office": {"en": "PUBLIC"},
        "organisation": "@hidden-organisation@", "city": "@city@", "text": {"en": "PUBLIC"}, "contact": "SECRET",
        "internalNote": "SECRET"}
        """,
        "gift": """
        {"slug": "SLUG", "title": {"ru": "PUBLIC"}, "direction": "received", "city": "@city@",
        "giver": {"en": "PUBLIC"}, "presented": [{"value": "2018", "note": {"en": "PUBLIC"}}],
        "text": {"en": "PUBLIC"}, "counterGift": "@hidden-gift@", "photos": ["@photo@", "@hidden-photo@"],
        "visit": "@visit@", "speech": [{"words": "PUBLIC", "language": "de"}], "type": {"en": "PUBLIC"},
        "parts": [{"number": "PUBLIC", "title": {"en": "PUBLIC"}}], "documents": ["@hidden-document@"],
        "location": "SECRET", "valuation": "SECRET", "movements": [{"date": "2019", "to": "SECRET"}],
        "conditions": [{"date": "2019", "state": "good", "text": "SECRET"}], "hazards": "SECRET",
        "permission": "SECRET", "case": {"register": "SECRET", "valuations": [{"date": "2019", "amount": "SECRET"}]},
        "internalNote": "SECRET"}
        """,
        "visit": """
        {"slug": "SLUG", "title": {"en": "PUBLIC"}, "direction": "incoming", "cities": ["@city@", "@hidden-city@"],
        "dates": [{"value": "2019-06", "note": {"en": "PUBLIC"}}], "purpose": {"en": "PUBLIC"}, "area": "culture",
        "text": {"en": "PUBLIC"}, "delegation": [{"name": {"en": "PUBLIC"}, "office": {"en": "PUBLIC"},
        "person": "@hidden-person@", "note": "SECRET"}], "hosts": [{"name": {"en": "PUBLIC"}, "office":
        {"en": "PUBLIC"}, "note": "SECRET"}], "programme": [{"day": "2019-06-18", "time": "10:00",
        "text": {"en": "PUBLIC"}, "note": "SECRET"}], "gifts": ["@gift@", "@hidden-gift@"],
        "plannedGifts": [{"gift": "@hidden-gift@", "text": "SECRET"}],
        "interpreters": [{"name": "SECRET", "languages": ["de"]}], "arrangements": "SECRET",
        "followUp": [{"text": "SECRET"}], "internalNote": "SECRET"}
        """,
        "exhibition": """
        {"slug": "SLUG", "title": {"en": "PUBLIC"}, "introduction": {"en": "PUBLIC"}, "rooms": [{"slug": "first",
        "title": {"en": "PUBLIC"}, "introduction": {"en": "PUBLIC"}, "city": "@hidden-city@", "note": "SECRET",
        "showcases": [{"title": {"en": "PUBLIC"}, "panels": [{"record": "@gift@", "label": {"en": "PUBLIC"}},
        {"record": "@hidden-gift@", "label": {"en": "PUBLIC"}}]}]}, {"slug": "second", "title": {"en": "PUBLIC"}}],
        "internalNote": "SECRET"}
        """,
        "exchange": """
        {"slug": "SLUG", "title": {"en": "PUBLIC"}, "area": "education", "cities": ["@city@"],
        "organisations": ["@hidden-organisation@"], "period": [{"value": "2019"}], "text": {"en": "PUBLIC"},
        "cohorts": [{"year": "2019", "direction": "incoming", "participants": 12, "note": {"en": "PUBLIC"},
        "list": "SECRET"}], "consent": "SECRET", "internalNote": "SECRET"}
        """,
        "project": """
        {"slug": "SLUG", "title": {"en": "PUBLIC"}, "area": "management", "cities": ["@city@"],
        "period": [{"value": "2019"}], "text": {"en": "PUBLIC"}, "results": [{"text": {"en": "PUBLIC"}, "number": 3,
        "document": "@hidden-document@"}], "budget": "SECRET", "internalNote": "SECRET"}
        """,
        "document": """
        {"slug": "SLUG", "title": {"en": "PUBLIC"}, "type": "agreement", "dates": [{"value": "2019"}],
        "partnership": "@partnership@", "issuer": {"en": "PUBLIC"}, "text": {"en": "PUBLIC"}, "languages": ["de"],
        "pages": ["@photo@", "@hidden-photo@"], "transcription": [{"words": "PUBLIC", "language": "de"}],
        "location": "SECRET", "internalNote": "SECRET"}
        """,
        "photo": """
        {"slug": "SLUG", "title": {"en": "PUBLIC"}, "image": {"blob": "BLOB", "name": "zqcanary-file.png",
        "format": "png", "width": 1600, "height": 1067}, "nature": "photograph", "alt": {"en": "PUBLIC"},
        "caption": {"en": "PUBLIC"}, "photographer": {"en": "PUBLIC"}, "credit": {"en": "PUBLIC"},
        "transcription": [{"words": "PUBLIC", "language": "de"}], "shows": ["@city@", "@hidden-gift@"], "earlier": "@hidden-photo@",
        "looks": [{"part": "pct:10,10,20,20", "title": {"en": "PUBLIC"}, "text": {"en": "PUBLIC"}}],
        "named": [{"part": "pct:10,10,20,20", "name": {"en": "PUBLIC"}, "office": {"en": "PUBLIC"}, "coveredBy": "@hidden-consent@"}],
        "blurring": {"picture": "SECRET", "areas": ["pct:10,10,20,20"],
        "original": {"blob": "BLOB", "name": "zqcanary-original.png", "format": "png", "width": 1600, "height": 1067}},
        "people": {"covered": "consent", "consents": ["@hidden-consent@"],
        "occasion": "SECRET"}, "consent": "SECRET", "internalNote": "SECRET"}
        """,
        "consent": """
        {"name": {"en": "SECRET"}, "purpose": "SECRET", "channels": ["print"], "given": "paper", "from": "2019",
        "scan": {"blob": "BLOB", "name": "zqcanary-scan.png", "format": "png", "width": 1600, "height": 1067},
        "documents": ["@hidden-document@"], "internalNote": "SECRET"}
        """,
        "recognition": """
        {"slug": "SLUG", "title": {"en": "PUBLIC"}, "awarded": [{"value": "2017"}], "awardedBy": {"en": "PUBLIC"},
        "text": {"en": "PUBLIC"}, "cities": ["@city@", "@hidden-city@"], "photos": ["@hidden-photo@"],
        "certificates": ["@document@", "@hidden-document@"], "internalNote": "SECRET"}
        """,
        "article": """
        {"slug": "SLUG", "title": {"en": "PUBLIC"}, "date": "2019-06-19", "time": "14:01", "text": {"en": "PUBLIC"},
        "photo": "@hidden-photo@", "about": ["@city@", "@hidden-gift@", "@gift@"], "internalNote": "SECRET"}
        """,
        "event": """
        {"slug": "SLUG", "title": {"en": "PUBLIC"}, "date": "2019", "text": {"en": "PUBLIC"},
        "about": ["@hidden-city@", "@city@"], "internalNote": "SECRET"}
        """,
        "page": """
        {"slug": "SLUG", "title": {"en": "PUBLIC"}, "text": {"en": "PUBLIC"}, "photos": ["@hidden-photo@"],
        "internalNote": "SECRET"}
        """,
    ]
}
