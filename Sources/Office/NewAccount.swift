/// An account that is to be made.
package struct NewAccount: Sendable {
    package var name: String
    package var login: String
    package var role: Role
    package var kinds: KindScope

    package init(name: String, login: String, role: Role, kinds: KindScope = .all) {
        self.name = name
        self.login = login
        self.role = role
        self.kinds = kinds
    }

    /// All that is wrong with it by itself: `nameInvalid`, `loginInvalid`.
    package var problems: [OfficeProblem] {
        (Account.name(name) == nil ? [.nameInvalid] : []) + (Login(login) == nil ? [.loginInvalid] : [])
    }
}
