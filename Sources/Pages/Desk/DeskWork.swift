package import Records

/// A record among others of any kind.
package struct DeskRow: Sendable {
    package var code: String
    package var kind: String
    package var title: Said
    package var state: RecordState
    package var review: DeskStanding.Review

    package init(code: String, kind: String, title: Said, state: RecordState, review: DeskStanding.Review) {
        self.code = code
        self.kind = kind
        self.title = title
        self.state = state
        self.review = review
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
            default:
                guard name.hasPrefix("translate-"), let language = Language(String(name.dropFirst(10))),
                    name == "translate-\(language.tag)"
                else { return nil }
                self = .translate(language)
            }
        }

        package static func all(_ languages: [Language]) -> [List] {
            [.review, .approved, .planned, .drafts, .pictures] + languages.map { .translate($0) }
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
