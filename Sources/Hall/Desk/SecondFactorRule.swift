package import Office
import Pages

/// Whom the Hall asks for a second factor; everybody else may have one.
package enum SecondFactorRule: String, Sendable, CaseIterable {
    case none, administrators, everybody

    /// Whether an account has to set one up before it does anything else.
    package func isMissing(from account: Account) -> Bool {
        guard !account.hasSecondFactor else { return false }
        switch self {
        case .none: return false
        case .administrators: return account.role == .administrator
        case .everybody: return true
        }
    }
}

extension DeskPlace {
    /// Where somebody comes who still has to set up the second factor that the Hall asks for.
    var isOpenWithoutSecondFactor: Bool { self == .secondFactor || self == .signOut }
}
