import ArgumentParser
import Office

struct EnableUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Lets somebody in again who was disabled.")

    @Argument(help: "Who.")
    var login: String

    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await office.open { store in
            let account = try await OfficeOptions.account(login, in: store)
            try await store.change(account.id, AccountChange(isDisabled: false))
            Terminal.say("\(account.login) is enabled.")
        }
    }
}
