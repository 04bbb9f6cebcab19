import ArgumentParser
import FoundationEssentials
import Kinds
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
            let path = try await SettingsSource(file: config).text(.data, flag: data) ?? "./data"
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
        Terminal.say("/en/desk/welcome?token=\(token.token)")
        Terminal.say("This link works once, until \(time(token.validUntil)). It is shown only now.")
    }
}

extension OfficeOptions {
    /// Milliseconds since 1970 in ISO 8601.
    static func time(_ milliseconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1_000).ISO8601Format()
    }

    /// The kinds that somebody may change: `gift,visit`, or `all`.
    static func kinds(_ text: String) throws -> KindScope {
        guard text != "all" else { return .all }
        let names = text.split(separator: ",").map { String($0) }
        if let stranger = names.first(where: { KindRegistry.kind(named: $0) == nil }) {
            throw Failure("there is no kind '\(stranger)'")
        }
        guard !names.isEmpty, let kinds = KindScope(names) else {
            throw Failure("name kinds divided by commas, such as gift,visit, or all")
        }
        return kinds
    }
}

extension OfficeProblem: ToldToOperator {}
extension Role: ExpressibleByArgument {}
