/// What an account may do at the Desk, from the least to the most.
///
/// The raw values are stored, so they stay for ever.
package enum Role: String, CaseIterable, Sendable {
    case reader, editor, protocolOfficer, curator, publisher, administrator
}
