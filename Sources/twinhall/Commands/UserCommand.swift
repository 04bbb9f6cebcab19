import ArgumentParser

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Says who may sign in at the Desk, and what they may do.",
        discussion: "Each of these may run while a server does; it knows of the change at its next request.",
        subcommands: [
            AddUser.self, ListUsers.self, ResetUser.self, DisableUser.self, EnableUser.self,
            ChangeUserRole.self, ChangeUserKinds.self, SecondFactorOfUser.self,
        ])
}
