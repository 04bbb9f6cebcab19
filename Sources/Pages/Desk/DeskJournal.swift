/// What is asked of the journal, as it stands in the address.
package struct DeskJournalQuery: Sendable, Hashable {
    /// How the answer comes.
    package enum Format: String, Sendable, Hashable, CaseIterable {
        case page = ""
        case csv
        /// JSON Lines: one object a line.
        case lines = "jsonl"
    }

    /// An account's id, or a word such as `cli`; empty for everybody, as below.
    package var person = ""
    package var kind = ""
    package var action = ""
    /// A record's code.
    package var record = ""
    /// `2026-11-24`, both days included.
    package var from = ""
    package var until = ""
    /// Only steps before this number; 0 for the newest.
    package var before: Int64 = 0
    package var format = Format.page

    package init() {}

    /// The fields of the address in their order, empty ones too.
    package var fields: [(name: String, value: String)] {
        [
            ("person", person), ("kind", kind), ("action", action), ("record", record), ("from", from),
            ("until", until), ("before", before == 0 ? "" : "\(before)"), ("as", format.rawValue),
        ]
    }

    /// - Returns: `nil` for what no form of ours sends.
    package init?(_ query: [(String, String)]) {
        func text(_ name: String) -> String { query.first { $0.0 == name }?.1 ?? "" }
        guard let format = Format(rawValue: text("as")),
            ["person", "kind", "action", "record", "from", "until"].allSatisfy({ text($0).utf8.count <= 64 }),
            let before = text("before").isEmpty ? 0 : Int64(text("before")), before >= 0
        else { return nil }
        (person, kind, action) = (text("person"), text("kind"), text("action"))
        (record, from, until) = (text("record"), text("from"), text("until"))
        (self.before, self.format) = (before, format)
    }
}

/// A page of the journal.
package struct DeskJournal: Sendable {
    package struct Row: Sendable {
        package var stamp: DeskStamp
        package var action: DeskHistory.Step.Action
        package var code: String
        package var kind: String
        /// `nil` for a record that has none, or was deleted.
        package var title: String?

        package init(
            stamp: DeskStamp, action: DeskHistory.Step.Action, code: String, kind: String, title: String?
        ) {
            self.stamp = stamp
            self.action = action
            self.code = code
            self.kind = kind
            self.title = title
        }
    }

    package var query: DeskJournalQuery
    package var rows: [Row]
    /// Who can be asked for, by their ids, in the order of their names.
    package var people: [(id: String, name: String)]
    package var kinds: [String]
    /// A field whose text is nothing that can be asked for.
    package var problem: String?
    package var newest: Route?
    package var older: Route?
    /// Where it stopped looking, when that was not at the first step.
    package var lookedBackTo: Int64?

    package init(
        query: DeskJournalQuery, rows: [Row], people: [(id: String, name: String)], kinds: [String],
        problem: String? = nil, newest: Route? = nil, older: Route? = nil, lookedBackTo: Int64? = nil
    ) {
        self.query = query
        self.rows = rows
        self.people = people
        self.kinds = kinds
        self.problem = problem
        self.newest = newest
        self.older = older
        self.lookedBackTo = lookedBackTo
    }
}

/// The check of everything that must never change.
package struct DeskCheck: Sendable {
    package enum Part: Sendable, Hashable, CaseIterable {
        case journal, originals
    }

    package enum State: Sendable {
        /// Nobody asked since the server was started.
        case none
        case running(Part, since: String, by: String)
        case done(Result)
        /// It could not be carried out.
        case failed(at: String, by: String)
    }

    package struct Result: Sendable {
        package var findings: [(place: String, problem: String)]
        /// The newest step and the chain up to it, printed as an anchor outside the machine.
        package var headNumber: Int64
        package var headChain: String
        package var revisionCount: Int
        package var redactedCount: Int
        package var since: String
        package var until: String
        package var by: String

        package init(
            findings: [(place: String, problem: String)], headNumber: Int64, headChain: String,
            revisionCount: Int, redactedCount: Int, since: String, until: String, by: String
        ) {
            self.findings = findings
            self.headNumber = headNumber
            self.headChain = headChain
            self.revisionCount = revisionCount
            self.redactedCount = redactedCount
            self.since = since
            self.until = until
            self.by = by
        }
    }

    package var state: State

    package init(state: State) { self.state = state }
}

extension DeskHistory.Step.Action {
    /// As it stands in an address.
    package var word: String {
        switch self {
        case .saved: "save"
        case .published: "publish"
        case .withdrawn: "withdraw"
        case .deleted: "delete"
        case .redacted: "redact"
        case .submitted: "submit"
        case .approved: "approve"
        case .sentBack: "send-back"
        case .remarked: "remark"
        case .scheduled: "schedule"
        case .unscheduled: "unschedule"
        }
    }
}
