package import Records

/// Where many pictures come in at once, and what became of those that came.
package struct DeskUploads: Sendable {
    package struct Row: Sendable {
        /// The file's name.
        package var name: String
        /// The new draft; `nil` where there is none.
        package var code: String?
        package var title: Said?
        /// Why there is none: a sentence that names the file.
        package var refusal: String?

        package init(name: String, code: String?, title: Said?, refusal: String?) {
            self.name = name
            self.code = code
            self.title = title
            self.refusal = refusal
        }
    }

    /// `nil` before anything came.
    package var rows: [Row]?
    /// The longest file in megabytes, and how many may come at once.
    package var fileMegabytes: Int
    package var fileCount: Int
    /// What was chosen and typed for all of them.
    package var nature: String
    package var credit: String
    /// What a picture can be.
    package var natures: [String]

    package init(
        rows: [Row]?, fileMegabytes: Int, fileCount: Int, nature: String, credit: String, natures: [String]
    ) {
        self.rows = rows
        self.fileMegabytes = fileMegabytes
        self.fileCount = fileCount
        self.nature = nature
        self.credit = credit
        self.natures = natures
    }
}
