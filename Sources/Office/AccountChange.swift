/// What is to be another at an account; what is `nil` stays.
package struct AccountChange: Sendable {
    package var name: String?
    package var role: Role?
    package var isDisabled: Bool?
    package var kinds: KindScope?

    package init(
        name: String? = nil, role: Role? = nil, isDisabled: Bool? = nil, kinds: KindScope? = nil
    ) {
        self.name = name
        self.role = role
        self.isDisabled = isDisabled
        self.kinds = kinds
    }
}
