import ArgumentParser
import Office

struct ChangeUserRole: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Changes what somebody may do.")

    @Argument(help: "Who.")
    var login: String

    @Argument(help: "What they may do from now on.")
    var role: Role

    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await office.open { store in
            let account = try await OfficeOptions.account(login, in: store)
            try await store.change(account.id, AccountChange(role: role))
            Terminal.say("\(account.login) is \(role.rawValue).")
        }
    }
}
