package import Records

/// Where many pictures come in at once, and what became of those that came.
package struct DeskUploads: Sendable {
    package struct Row: Sendable {
        /// The file's name.
        package var name: String
        package var outcome: Outcome

        package init(name: String, outcome: Outcome) {
            self.name = name
            self.outcome = outcome
        }
    }

    /// What became of a file.
    package enum Outcome: Sendable {
        /// A new draft, and what somebody should know of it.
        case draft(code: String, title: Said, note: String?)
        /// A document whose pages are being drawn: how many are ready.
        case drawing(done: Int, of: Int)
        /// Why there is none: a sentence that names the file.
        case refused(String)
    }

    /// `nil` before anything came.
    package var rows: [Row]?
    /// The documents that somebody brought in since the server started, the newest first.
    package var documents: [Row]
    /// The longest file in megabytes, and how many may come at once.
    package var fileMegabytes: Int
    package var fileCount: Int
    /// What was chosen and typed for all of them.
    package var nature: String
    package var credit: String
    /// What a picture can be.
    package var natures: [String]

    package init(
        rows: [Row]?, documents: [Row], fileMegabytes: Int, fileCount: Int, nature: String, credit: String,
        natures: [String]
    ) {
        self.rows = rows
        self.documents = documents
        self.fileMegabytes = fileMegabytes
        self.fileCount = fileCount
        self.nature = nature
        self.credit = credit
        self.natures = natures
    }
}
