import ArgumentParser
import Records

struct CodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code", abstract: "Prints a new code for a record that is written by hand.",
        discussion: """
            It is drawn at random from 34 thousand million and needs no Hall. Should it be taken after all, \
            'import --dry-run' says "changed" of a record that should be new.
            """)

    func run() {
        var source = SystemRandomNumberGenerator()
        Terminal.say(Code.random(using: &source).text)
    }
}
