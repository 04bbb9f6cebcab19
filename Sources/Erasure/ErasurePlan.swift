package import Ledger
package import Records

/// Everything that holds somebody's name, and what will stand there when it is erased.
package struct ErasurePlan: Sendable {
    /// One text of a record, in all revisions in which it stands so.
    package struct Place: Sendable {
        package let record: Code
        package let kind: String
        /// In order; the first of them names the place.
        package let revisions: [RevisionNumber]
        /// Which field; see `Field`.
        package let field: Field
        package let text: String
        package let hits: [NameHit]
        package let after: String
        /// Whether visitors can read it at this moment.
        package let isPublic: Bool

        /// Names the place in forms and on the command line: `12:text.ru`.
        package var key: String { "\(revisions[0]):\(field.name)" }
    }

    /// Where in a record a text stands.
    package enum Field: Sendable, Hashable {
        case field(String)
        case note
        /// A person of this name: nothing of the record stays.
        case person
        /// A body that is not JSON goes whole.
        case body

        package var name: String {
            switch self {
            case .field(let path): path
            case .note: RevisionFindings.note
            case .person: "(person)"
            case .body: RevisionFindings.body
            }
        }
    }

    /// An original that holds the name.
    package struct File: Sendable {
        package let blob: Hash
        package let byteCount: Int64
        /// The records that name it, by any of their revisions.
        package let records: [Code]
        /// The revisions that name it, each with its record.
        let revisions: [(RevisionNumber, Code)]
        package let words: String
        package let isPublic: Bool
        /// Whether only what is written beside the picture holds the name, so that a copy without that can stay.
        package let leavesCopy: Bool

        package var key: String { "file:\(blob)" }
    }

    /// Something outside the journal.
    package struct Other: Sendable {
        /// Which of the places, and where in it.
        package let place: String
        package let id: String
        package let words: String

        package init(place: String, id: String, words: String) {
            self.place = place
            self.id = id
            self.words = words
        }

        package var key: String { "\(place):\(id)" }
    }

    /// The journal's end when it was searched.
    package let head: Head
    package var places: [Place] = []
    package var files: [File] = []
    package var others: [Other] = []
    /// Files whose words cannot be read: somebody has to look.
    package var unread: [UnreadFile] = []
    /// Accounts of that name, which are not erased here.
    package var accounts: [String] = []
    /// Folders that restores have kept beside the Hall.
    package var oldFolders: [String] = []

    /// A file that may say anything.
    package struct UnreadFile: Sendable {
        package let blob: Hash
        package let records: [Code]
        package let why: Why
        package enum Why: Sendable { case tooLarge, encrypted, lettersAreNumbers }
    }

    package var isEmpty: Bool { places.isEmpty && files.isEmpty && others.isEmpty }

    /// The same for two plans that find the same.
    package var digest: String {
        let keys = (places.map(\.key) + files.map(\.key) + others.map(\.key)).sorted()
        return Hash(of: Array(keys.joined(separator: "\n").utf8)).description
    }

    /// Whether a place is among those that are to stay. One that stands in several revisions can be named by each.
    package static func keeps(_ place: Place, _ kept: Set<String>) -> Bool {
        place.revisions.contains { kept.contains("\($0):\(place.field.name)") }
    }
}
