import Logging
import Office

extension Desk {
    /// Writes down what happened to an account, and by whom: account ids only, no name, no login, no secret.
    func tell(_ event: StaticString, of account: AccountID, by author: AccountID) {
        Logger.current.notice(
            "office", metadata: ["event": "\(event)", "account": "\(account)", "by": "\(author)"])
    }
}
