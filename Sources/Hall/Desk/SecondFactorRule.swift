package import Office
import Pages

/// Whom the Hall asks for a second factor; everybody else may have one.
package enum SecondFactorRule: String, Sendable, CaseIterable {
    case none, administrators, everybody

    /// Whether somebody has to set one up before they do anything else. A second factor stands beside a password: whom a
    /// provider let in is asked for none.
    package func isMissing(from signedIn: SignedIn) -> Bool {
        guard !signedIn.session.isVouched, !signedIn.account.hasSecondFactor else { return false }
        switch self {
        case .none: return false
        case .administrators: return signedIn.account.role == .administrator
        case .everybody: return true
        }
    }
}

extension DeskPlace {
    /// Where somebody comes who still has to set up the second factor that the Hall asks for.
    var isOpenWithoutSecondFactor: Bool { self == .secondFactor || self == .signOut }
}
