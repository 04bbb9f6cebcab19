package import Records

/// Who outside the office was asked to approve a record.
package struct DeskApprovals: Sendable {
    package enum Standing: Sendable, Hashable, CaseIterable {
        case open, expired, approved, refused, revoked
    }

    package struct Link: Sendable {
        package var id: String
        package var person: String
        package var madeBy: String
        package var madeAt: String
        package var validUntil: String
        package var version: Int64
        package var standing: Standing

        package init(
            id: String, person: String, madeBy: String, madeAt: String, validUntil: String, version: Int64,
            standing: Standing
        ) {
            self.id = id
            self.person = person
            self.madeBy = madeBy
            self.madeAt = madeAt
            self.validUntil = validUntil
            self.version = version
            self.standing = standing
        }
    }

    package enum Problem: Sendable, Hashable {
        case nameless, tooMany
        /// The mail address is none.
        case misdirected
    }

    package var code: String
    package var title: Said
    package var base: Int64
    /// Whether its newest version waits for anybody's approval.
    package var mayAsk: Bool
    package var links: [Link]
    /// The address of the link that was just made: it is shown this once.
    package var fresh: String?
    package var person: String
    package var problem: Problem?
    /// Where the link is to be sent; `nil` where the Hall sends no mail.
    package var mail: MailField?
    /// What became of the letter with the link that was just made.
    package var outcome: MailOutcome?

    package init(
        code: String, title: Said, base: Int64, mayAsk: Bool, links: [Link], fresh: String?, person: String,
        problem: Problem?
    ) {
        self.code = code
        self.title = title
        self.base = base
        self.mayAsk = mayAsk
        self.links = links
        self.fresh = fresh
        self.person = person
        self.problem = problem
    }
}

/// The question to somebody who came by a link, below the notice of a preview.
package struct ApprovalQuestion: Sendable {
    package var token: String
    package var person: String
    package var words: String
    /// Whether a refusal came without its reason.
    package var isWordless: Bool

    package init(token: String, person: String, words: String = "", isWordless: Bool = false) {
        self.token = token
        self.person = person
        self.words = words
        self.isWordless = isWordless
    }
}
