/// The form by which anybody writes to the office about accessibility: what was typed, and what is wrong with it.
package struct MessageForm: Sendable {
    package enum Field: String, Sendable, Hashable, CaseIterable {
        /// Which page it is about.
        case page
        /// What went wrong.
        case words
        /// How the office can answer.
        case answer
        /// Hidden from people: only programs fill it.
        case trap = "website"
    }

    /// What is wrong with one field.
    package enum Problem: Sendable, Hashable {
        case missing
        /// The most characters there may be.
        case tooLong(limit: Int)
        case trapped
    }

    /// Why the whole form was not taken.
    package enum Refusal: Sendable, Hashable {
        /// It came back too soon after it was opened, or too late, or not from here.
        case stale
        case wait(seconds: Int)
        /// The office has too many messages that nobody has read yet.
        case full
    }

    package var page: String
    package var words: String
    package var answer: String
    /// Says when the form was opened.
    package var token: String
    package var problems: [Field: Problem]
    package var refusal: Refusal?

    package init(
        page: String = "", words: String = "", answer: String = "", token: String,
        problems: [Field: Problem] = [:], refusal: Refusal? = nil
    ) {
        self.page = page
        self.words = words
        self.answer = answer
        self.token = token
        self.problems = problems
        self.refusal = refusal
    }
}
