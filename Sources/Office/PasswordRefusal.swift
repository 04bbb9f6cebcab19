/// Why a password is not taken. There are no rules of composition: length is what counts (NIST SP 800-63B, 5.1.1.2).
package enum PasswordRefusal: Sendable, Hashable, CustomStringConvertible {
    case tooShort
    case tooLong
    /// Whoever knows the login would try it first.
    case containsLogin
    case oneCharacter

    package var description: String {
        switch self {
        case .tooShort:
            "a password has at least \(Password.byteCounts.lowerBound) bytes: a few words make a good one"
        case .tooLong: "a password has at most \(Password.byteCounts.upperBound) bytes"
        case .containsLogin: "a password does not contain the login"
        case .oneCharacter: "a password is more than one character again and again"
        }
    }
}
