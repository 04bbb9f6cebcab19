import ArgumentParser
import Office

struct ListUsers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists all accounts.",
        discussion:
            "One a line, divided by tabs: login, role, state, account, name, kinds, second factor, issuer.")

    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await office.open { store in
            for account in try await store.accounts() {
                let state =
                    account.isDisabled
                    ? "disabled"
                    : account.hasPassword || account.issuer != nil
                        ? "active" : "without a password"
                Terminal.say(
                    [
                        account.login, account.role.rawValue, state, account.id.text, account.name,
                        account.kinds == .all ? "all" : account.kinds.names.joined(separator: ","),
                        account.hasSecondFactor ? "second factor" : "password only",
                        account.issuer ?? "no provider",
                    ]
                    .joined(separator: "\t"))
            }
        }
    }
}
