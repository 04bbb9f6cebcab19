package import Catalogue
import Kinds
package import Ledger
import Records

/// Finds somebody everywhere in a Hall, and erases them.
package struct Eraser: Sendable {
    let ledger: any RevisionLog
    let blobs: any BlobStore
    let catalogue: Catalogue
    /// Where else names may stand.
    package var places: [any ErasablePlace] = []
    /// Drops what was made from an original.
    package var dropPack: @Sendable (Hash) async throws -> Void = { _ in }
    /// The names of all accounts.
    package var accounts: @Sendable () async throws -> [String] = { [] }

    /// Folders of older days beside the Hall, in which nothing is erased.
    package var oldFolders: @Sendable () -> [String] = { [] }

    /// The most records whose withdrawing is tried again when somebody else is faster.
    private static let attempts = 10

    package init(ledger: any RevisionLog, blobs: any BlobStore, catalogue: Catalogue) {
        self.ledger = ledger
        self.blobs = blobs
        self.catalogue = catalogue
    }

    /// What is to be done.
    package struct Order: Sendable {
        package var search: NameSearch
        /// Stands in the journal for ever, so it must not hold the name.
        package var reason: String
        /// The places that stay, by their keys.
        package var kept: Set<String> = []
        /// The places that go, by their keys; `nil` for all that are not kept.
        package var ticked: Set<String>?
        /// The digest of the plan that was looked at; `nil` takes what there is.
        package var digest: String?

        package init(search: NameSearch, reason: String) {
            self.search = search
            self.reason = reason
        }
    }

    /// What was done.
    package struct Outcome: Sendable {
        /// The end of the journal, which says that something was erased.
        package var head: Head
        package var revisionCount = 0
        package var recordCount = 0
        package var fileCount = 0
        package var otherCount = 0
        /// Whether the bytes are gone already; otherwise the next start goes on.
        package var isErased = true
        /// What a second search found that was not to be kept; empty when all went well.
        package var left: [String] = []
    }

    /// Why nothing was erased.
    package enum Refusal: Error, Sendable {
        /// The Hall is another one than it was when somebody looked: look again.
        case moved(ErasurePlan)
        case noReason, reasonTooLong, reasonSaysName
        /// There is nothing that is not to be kept.
        case nothing
    }

    /// Whether a reason may stand in the journal.
    package static func refusal(of reason: String, _ search: NameSearch) -> Refusal? {
        if reason.allSatisfy(\.isWhitespace) { return .noReason }
        if reason.utf8.count > 1_000 { return .reasonTooLong }
        return search.isIn(reason) ? .reasonSaysName : nil
    }

    /// Erases what the plan finds and the order does not keep.
    ///
    /// - Throws: `Refusal`, and then nothing was done.
    package func erase(
        _ order: Order, author: String, at milliseconds: Int64
    ) async throws -> Outcome {
        if let refusal = Self.refusal(of: order.reason, order.search) { throw refusal }
        let plan = try await plan(order.search)
        if let digest = order.digest, digest != plan.digest { throw Refusal.moved(plan) }
        let work = ErasureWork(plan, order)
        guard !work.isEmpty else { throw Refusal.nothing }
        var outcome = Outcome(head: plan.head)
        let blobs = try await storeCopies(work)
        if work.revisions.isEmpty {
            if !blobs.erased.isEmpty { try await ledger.eraseBlobs(blobs.erased) }
        } else {
            let replacements = try await replacements(work, blobs.copies)
            let redacted = try await ledger.redact(
                RedactionOrder(replacements: replacements, blobs: blobs.erased, reason: order.reason),
                author: author, at: milliseconds)
            outcome.isErased = redacted.isErased
            outcome.revisionCount = replacements.count
            outcome.recordCount = Set(work.revisions.values).count
        }
        for blob in blobs.erased { try await dropPack(blob) }
        try await withdraw(work.people, author: author, at: milliseconds)
        // The journal says that something was redacted, so this builds the catalogue anew and swaps it.
        try await catalogue.catchUp()
        for place in places {
            let found = work.others.filter { $0.place == place.name }
            if !found.isEmpty { try await place.erase(found, order.search) }
        }
        outcome.fileCount = blobs.erased.count
        outcome.otherCount = work.others.count
        outcome.head = try await ledger.head()
        outcome.left = ErasureWork(try await self.plan(order.search), order).keys
        return outcome
    }

    // MARK: Steps

    /// Keeps copies without metadata of the pictures that can have one, before anything names them.
    private func storeCopies(
        _ work: ErasureWork
    ) async throws -> (erased: [Hash], copies: [String: String]) {
        var copies: [String: String] = [:]
        for file in work.files where file.leavesCopy {
            let bytes = try await blobs.read(file.blob, limit: FileSearch.byteLimit)
            guard let bare = PictureCopy.withoutMetadata(bytes) else { continue }
            copies[file.blob.description] = try await blobs.store(bare).description
        }
        return (work.files.map(\.blob), copies)
    }

    private func replacements(_ work: ErasureWork, _ copies: [String: String]) async throws -> [Replacement] {
        var replacements: [Replacement] = []
        for number in work.revisions.keys.sorted() {
            guard let revision = try await ledger.revision(number) else { continue }
            replacements.append(
                Replacement(number: number, body: work.body(instead: revision, copies: copies)))
        }
        return replacements
    }

    /// A person of whom nothing is left is not shown either.
    private func withdraw(_ people: [Code], author: String, at milliseconds: Int64) async throws {
        for _ in 0..<Self.attempts {
            let head = try await ledger.head()
            try await catalogue.catchUp()
            let drafts = try await catalogue.read { view in
                try people.compactMap { code -> Draft? in
                    guard let stored = try view.stored(code), stored.published != .zero else { return nil }
                    return Draft(
                        record: code, kind: stored.kind, version: stored.version, action: .withdraw)
                }
            }
            guard !drafts.isEmpty else { return }
            do {
                _ = try await ledger.append(drafts, onto: head, author: author, at: milliseconds)
                return
            } catch .stale { continue }
        }
    }
}

