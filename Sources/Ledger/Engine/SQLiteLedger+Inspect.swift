import GRDB

extension SQLiteLedger {
    /// Reads everything and recomputes every hash, on a connection of its own.
    package func inspect() async throws(LedgerProblem) -> Inspection {
        await SQLiteLedger.inspect(folder)
    }

    /// Reads the whole ledger of a folder and finds everything that is not as it was written, also in a file
    /// that cannot be opened.
    package static func inspect(_ folder: DataFolder) async -> Inspection {
        let queue = BlockingQueue(label: "twinhall.ledger.inspect")
        do throws(LedgerProblem) {
            return try await queue.run { () throws(LedgerProblem) in inspectNow(folder) }
        } catch {
            return Inspection(findings: [Finding(place: "ledger.sqlite", problem: error.description)])
        }
    }

    /// What is wrong with the ledger and the blobs of a folder; empty when nothing is.
    package static func check(_ folder: DataFolder) async throws(LedgerProblem) -> [Finding] {
        let ledger = await inspect(folder).findings
        return try await ledger + FolderBlobs(folder).inspect().findings
    }

    static func inspectNow(_ folder: DataFolder) -> Inspection {
        var findings = Findings()
        var inspection = Inspection()
        findings.gather("ledger.sqlite") { findings in
            let queue = try LedgerFile.reader(at: folder.ledger)
            try queue.read { db in
                inspection = try ChainCheck.run(db, into: &findings)
                findings.gather("ledger.sqlite") { try StructureCheck.schema(db, into: &$0) }
                findings.gather("ledger.sqlite") { try StructureCheck.integrity(db, into: &$0) }
                findings.gather("ledger.sqlite") { try StructureCheck.pages(db, folder, into: &$0) }
                findings.gather("redactions") { try redactions(db, folder, into: &$0) }
            }
            try queue.close()
        }
        if Folders.item(at: folder.erasing) != .nothing {
            findings.add(
                "ledger.sqlite", "a redaction is not finished; it will be when the ledger is next opened")
        }
        inspection.findings = findings.kept
        return inspection
    }

    private static func redactions(_ db: Database, _ folder: DataFolder, into findings: inout Findings) throws
    {
        let missing = try RedactionList.inLedger(db).entries.subtracting(
            RedactionList(at: folder.redactions).entries)
        for entry in missing.sorted() {
            findings.add("redactions", "does not list revision \(entry.number), which was redacted")
        }
    }
}

/// Collects findings up to the limit.
struct Findings {
    private var findings: [Finding] = []
    private var more = 0

    var isEmpty: Bool { findings.isEmpty }

    mutating func add(_ place: String, _ problem: String) {
        if findings.count < Inspection.findingLimit {
            findings.append(Finding(place: place, problem: problem))
        } else {
            more += 1
        }
    }

    /// Runs a part of the check; what it throws becomes a finding, and the other parts still run.
    mutating func gather(_ place: String, _ work: (inout Findings) throws -> Void) {
        do { try work(&self) } catch {
            switch Storage.problem(error, place) {
            case .damaged(let place, let problem): add(place, problem)
            case let problem: add(place, problem.description)
            }
        }
    }

    var kept: [Finding] {
        more == 0 ? findings : findings + [Finding(place: "check", problem: "\(more) more findings")]
    }
}
