/// Pages about those who work here: all of them, one of them, and oneself.
package enum DeskPeople: Sendable {
    case list([Row])
    case new(Form)
    case person(Person)
    /// A one-time link, shown only now.
    case link(Link)
    case me(Me)
    case secondFactor(Setup)
    /// The codes on paper, shown only now.
    case recoveryCodes([String])
    /// Asks for a code on the way in.
    case code(next: String, problem: CodeProblem?)
    case first(First)

    /// Somebody who may sign in, or might once.
    package struct Row: Sendable {
        package enum State: Sendable, Hashable, CaseIterable { case active, invited, disabled }

        package var account: String
        package var name: String
        package var login: String
        package var role: String
        /// The kinds that they may change, where that is not every kind.
        package var kinds: [String]
        package var state: State
        package var hasSecondFactor: Bool
        /// `2026-11-24 02:31`, in the universal time.
        package var lastSignIn: String?
        /// What people call the provider that says who they are, where one does.
        package var provider: String?

        package init(
            account: String, name: String, login: String, role: String, kinds: [String], state: State,
            hasSecondFactor: Bool, lastSignIn: String?
        ) {
            self.account = account
            self.name = name
            self.login = login
            self.role = role
            self.kinds = kinds
            self.state = state
            self.hasSecondFactor = hasSecondFactor
            self.lastSignIn = lastSignIn
        }
    }

    /// What is typed about somebody.
    package struct Form: Sendable {
        package var name: String
        package var login: String
        package var role: String
        package var kinds: Set<String>
        package var roles: [Role]
        /// Every kind that there is, as a choice.
        package var allKinds: [String]
        /// Sentences by the name of the field.
        package var problems: [String: String]
        /// Where the link is to be sent; `nil` where the Hall sends no mail.
        package var mail: MailField?

        package init(
            name: String = "", login: String = "", role: String, kinds: Set<String> = [], roles: [Role],
            allKinds: [String], problems: [String: String] = [:]
        ) {
            self.name = name
            self.login = login
            self.role = role
            self.kinds = kinds
            self.roles = roles
            self.allKinds = allKinds
            self.problems = problems
        }
    }

    /// A role and what it may do.
    package struct Role: Sendable {
        package enum Duty: Sendable, Hashable, CaseIterable {
            case read, readLegal, write, approve, publish, people
        }

        package var name: String
        package var duties: [Duty]

        package init(name: String, duties: [Duty]) {
            self.name = name
            self.duties = duties
        }
    }

    /// A browser that is signed in.
    package struct Session: Sendable {
        package var id: String
        package var isThis: Bool
        package var openedAt: String
        package var usedAt: String
        /// What it calls itself.
        package var device: String
        package var network: String

        package init(
            id: String, isThis: Bool, openedAt: String, usedAt: String, device: String, network: String
        ) {
            self.id = id
            self.isThis = isThis
            self.openedAt = openedAt
            self.usedAt = usedAt
            self.device = device
            self.network = network
        }
    }

    /// One account, for an administrator.
    package struct Person: Sendable {
        package var row: Row
        package var form: Form
        package var sessions: [Session]
        package var notice: Notice?

        package init(row: Row, form: Form, sessions: [Session], notice: Notice?) {
            self.row = row
            self.form = form
            self.sessions = sessions
            self.notice = notice
        }
    }

    /// A link that lets somebody choose a password.
    package struct Link: Sendable {
        package var account: String
        package var name: String
        package var address: String
        /// `2026-11-24 02:31`, in the universal time.
        package var validUntil: String
        /// What became of the letter with it; `nil` when none was asked for.
        package var outcome: MailOutcome?

        package init(account: String, name: String, address: String, validUntil: String) {
            self.account = account
            self.name = name
            self.address = address
            self.validUntil = validUntil
        }
    }

    /// The reader's own account.
    package struct Me: Sendable {
        package var row: Row
        package var role: Role
        package var hasPassword: Bool
        package var sessions: [Session]
        package var recoveryCodesLeft: Int
        package var problems: [String: String]
        package var notice: Notice?

        package init(
            row: Row, role: Role, hasPassword: Bool, sessions: [Session], recoveryCodesLeft: Int,
            problems: [String: String] = [:], notice: Notice? = nil
        ) {
            self.row = row
            self.role = role
            self.hasPassword = hasPassword
            self.sessions = sessions
            self.recoveryCodesLeft = recoveryCodesLeft
            self.problems = problems
            self.notice = notice
        }
    }

    /// The secret that an app is to keep, to look at and to read.
    package struct Setup: Sendable {
        package var secret: String
        package var square: Square?
        /// Whether nothing else can be done before.
        package var isRequired: Bool
        package var problem: CodeProblem?

        package init(secret: String, square: Square?, isRequired: Bool, problem: CodeProblem?) {
            self.secret = secret
            self.square = square
            self.isRequired = isRequired
            self.problem = problem
        }
    }

    /// A QR code: which of its squares are dark, row by row.
    package struct Square: Sendable, Hashable {
        package var size: Int
        package var dark: [Bool]

        package init?(size: Int, dark: [Bool]) {
            guard size > 0, dark.count == size * size else { return nil }
            self.size = size
            self.dark = dark
        }
    }

    /// Why a code was not taken.
    package enum CodeProblem: Sendable, Hashable {
        case wrong
        case wait(seconds: Int)
    }

    /// What the first administrator types.
    package struct First: Sendable {
        package var token: String
        package var name: String
        package var login: String
        package var problems: [String: String]

        package init(token: String, name: String = "", login: String = "", problems: [String: String] = [:]) {
            self.token = token
            self.name = name
            self.login = login
            self.problems = problems
        }
    }

    /// What was just done; the raw values stand in the address.
    package enum Notice: String, Sendable, Hashable, CaseIterable {
        case changed, disabled, enabled, ended, password, bound, unbound
        case endedOthers = "ended-others"
        case secondFactorOff = "second-factor-off"
    }
}
