import GRDB
import TestKit
import Testing

@testable import Office

/// A time to begin with; the office has no clock of its own.
let moment: Int64 = 1_790_000_000_000
let second: Int64 = 1_000
let minute: Int64 = 60 * second
let hour: Int64 = 60 * minute

/// So cheap that a suite can hash by the hundred.
let cheap = ScryptCost(logRounds: 4, blockSize: 8, parallelism: 1)
let goodPassword = "seven bridges, one river"
let home = Client(address: "192.0.2.7", device: "Browser/1.0")
let elsewhere = Client(address: "198.51.100.9", device: "Browser/2.0")

/// An office in a folder of its own.
struct OfficeBench {
    let folder: ScratchFolder
    let store: OfficeStore
    var path: String { folder("office.sqlite") }

    init(_ folder: ScratchFolder? = nil, cost: ScryptCost = cheap, throttle: Throttle = Throttle()) throws {
        let folder = try folder ?? ScratchFolder()
        self.folder = folder
        store = try OfficeStore(path: folder("office.sqlite"), cost: cost, throttle: throttle)
    }

    /// An account with the good password.
    func account(_ login: String = "anna", _ role: Role = .editor) async throws -> Account {
        let account = try await store.add(name: "Anna", login: login, role: role, at: moment)
        try await store.setPassword(account.id, goodPassword)
        return try #require(try await store.account(id: account.id))
    }

    func signIn(
        _ login: String = "anna", _ password: String = goodPassword, from client: Client = home,
        at milliseconds: Int64 = moment
    ) async throws -> SignInOutcome {
        try await store.signIn(login: login, password: password, from: client, at: milliseconds)
    }

    /// The password of an account as the file has it.
    func stored(_ id: AccountID) async throws -> PasswordHash {
        let text = try await store.database.read { db in
            try String.fetchOne(db, sql: "SELECT password FROM account WHERE id = ?", arguments: [id.text])
        }
        return try #require(PasswordHash(text: text ?? ""))
    }

    /// Signs in and demands that it works.
    func enter(_ login: String = "anna", at milliseconds: Int64 = moment) async throws -> (Session, String) {
        guard case .session(let session, let token) = try await signIn(login, at: milliseconds) else {
            throw OfficeProblem.storage("the sign-in of \(login) was refused")
        }
        return (session, token)
    }
}

/// The problem that some work throws; `nil` when it throws none.
func problem(_ work: () async throws(OfficeProblem) -> Void) async -> OfficeProblem? {
    do throws(OfficeProblem) {
        try await work()
        return nil
    } catch { return error }
}