extension Eraser.Order {
    func takes(_ key: String) -> Bool { !kept.contains(key) && ticked?.contains(key) ?? true }

    func keeps(_ place: ErasurePlan.Place) -> Bool {
        ErasurePlan.keeps(place, kept) || !(ticked?.contains(place.key) ?? true)
    }
}

/// What an order leaves of a plan to be done.
private struct ErasureWork {
    let search: NameSearch
    /// The revisions to be replaced, each with its record.
    private(set) var revisions: [RevisionNumber: Code] = [:]
    private(set) var files: [ErasurePlan.File] = []
    private(set) var others: [ErasurePlan.Other] = []
    private(set) var people: [Code] = []
    /// What is to be done, by the keys of the places.
    private(set) var keys: [String] = []
    /// Texts that stay: revision and path.
    private var kept: Set<String> = []

    init(_ plan: ErasurePlan, _ order: Eraser.Order) {
        search = order.search
        for place in plan.places {
            if order.keeps(place) {
                for number in place.revisions { kept.insert("\(number):\(place.field.name)") }
                continue
            }
            keys.append(place.key)
            for number in place.revisions { revisions[number] = place.record }
            if place.field == .person { people.append(place.record) }
        }
        files = plan.files.filter { order.takes($0.key) }
        for file in files {
            keys.append(file.key)
            for (number, record) in file.revisions { revisions[number] = record }
        }
        others = plan.others.filter { order.takes($0.key) }
        keys += others.map(\.key)
    }

    var isEmpty: Bool { keys.isEmpty }

    /// What stands in a revision's place; the rest of the record is as it was.
    func body(instead revision: Revision, copies: [String: String]) -> [UInt8]? {
        guard revision.action == .save, let body = revision.body, let tree = BodyTree(body) else {
            return nil
        }
        let blanking = Blanking(record: revision.record, kind: revision.kind)
        if people.contains(revision.record) { return blanking.person(tree) }
        let gone = Set(files.map(\.blob.description)).subtracting(copies.keys)
        return tree.removingFiles(gone).replacingTexts { path, text in
            if let copy = copies[text] { return copy }
            if kept.contains("\(revision.number):\(path)") { return text }
            return blanked(text, at: path, blanking)
        }.bytes
    }

    /// What stands beside a hit could be a hit after it is gone.
    private func blanked(_ text: String, at path: String, _ blanking: Blanking) -> String {
        var text = text
        for _ in 0..<4 {
            let hits = search.hits(in: text)
            if hits.isEmpty { break }
            text = blanking.text(text, hits, at: path)
        }
        return text
    }
}
