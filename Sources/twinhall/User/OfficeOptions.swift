import ArgumentParser
import FoundationEssentials
import Ledger
import Office

/// Where the office is; these commands need neither resources nor the imaging program.
struct OfficeOptions: ParsableArguments {
    @Option(help: "The data folder of the Hall.")
    var data: String?

    @Option(help: "A JSON file with settings under the names of their flags.")
    var config: String?

    /// Opens the accounts, does the work, and tells what went wrong.
    func open(_ work: (OfficeStore) async throws -> Void) async throws {
        try await running {
            let path = try await SettingsSource(file: config).text("data", flag: data) ?? "./data"
            let store = try OfficeStore(path: try OpenHall.folder(at: path).office)
            do {
                try await work(store)
            } catch {
                // What went wrong first is what is told.
                try? store.close()
                throw error
            }
            try store.close()
        }
    }

    /// The account with this login.
    static func account(_ login: String, in store: OfficeStore) async throws -> Account {
        guard let account = try await store.account(login: login) else {
            throw Failure("nobody has the login '\(login)'")
        }
        return account
    }

    /// Makes a one-time link and prints it.
    static func invite(_ account: Account, in store: OfficeStore) async throws {
        let token = try await store.invite(account.id, at: OpenHall.now)
        let until = Date(timeIntervalSince1970: Double(token.validUntil) / 1_000)
        Terminal.say("/en/desk/welcome?token=\(token.token)")
        Terminal.say("This link works once, until \(until.ISO8601Format()). It is shown only now.")
    }
}

extension OfficeProblem: ToldToOperator {}
extension Role: ExpressibleByArgument {}
