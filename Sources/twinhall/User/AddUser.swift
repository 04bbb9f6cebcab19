import ArgumentParser
import Office

struct AddUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Makes an account and a link with which its owner sets a password.")

    @Option(help: "A mail address or a word to sign in with.")
    var login: String

    @Option(help: "What others call them.")
    var name: String

    @Option(help: "What they may do.")
    var role: Role

    @Option(help: "The only kinds of records that they may change, divided by commas, such as gift,visit.")
    var kinds: String?

    @Flag(help: "Take the password from one line of standard input and make no link.")
    var passwordStdin = false

    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await office.open { store in
            let password = passwordStdin ? try passwordLine() : nil
            let scope = try kinds.map { try OfficeOptions.kinds($0) } ?? .all
            let account = try await store.add(
                NewAccount(name: name, login: login, role: role, kinds: scope), at: OpenHall.now)
            Terminal.say("\(account.login) is account \(account.id), \(account.role.rawValue).")
            if let password {
                try await store.setPassword(account.id, password)
            } else {
                try await OfficeOptions.invite(account, in: store)
            }
        }
    }

    /// Refused before there is an account that nobody could use.
    private func passwordLine() throws -> String {
        guard let line = readLine() else { throw Failure("there is no password on standard input") }
        if let refusal = Password.refusal(of: line, login: login) { throw Failure(refusal.description) }
        return line
    }
}
