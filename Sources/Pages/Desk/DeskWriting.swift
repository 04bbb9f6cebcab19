package import Records

/// What a form shows to whoever writes, besides the record.
package struct DeskWriting: Sendable {
    /// What was kept before and is neither shown nor saved: its time. It is decided on first.
    package var offered: String?
    /// Whether what is shown was kept before and is not saved.
    package var isContinued = false
    /// Whether the texts that are shown are kept.
    package var keeping = Keeping.no
    /// What was looked for, by the path of the link.
    package var found: [String: DeskFinding] = [:]
    /// The paths of texts that are older than what they were translated from.
    package var stale: Set<String> = []
    /// The text that is shown as visitors will see it.
    package var preview: String?
    /// The one language whose texts are shown; `nil` shows all.
    package var only: Language?

    package init() {}

    /// Whether texts that were not saved are kept.
    package enum Keeping: Sendable, Hashable {
        case no
        /// `2026-11-24 02:31`, in the universal time.
        case kept(String)
        /// There are too many others, or it is too long.
        case refused
    }
}

/// Records that were found for a link by a name.
package struct DeskFinding: Sendable {
    package struct Match: Sendable {
        package var option: DeskForm.Option
        package var kind: String
        /// Another of its names, by which it was found.
        package var otherName: String?

        package init(option: DeskForm.Option, kind: String, otherName: String?) {
            self.option = option
            self.kind = kind
            self.otherName = otherName
        }
    }

    package var question: String
    package var matches: [Match]
    /// Whether there are more.
    package var goesOn: Bool
    /// The kind of which a new record of this name can be made; `nil` where none can.
    package var creates: String?
    /// What was made and linked just now.
    package var made: DeskForm.Option?

    package init(question: String, matches: [Match], goesOn: Bool, creates: String?) {
        self.question = question
        self.matches = matches
        self.goesOn = goesOn
        self.creates = creates
    }
}

/// A text that its writer has not saved, in a list.
package struct DeskUnsaved: Sendable {
    package var kind: String
    /// `nil` for a record that does not exist yet.
    package var code: String?
    package var title: Said
    /// `2026-11-24 02:31`, in the universal time.
    package var time: String

    package init(kind: String, code: String?, title: Said, time: String) {
        self.kind = kind
        self.code = code
        self.title = title
        self.time = time
    }
}
