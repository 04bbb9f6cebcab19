/// What an operator says of the city's provider.
package struct OpenIDSettings: Sendable {
    /// What the provider calls itself, exactly.
    package var issuer: ProviderAddress
    /// What the provider calls the Hall.
    package var client: String
    /// What the provider knows the Hall by; without it the Hall is a public client (RFC 6749, 2.1).
    package var secret: String?
    /// What people call the provider.
    package var name: String
    /// Where browsers come back to, as it is registered with the provider.
    package var returnAddress: String
    /// How long one question to the provider may take, until the last byte of its answer. Four of them, which is the most
    /// that one sign-in asks, have to fit into the time of a request.
    package var limit: Duration = .seconds(7)

    package init(
        issuer: ProviderAddress, client: String, secret: String?, name: String, returnAddress: String
    ) {
        self.issuer = issuer
        self.client = client
        self.secret = secret
        self.name = name
        self.returnAddress = returnAddress
    }
}
