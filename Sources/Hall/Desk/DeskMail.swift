import FoundationEssentials
package import Mail
import Office
import Pages
import Records

/// How the Desk sends links by mail: what carries the letters, from which address, and where their links lead.
package struct DeskMail: Sendable {
    /// How many letters one person may send within an hour.
    package static let perHour = 20

    let carrier: any MailCarrier
    let from: Mailbox
    /// What the operator set, and nothing else. The Hall's own record may name a public address too, but whoever edits
    /// that record must not be able to bring somebody's link to a site of theirs.
    let publicURL: String
    let sent = RateLimit<AccountID>(perHour, each: 60 * 60 * 1_000)

    /// - Parameter publicURL: `https://…` without a closing slash.
    package init(carrier: any MailCarrier, from: Mailbox, publicURL: String) {
        self.carrier = carrier
        self.from = from
        self.publicURL = publicURL
    }

    /// The host of a public address; what is no plain name is not shown to strangers.
    package static func host(of publicURL: String) -> String {
        let host = URL(string: publicURL)?.host ?? ""
        return host.isEmpty || host.contains(":") ? "localhost" : host
    }

    /// What is said in a letter.
    struct Message {
        var to: Mailbox
        var language: Language
        var subject: String
        /// One below the other, with an empty line between.
        var paragraphs: [String]
    }

    func carry(_ message: Message, from hallName: String, at milliseconds: Int64) async -> Delivery {
        await carrier.carry(
            Letter(
                from: from, sender: hallName, to: message.to, subject: message.subject,
                text: message.paragraphs.joined(separator: "\n\n"), language: message.language.tag,
                // RFC 5322 writes the zone otherwise than RFC 9110.
                date: WallClock.text(milliseconds / 1_000).replacing("GMT", with: "+0000"),
                host: Self.host(of: publicURL)))
    }
}

/// What a person typed to have a link sent.
struct MailWish {
    /// `nil` when the field stayed empty: the link is only shown.
    var to: Mailbox?
    var language: Language
    /// What is wrong with the field.
    var problem: String?
}
