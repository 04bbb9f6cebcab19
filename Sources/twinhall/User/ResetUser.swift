import ArgumentParser
import Office

struct ResetUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Makes a new link with which somebody sets a password; older links are void.",
        discussion: "The password of before, and who is signed in with it, stay until the link is used.")

    @Argument(help: "Whose password.")
    var login: String

    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await office.open { store in
            try await OfficeOptions.invite(try await OfficeOptions.account(login, in: store), in: store)
        }
    }
}
