package import Records

/// Erasing somebody who asks to be forgotten: the question, what was found, what was done.
package struct DeskErasure: Sendable {
    /// The spellings, one a line, as they were typed.
    package var names = ""
    package var reason = ""
    package var problems: [Problem] = []
    package var preview: Preview?
    package var outcome: Outcome?
    /// Whether the Hall changed since the preview that was sent back.
    package var hasMoved = false

    package init() {}

    /// Everything that holds the name.
    package struct Preview: Sendable {
        /// Tells whether the Hall has changed when the preview comes back.
        package var digest: String
        package var records: [Record] = []
        package var files: [File] = []
        package var others: [Other] = []
        /// Files whose words cannot be read.
        package var unread: [Unread] = []
        package var accounts: [String] = []
        package var oldFolders: [String] = []

        package init(digest: String) { self.digest = digest }

        package var isEmpty: Bool { records.isEmpty && files.isEmpty && others.isEmpty }
    }

    package struct Record: Sendable {
        package var code: String
        package var kind: String
        package var title: Said
        package var places: [Place]

        package init(code: String, kind: String, title: Said, places: [Place]) {
            self.code = code
            self.kind = kind
            self.title = title
            self.places = places
        }
    }

    /// A text, in all revisions in which it stands.
    package struct Place: Sendable {
        package enum Sort: Sendable { case words, address, note, person, body }

        package var key: String
        package var sort: Sort
        /// The field; empty where there is none.
        package var path: String
        package var revisions: [Int64]
        package var isPublic: Bool
        package var passages: [Passage]
        /// How many places of the text are not shown.
        package var more: Int

        package init(key: String, sort: Sort, path: String, revisions: [Int64]) {
            self.key = key
            self.sort = sort
            self.path = path
            self.revisions = revisions
            isPublic = false
            passages = []
            more = 0
        }
    }

    /// A hit with the words around it, and what will stand there.
    package struct Passage: Sendable {
        package var before: String
        package var hit: String
        package var after: String
        package var instead: String

        package init(before: String, hit: String, after: String, instead: String) {
            self.before = before
            self.hit = hit
            self.after = after
            self.instead = instead
        }
    }

    package struct File: Sendable {
        package var key: String
        package var records: [String]
        package var words: String
        package var isPublic: Bool
        package var leavesCopy: Bool

        package init(key: String, records: [String], words: String, isPublic: Bool, leavesCopy: Bool) {
            self.key = key
            self.records = records
            self.words = words
            self.isPublic = isPublic
            self.leavesCopy = leavesCopy
        }
    }

    package struct Unread: Sendable {
        package var records: [String]
        package var file: String

        package init(records: [String], file: String) {
            self.records = records
            self.file = file
        }
    }

    /// Words outside the journal.
    package struct Other: Sendable {
        package var key: String
        package var words: String

        package init(key: String, words: String) {
            self.key = key
            self.words = words
        }
    }

    package struct Outcome: Sendable {
        package var revisions: Int
        package var records: Int
        package var files: Int
        package var others: Int
        package var isErased: Bool
        /// What a second search still found.
        package var left: [String]

        package init(revisions: Int, records: Int, files: Int, others: Int, isErased: Bool, left: [String]) {
            self.revisions = revisions
            self.records = records
            self.files = files
            self.others = others
            self.isErased = isErased
            self.left = left
        }
    }
}
