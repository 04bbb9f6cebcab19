/// Why JSON could not be read, and where: `offset` is in bytes from the start.
package struct JSONProblem: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// The text is not JSON (RFC 8259), or goes beyond a limit of the reader; reading ends here.
        case syntax(String)
        /// It is JSON, but another value was expected; the reader can skip it and go on.
        case shape(expected: String)
    }

    package let offset: Int
    package let reason: Reason
}
