import Logging
import Office

extension Desk {
    /// Writes down what happened to an account, and by whom: account ids only, no name, no login, no secret.
    func tell(_ event: StaticString, of account: AccountID, by author: AccountID) {
        Logger.current.notice(
            "office", metadata: ["event": "\(event)", "account": "\(account)", "by": "\(author)"])
    }

    /// Writes down why the provider did not say who somebody is.
    func tell(of problem: ProviderProblem) {
        let sort =
            switch problem {
            case .unreachable: "unreachable"
            case .misconfigured: "misconfigured"
            case .denied: "denied"
            case .untrusted: "untrusted"
            }
        Logger.current.warning("provider", metadata: ["problem": "\(sort)", "reason": "\(problem.reason)"])
    }
}
