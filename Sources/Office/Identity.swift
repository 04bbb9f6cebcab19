/// Who somebody is to a provider of OpenID Connect: its own name, and its permanent name for them (OpenID Connect Core
/// 1.0, 5.7). Nothing else of what a provider says names anybody here: names and mail addresses change hands.
package struct Identity: Sendable, Hashable {
    /// The most bytes that a subject may have (OpenID Connect Core 1.0, 2).
    package static let subjectBytes = 255

    package let issuer: String
    package let subject: String

    /// `nil` for a subject that is empty, too long or not plain ASCII.
    package init?(issuer: String, subject: String) {
        guard (1...Identity.subjectBytes).contains(subject.utf8.count),
            subject.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        self.issuer = issuer
        self.subject = subject
    }
}
