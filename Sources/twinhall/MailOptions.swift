import ArgumentParser
import FoundationEssentials
import Hall
import Mail

/// The settings of `serve` about sending links by mail.
struct MailOptions: ParsableArguments {
    @Option(
        help: "The mail server that takes links: smtps://host[:port], or smtp://host[:port] for STARTTLS.")
    var mailServer: String?

    @Option(help: "The address that letters come from.")
    var mailFrom: String?

    @Option(
        help:
            "The login at the mail server; its password only by TWINHALL_MAIL_PASSWORD or the settings file.")
    var mailLogin: String?

    @Option(help: "A file with the authorities that may vouch for the mail server, instead of the machine's.")
    var mailAuthority: String?

    /// - Returns: `nil` when no mail server is set.
    func mail(_ source: SettingsSource) throws -> (server: MailServer, from: Mailbox)? {
        let texts = (
            from: source.text(.mailFrom, flag: mailFrom), login: source.text(.mailLogin, flag: mailLogin),
            // No flag: whoever may list the machine's processes would read it.
            password: source.text(.mailPassword, flag: nil),
            authority: source.text(.mailAuthority, flag: mailAuthority)
        )
        guard let address = source.text(.mailServer, flag: mailServer) else {
            for (name, text) in [
                ("mail-from", texts.from), ("mail-login", texts.login), ("mail-password", texts.password),
                ("mail-authority", texts.authority),
            ] where text != nil {
                throw Failure("\(name) is set, but there is no mail-server")
            }
            return nil
        }
        guard var server = MailServer(address) else {
            throw Failure(
                "mail-server must be smtps://host[:port] or smtp://host[:port], not '\(address.withoutLogin)'"
            )
        }
        guard let text = texts.from, let from = Mailbox(text) else {
            throw Failure("mail-from must be a mail address, not '\(texts.from ?? "")'")
        }
        guard (texts.login == nil) == (texts.password == nil) else {
            throw Failure("mail-login and mail-password belong together: one of them is not set")
        }
        (server.login, server.password) = (texts.login, texts.password)
        if let authority = texts.authority {
            guard FileManager.default.isReadableFile(atPath: authority) else {
                throw Failure(
                    "mail-authority must be a file with certificates; '\(authority)' cannot be read")
            }
            server.authorities = authority
        }
        return (server, from)
    }

    /// How the Desk sends links; `nil` when it does not.
    func desk(_ source: SettingsSource, publicURL: String?) throws -> DeskMail? {
        guard let (server, from) = try mail(source) else { return nil }
        guard let publicURL else {
            Terminal.say(
                "Links are not sent by mail: set public-url, the address that they begin with in a letter.")
            return nil
        }
        guard let carrier = CurlCarrier(server, greeting: DeskMail.host(of: publicURL)) else {
            throw Failure("mail-server is set, but the libcurl of this machine is too old: 7.85 is needed")
        }
        return DeskMail(carrier: carrier, from: from, publicURL: publicURL)
    }
}

extension String {
    /// A setting as it may be shown: what stands before an @ may be a password.
    fileprivate var withoutLogin: String {
        contains("@") ? "…" + suffix(from: lastIndex(of: "@") ?? endIndex) : self
    }
}
