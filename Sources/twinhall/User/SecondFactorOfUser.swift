import ArgumentParser
import Office

struct SecondFactorOfUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "second-factor",
        abstract: "Says whether somebody shows a second factor, or removes it when it was lost.")

    @Argument(help: "Whose.")
    var login: String

    @Flag(help: "Remove it, with the codes on paper: the password is enough then.")
    var remove = false

    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await office.open { store in
            let account = try await OfficeOptions.account(login, in: store)
            if remove {
                let wasOn = try await store.removeSecondFactor(of: account.id)
                Terminal.say(
                    wasOn
                        ? "The second factor of \(account.login) is removed."
                        : "\(account.login) had no second factor.")
            } else if let factor = try await store.secondFactor(of: account.id), factor.confirmedAt != nil {
                let left = Terminal.count(factor.recoveryCodesLeft, "code")
                Terminal.say("\(account.login) shows a second factor; \(left) on paper left.")
            } else {
                Terminal.say("\(account.login) shows only the password.")
            }
        }
    }
}
