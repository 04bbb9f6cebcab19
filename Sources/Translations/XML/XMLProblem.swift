/// Why XML could not be read, and in which line; reading ends there.
struct XMLProblem: Error, Hashable, Sendable {
    let line: Int
    let reason: String
}
