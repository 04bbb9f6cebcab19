import ArgumentParser
import Catalogue
import Erasure
import FoundationEssentials
import Kinds
import Ledger
import Office
import Records

struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Erases somebody who asks to be forgotten: lists every place first.",
        discussion: """
            Give every spelling of the name that the office knows, in each script; the cases of Russian are found by \
            themselves. Without --yes nothing is changed. The journal then says that something was erased, when and \
            by whom, and not what.
            """)

    @Option(help: "A spelling of the name; give the option again for each.")
    var name: [String]

    @Option(help: "Why, for the journal; it must not hold the name.")
    var reason: String

    @Option(help: "A place that stays, as the list names it (12:text.ru); give the option again for each.")
    var keep: [String] = []

    @Flag(help: "Erase; otherwise the places are only listed.")
    var yes = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await running {
            guard name.count <= NameSearch.nameLimit,
                name.allSatisfy({ $0.utf8.count <= NameSearch.nameBytes }), let search = NameSearch(name)
            else {
                throw Failure(
                    "a name needs letters; at most \(NameSearch.nameLimit) spellings of \(NameSearch.nameBytes) bytes"
                )
            }
            if let refusal = Eraser.refusal(of: reason, search) { throw Failure(Self.sentence(refusal)) }
            let hall = try await OpenHall(try await common.settings())
            do {
                try await work(search, hall)
            } catch {
                try await hall.close()
                throw error
            }
            try await hall.close()
        }
    }

    private func work(_ search: NameSearch, _ hall: OpenHall) async throws {
        let hasOffice = FileManager.default.fileExists(atPath: hall.folder.office)
        let office = hasOffice ? try OfficeStore(path: hall.folder.office) : nil
        // Closed at the end whatever happens; what went wrong first is what is told.
        defer { try? office?.close() }
        let eraser = hall.eraser(office)
        var order = Eraser.Order(search: search, reason: reason)
        order.kept = Set(keep)
        let plan = try await eraser.plan(search)
        let list = ErasureList(plan: plan, kept: order.kept)
        for line in try await hall.catalogue.read({ try list.lines($0) }) { Terminal.say(line) }
        for path in plan.oldFolders {
            Terminal.say("\(path) was kept by a restore and may hold the name: remove it.")
        }
        guard yes else {
            Terminal.say("Nothing was changed: --yes erases what is not kept.")
            return
        }
        order.digest = plan.digest
        let outcome: Eraser.Outcome
        do {
            outcome = try await eraser.erase(order, author: "cli", at: OpenHall.now)
        } catch let refusal as Eraser.Refusal {
            throw Failure(Self.sentence(refusal))
        }
        tell(outcome)
        if !outcome.left.isEmpty || !outcome.isErased { throw ExitCode(1) }
    }

    private func tell(_ outcome: Eraser.Outcome) {
        Terminal.say(
            "Erased from \(Terminal.count(outcome.revisionCount, "revision")) of "
                + "\(Terminal.count(outcome.recordCount, "record")), "
                + "\(Terminal.count(outcome.fileCount, "file")) and "
                + "\(Terminal.count(outcome.otherCount, "unsaved text")). Head \(outcome.head).")
        if !outcome.isErased {
            Terminal.complain(
                "a process that reads the journal is in the way: the next start erases the rest of the bytes")
        }
        for key in outcome.left { Terminal.complain("\(key) still holds the name") }
    }

    static func sentence(_ refusal: Eraser.Refusal) -> String {
        switch refusal {
        case .moved: "the Hall has changed meanwhile: look again"
        case .noReason: "a reason is needed: it stands in the journal"
        case .reasonTooLong: "the reason is longer than 1000 bytes"
        case .reasonSaysName: "the reason must not hold the name: it stays in the journal"
        case .nothing: "there is nothing to erase"
        }
    }
}

/// The plan as text.
private struct ErasureList {
    let plan: ErasurePlan
    let kept: Set<String>

    func lines(_ view: CatalogueView) throws -> [String] {
        var lines: [String] = []
        var record: Code?
        for place in plan.places {
            if place.record != record {
                record = place.record
                lines.append("\(place.record) \(place.kind): \(try title(place.record, view))")
            }
            lines += self.lines(place)
        }
        for file in plan.files {
            let isKept = kept.contains(file.key)
            lines.append(
                "\(file.key), of \(file.records.isEmpty ? "no record" : file.records.map(\.text).joined(separator: ", "))"
                    + (file.isPublic ? ", public" : ""))
            lines.append("    \(file.words)")
            lines.append(
                "    → " + (isKept ? "kept" : file.leavesCopy ? "a copy without metadata" : "erased whole"))
        }
        for other in plan.others {
            lines.append("\(other.key): unsaved words, removed" + (kept.contains(other.key) ? ": kept" : ""))
        }
        for file in plan.unread {
            lines.append("file:\(file.blob) \(reason(file.why)): look yourself")
        }
        for account in plan.accounts { lines.append("The account \(account) is not erased here.") }
        if plan.isEmpty { lines.append("Nothing holds the name.") }
        return lines
    }

    private func lines(_ place: ErasurePlan.Place) -> [String] {
        let numbers = place.revisions.map { "\($0)" }.joined(separator: ", ")
        var lines = [
            "  \(place.key)" + (place.isPublic ? ", public" : "")
                + (place.revisions.count > 1 ? " (revisions \(numbers))" : "")
        ]
        let isKept = ErasurePlan.keeps(place, kept)
        for excerpt in place.excerpts() {
            let (before, after) = (oneLine(excerpt.before), oneLine(excerpt.after))
            lines.append("    \(before)>>\(oneLine(excerpt.hit))<<\(after)")
            guard !isKept else { continue }
            switch place.field {
            case .note: lines.append("    → no note")
            case .person: lines.append("    → nothing of this person")
            case .body: lines.append("    → nothing")
            case .field:
                let instead = place.isReplacedInPlace ? before + excerpt.instead + after : excerpt.instead
                lines.append("    → \(instead)")
            }
        }
        if isKept { lines.append("    → kept") }
        return lines
    }

    private func oneLine(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    }

    private func title(_ code: Code, _ view: CatalogueView) throws -> String {
        guard let stored = try view.stored(code), let kind = KindRegistry.kind(named: stored.kind),
            let title = try? kind.init(json: stored.body).title, let language = title.languages.first
        else { return "" }
        return oneLine(title[language] ?? "")
    }

    private func reason(_ why: ErasurePlan.UnreadFile.Why) -> String {
        switch why {
        case .tooLarge: "is too large to be searched"
        case .encrypted: "is encrypted"
        case .lettersAreNumbers: "holds letters without a table"
        }
    }
}
