import Kinds
import Office
import Pages
import Records

/// What somebody may do at the Desk: what their role lets them, for the kinds of records that their account is for.
/// Reading follows from the role alone.
struct Rights: Sendable {
    let role: Role
    let kinds: KindScope

    init(_ account: Account) {
        role = account.role
        kinds = account.kinds
    }

    /// Whose eyes they have: what a gift is worth and what the law asks of it is for the protocol officer.
    var audience: Audience {
        switch role {
        case .reader, .editor, .curator: .staff
        case .protocolOfficer, .publisher, .administrator: .protocolOfficer
        }
    }

    func mayEdit(_ kind: String) -> Bool { role.edits && kinds.holds(kind) }

    /// Whether they may find a text of somebody else fit to be public.
    func mayApprove(_ kind: String) -> Bool { role.approves && kinds.holds(kind) }

    func mayPublish(_ kind: String) -> Bool { role.publishes && kinds.holds(kind) }

    func mayDelete(_ kind: String) -> Bool { role.deletes && kinds.holds(kind) }

    /// Whether they may read the journal as a whole: who did what, and when. That is for those who answer for it.
    var mayAudit: Bool { role == .publisher || role == .administrator }

    /// Whether they may read what visitors wrote to the office, with their addresses, and say that it is done.
    var mayReadMessages: Bool { role == .publisher || role == .administrator }

    /// Whether they may erase people from the journal.
    var mayErase: Bool { role == .administrator }

    var mayManagePeople: Bool { role == .administrator }

    var editedKinds: Set<String> { Set(KindRegistry.all.map { $0.name }.filter(mayEdit)) }
}

extension Role {
    /// Whether the role writes, of whatever kind.
    var edits: Bool { self != .reader }

    var approves: Bool {
        switch self {
        case .reader, .editor: false
        case .protocolOfficer, .curator, .publisher, .administrator: true
        }
    }

    var publishes: Bool { self == .publisher || self == .administrator }

    var deletes: Bool { self == .publisher || self == .administrator }

    /// What the role may do, for telling it.
    var duties: [DeskPeople.Role.Duty] {
        var duties: [DeskPeople.Role.Duty] = [.read]
        if [.protocolOfficer, .publisher, .administrator].contains(self) { duties.append(.readLegal) }
        if edits { duties.append(.write) }
        if approves { duties.append(.approve) }
        if publishes { duties.append(.publish) }
        if self == .administrator { duties.append(.people) }
        return duties
    }
}
