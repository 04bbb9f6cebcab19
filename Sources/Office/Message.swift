package import Records

/// What somebody wrote to the office about accessibility. It may name and reach a person, so it is kept for a year at
/// most, and erasing a person finds it.
package struct Message: Sendable, Hashable {
    /// In characters as a disk counts them: Unicode scalars.
    package static let pageLimit = 500
    package static let wordsLimit = 3_000
    package static let answerLimit = 200
    /// How many may wait at once: whoever fills the list must not fill the disk.
    package static let waitingLimit = 1_000
    /// A year, in milliseconds.
    package static let lifetime: Int64 = 365 * 24 * 60 * 60 * 1_000

    /// Ten characters, by which its writer can ask about it.
    package let number: String
    /// The language of the page on which it was written.
    package let language: Language
    /// Which page it is about; may be empty.
    package let page: String
    package let words: String
    /// How its writer can be answered; may be empty.
    package let answer: String
    /// Milliseconds since 1970.
    package let receivedAt: Int64
    /// When the office was done with it.
    package let doneAt: Int64?
}

/// What became of a message.
package enum MessageOutcome: Sendable, Hashable {
    case taken(number: String)
    /// Several came from one network: so many seconds have to pass.
    case wait(seconds: Int)
    /// Too many wait to be read.
    case full
}
