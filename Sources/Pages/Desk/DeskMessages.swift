package import Records

/// What visitors wrote about accessibility.
package struct DeskMessages: Sendable {
    package struct Row: Sendable {
        package var number: String
        package var language: Language
        /// An address of ours, or whatever was typed.
        package var page: String
        /// Where that address leads, if it is one.
        package var route: Route?
        package var words: String
        package var answer: String
        /// `2026-11-26 10:15`.
        package var receivedAt: String
        package var doneAt: String?

        package init(
            number: String, language: Language, page: String, route: Route?, words: String, answer: String,
            receivedAt: String, doneAt: String?
        ) {
            self.number = number
            self.language = language
            self.page = page
            self.route = route
            self.words = words
            self.answer = answer
            self.receivedAt = receivedAt
            self.doneAt = doneAt
        }
    }

    package var rows: [Row]
    /// Whether there are more than are shown.
    package var goesOn: Bool

    package init(rows: [Row], goesOn: Bool) {
        self.rows = rows
        self.goesOn = goesOn
    }
}
