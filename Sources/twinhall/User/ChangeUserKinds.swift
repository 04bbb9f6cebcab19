import ArgumentParser
import Office

struct ChangeUserKinds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kinds", abstract: "Changes which kinds of records somebody may change.",
        discussion: "Everything that their role lets them read they go on reading.")

    @Argument(help: "Who.")
    var login: String

    @Argument(help: "Kinds divided by commas, such as gift,visit; or all.")
    var kinds: String

    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await office.open { store in
            let account = try await OfficeOptions.account(login, in: store)
            let scope = try OfficeOptions.kinds(kinds)
            try await store.change(account.id, AccountChange(kinds: scope))
            let words = scope == .all ? "every kind" : scope.names.joined(separator: ", ")
            Terminal.say("\(account.login) may change \(words), as far as the role goes.")
        }
    }
}
