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

    /// Where in the text and why: "is not valid JSON at line 3, column 7: a colon was expected".
    package func sentence(in bytes: [UInt8]) -> String {
        let before = bytes.prefix(offset)
        let line = before.count { $0 == 0x0A } + 1
        let column = offset - ((before.lastIndex(of: 0x0A) ?? -1) + 1) + 1
        let words =
            switch reason {
            case .syntax(let text): text
            case .shape(let expected): "\(expected) was expected"
            }
        return "is not valid JSON at line \(line), column \(column): \(words)"
    }
}
