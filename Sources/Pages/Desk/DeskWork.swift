package import Records

/// A record among others of any kind.
package struct DeskRow: Sendable {
    package var code: String
    package var kind: String
    package var title: Said
    package var state: RecordState
    package var review: DeskStanding.Review
    /// Why it stands in a list, where that is not the same for all of its rows.
    package var reason: Said?

    package init(
        code: String, kind: String, title: Said, state: RecordState, review: DeskStanding.Review,
        reason: Said? = nil
    ) {
        self.code = code
        self.kind = kind
        self.title = title
        self.state = state
        self.review = review
        self.reason = reason
    }
}

/// Records that wait for somebody.
package struct DeskWork: Sendable {
    package enum List: Sendable, Hashable {
        /// What the reader wrote and is not public yet.
        case drafts
        /// What somebody else gave to review.
        case review
        /// What may be published.
        case approved
        /// What becomes public by itself.
        case planned
        /// Pictures that lack a description, or a ground to show the people on them.
        case pictures
        /// Pictures that cannot be made of their files.
        case unreadable
        /// New pictures of the reader that look like others.
        case alike
        /// What points at a record that was deleted.
        case lostLinks
        /// Agreements whose term ends soon, or ended.
        case ending
        /// What a text in this language is missing from.
        case translate(Language)

        /// As it stands in the address.
        package var name: String {
            switch self {
            case .drafts: "drafts"
            case .review: "review"
            case .approved: "approved"
            case .planned: "planned"
            case .pictures: "pictures"
            case .unreadable: "unreadable"
            case .alike: "alike"
            case .lostLinks: "lost-links"
            case .ending: "ending"
            case .translate(let language): "translate-\(language.tag)"
            }
        }

        package init?(name: String) {
            switch name {
            case "drafts": self = .drafts
            case "review": self = .review
            case "approved": self = .approved
            case "planned": self = .planned
            case "pictures": self = .pictures
            case "unreadable": self = .unreadable
            case "alike": self = .alike
            case "lost-links": self = .lostLinks
            case "ending": self = .ending
            default:
                guard name.hasPrefix("translate-"), let language = Language(String(name.dropFirst(10))),
                    name == "translate-\(language.tag)"
                else { return nil }
                self = .translate(language)
            }
        }

        package static func all(_ languages: [Language]) -> [List] {
            [.review, .approved, .planned, .drafts, .ending, .pictures, .unreadable, .alike, .lostLinks]
                + languages.map { .translate($0) }
        }
    }

    package var list: List
    package var rows: [DeskRow]
    /// Whether there are more.
    package var goesOn: Bool

    package init(list: List, rows: [DeskRow], goesOn: Bool) {
        self.list = list
        self.rows = rows
        self.goesOn = goesOn
    }
}

/// What a search at the Desk found.
package struct DeskFound: Sendable {
    package var question: String
    package var rows: [DeskRow]
    package var goesOn: Bool

    package init(question: String, rows: [DeskRow], goesOn: Bool) {
        self.question = question
        self.rows = rows
        self.goesOn = goesOn
    }
}
