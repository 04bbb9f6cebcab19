import ArgumentParser
import Office

struct DisableUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Keeps somebody out and ends their sessions; the journal still names them.")

    @Argument(help: "Who.")
    var login: String

    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await office.open { store in
            let account = try await OfficeOptions.account(login, in: store)
            try await store.change(account.id, AccountChange(isDisabled: true))
            Terminal.say("\(account.login) is disabled.")
        }
    }
}
