package import Records

/// The field that has a link sent by mail.
package struct MailField: Sendable {
    package var address: String
    /// In which the letter is to be.
    package var language: Language
    /// Those to choose from.
    package var languages: [Language]
    package var problem: String?

    package init(address: String, language: Language, languages: [Language], problem: String?) {
        self.address = address
        self.language = language
        self.languages = languages
        self.problem = problem
    }
}

/// What became of a letter, in words for who sent it.
package enum MailOutcome: Sendable, Hashable {
    case taken(String)
    case notTaken(String)
}
