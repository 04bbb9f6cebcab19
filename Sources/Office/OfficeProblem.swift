/// Why the office refused.
package enum OfficeProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// Another account has this login.
    case loginTaken
    /// The login is too short or too long, or holds a space or an invisible character.
    case loginInvalid
    /// The name is empty, too long, or holds a control character.
    case nameInvalid
    /// There is no such account.
    case unknownAccount
    /// The account is disabled, so nobody can be invited to it.
    case accountDisabled
    /// Nobody would be left who may change accounts.
    case lastAdministrator
    /// The one-time token is unknown, used, replaced or expired, or its account is disabled.
    case tokenInvalid
    /// Another account is bound to this identity.
    case identityTaken
    /// The account would have no password and no identity left.
    case noOtherWayIn
    /// There are too many open links for the approval of one record.
    case tooManyLinks
    /// The password was not taken.
    case passwordRefused(PasswordRefusal)
    /// Too many passwords are being worked on; try again in a moment.
    case busy
    /// A newer Twinhall has written this file.
    case newerFormat(found: Int, known: Int)
    /// Stored bytes are not what they should be.
    case damaged(place: String, problem: String)
    /// The operating system or the database refused: full disk, missing rights, a file in use.
    case storage(String)

    package var description: String {
        switch self {
        case .loginTaken: "another account has this login"
        case .loginInvalid:
            "a login is a mail address or a word of \(Login.byteCounts.lowerBound) to "
                + "\(Login.byteCounts.upperBound) bytes, without spaces"
        case .nameInvalid: "a name has 1 to \(Account.nameBytes) bytes in one line"
        case .unknownAccount: "there is no such account"
        case .accountDisabled: "this account is disabled: enable it first"
        case .lastAdministrator: "this is the last administrator who is not disabled: make another one first"
        case .tokenInvalid: "this link was used, was replaced by a newer one, or is too old"
        case .identityTaken: "another account is bound to this identity"
        case .noOtherWayIn: "this account has no password: make a link for one first"
        case .tooManyLinks: "there are too many open links for this record: take some back first"
        case .passwordRefused(let refusal): refusal.description
        case .busy: "too many passwords are being worked on: try again in a moment"
        case .newerFormat(let found, let known):
            "office.sqlite has format \(found), this program knows formats up to \(known): use a newer Twinhall"
        case .damaged(let place, let problem): "\(place): \(problem)"
        case .storage(let reason): reason
        }
    }
}
