import Office
import Records

/// What each role may do at the Desk.
extension Role {
    /// Whose eyes they have: what a gift is worth and what the law asks of it is for the protocol officer.
    var audience: Audience {
        switch self {
        case .reader, .editor, .curator: .staff
        case .protocolOfficer, .publisher, .administrator: .protocolOfficer
        }
    }

    var mayEdit: Bool { self != .reader }

    /// Whether they may find a text of somebody else fit to be public.
    var mayApprove: Bool {
        switch self {
        case .reader, .editor: false
        case .protocolOfficer, .curator, .publisher, .administrator: true
        }
    }

    /// Whether they may erase people from the journal.
    var mayErase: Bool { self == .administrator }

    var mayPublish: Bool { self == .publisher || self == .administrator }
}
