import Localisation
import Logging
import Mail
import Office
import Pages
import Records

/// Sending a link by mail, for whoever may make it.
extension DeskVisit {
    /// What a link is for.
    enum MailedLink {
        /// A password, the first one or another.
        case password(isFirst: Bool)
        /// The approval of a text with this title.
        case approval(title: String)
    }

    /// What was typed; without a mail server nothing is asked for.
    func mailWish() -> MailWish {
        let chosen = request["mail-language"].flatMap { Language($0) } ?? request.language
        var wish = MailWish(language: desk.languages.contains(chosen) ? chosen : request.language)
        let typed = request.text("mail", limit: 300)
        guard desk.mail != nil, !typed.allSatisfy(\.isWhitespace) else { return wish }
        wish.to = Mailbox(typed)
        if wish.to == nil { wish.problem = t("Write one mail address, such as name@city.example.") }
        return wish
    }

    /// The field for the address; `nil` where the Hall sends no mail.
    ///
    /// - Parameter isKept: whether what was typed comes back.
    func mailField(isKept: Bool = false) -> MailField? {
        guard desk.mail != nil else { return nil }
        let wish = mailWish()
        return MailField(
            address: isKept ? request.text("mail", limit: 300) : "",
            language: isKept ? wish.language : request.language, languages: desk.languages,
            problem: isKept ? wish.problem : nil)
    }

    /// The address of a link: where it is mailed, under the address that the operator set, in the reader's language.
    func linkAddress(_ place: DeskPlace, _ wish: MailWish) -> String {
        guard let mail = desk.mail, wish.to != nil else {
            return desk.address(.desk(request.language, place))
        }
        return mail.publicURL + Route.desk(wish.language, place).path
    }

    /// Sends a link that was just made; `nil` when nobody asked for that.
    ///
    /// The address is used here and kept nowhere, the log holds neither it nor the link.
    func mail(
        _ link: String, _ kind: MailedLink, until milliseconds: Int64, _ wish: MailWish
    ) async -> MailOutcome? {
        guard let mail = desk.mail, let to = wish.to else { return nil }
        let author = signedIn.account.id
        guard mail.sent.allows(author, at: desk.now()) else {
            desk.tell("mail not taken", because: "limit", by: author)
            return .notTaken(
                t(
                    "You have sent {count} letter within the hour, and may send no more.",
                    "You have sent {count} letters within the hour, and may send no more.",
                    count: mail.sent.count))
        }
        let writer = speaking(wish.language)
        let message = DeskMail.Message(
            to: to, language: wish.language, subject: writer.subject(kind),
            paragraphs: writer.paragraphs(link, kind, until: milliseconds))
        switch await mail.carry(message, from: desk.hallName(wish.language), at: desk.now()) {
        case .taken:
            desk.tell("mail taken", because: nil, by: author)
            return .taken(
                t(
                    "The mail server took the letter to {address}. Whether it arrives, the Hall cannot know.",
                    ["address": to.text]))
        case .notTaken(let reason):
            desk.tell("mail not taken", because: "\(reason)", by: author)
            return .notTaken(words(of: reason))
        }
    }

    /// The same visit in another language: that of whom the letter is for.
    func speaking(_ language: Language) -> DeskVisit {
        var request = request
        request.language = language
        return DeskVisit(desk: desk, request: request, signedIn: signedIn)
    }

    private func words(of reason: Delivery.Reason) -> String {
        switch reason {
        case .busy: t("Too many letters are waiting at this moment.")
        case .unreachable: t("The mail server cannot be reached.")
        case .late:
            t(
                "The mail server did not answer in time, so this is not certain: the letter may arrive nevertheless."
            )
        case .unencrypted:
            t("The mail server offers no encryption that will do, and without it no link is sent.")
        case .unproven:
            t("The mail server could not prove by its certificate that it is the right one.")
        case .login: t("The mail server does not accept the Hall’s login.")
        case .refused(let reply) where reply < 500:
            t(
                "The mail server does not take the letter for now (answer {number}). Try again later.",
                ["number": "\(reply)"])
        case .refused(let reply):
            t("The mail server refuses the letter or its address (answer {number}).", ["number": "\(reply)"])
        case .garbled: t("The mail server hung up, or answered as no mail server does.")
        case .notInternational:
            t("The mail server takes only Latin letters before the @. Is there another address?")
        case .fault: t("The letter could not be handed to the mail server; the Hall’s log names the reason.")
        }
    }

    // MARK: The letter

    private func subject(_ kind: MailedLink) -> String {
        let hall = desk.hallName(request.language)
        return switch kind {
        case .password(isFirst: true): t("{hall}: your invitation", ["hall": hall])
        case .password(isFirst: false): t("{hall}: a new password", ["hall": hall])
        case .approval: t("{hall}: a text waits for your word", ["hall": hall])
        }
    }

    private func paragraphs(_ link: String, _ kind: MailedLink, until milliseconds: Int64) -> [String] {
        let (name, hall) = (signedIn.account.name, desk.hallName(request.language).inOneLine)
        let purpose =
            switch kind {
            case .password(isFirst: true):
                t(
                    "{name} invites you to work in “{hall}”. Choose a password by this link:",
                    ["name": name, "hall": hall])
            case .password(isFirst: false):
                t(
                    "{name} sends you a link to choose a new password for “{hall}”:",
                    ["name": name, "hall": hall])
            case .approval(let title):
                t(
                    "{name} asks whether this text of “{hall}” may become public: “{title}”. By this link you see it as visitors would, and say yes or no:",
                    ["name": name, "hall": hall, "title": title.inOneLine])
            }
        return [
            purpose, link,
            t("The link works once, until {time}.", ["time": time(milliseconds)]),
            t(
                "Do not pass it on. If it does not work, or you have a question, turn to {name}. If you do not know what this is about, do nothing.",
                ["name": name]),
            t("This letter was written by a program; answers to it are read by nobody."),
            ([hall] + [desk.hallAddress(request.language)?.inOneLine].compactMap { $0 }).joined(
                separator: "\n"),
        ]
    }

    /// A moment by the clock of the Hall: "28 November 2026, 23:22 (Asia/Yekaterinburg)".
    private func time(_ milliseconds: Int64) -> String {
        let local = desk.zone.local(milliseconds)
        // A day that is none cannot come from a clock.
        let day = (try? EDTF(String(local.prefix(10)))).map { t.words($0) } ?? String(local.prefix(10))
        return "\(day), \(local.suffix(5)) (\(desk.zone.name))"
    }
}

extension Desk {
    /// Writes down what became of a letter, and by whom it was sent: no address, no name, no link.
    func tell(_ event: StaticString, because reason: String?, by author: AccountID) {
        var metadata: Logger.Metadata = ["event": "\(event)", "by": "\(author)"]
        if let reason { metadata["reason"] = "\(reason)" }
        Logger.current.notice("office", metadata: metadata)
    }
}

extension String {
    /// Without line ends and other controls, and not endless: a name within a sentence.
    fileprivate var inOneLine: String {
        let scalars = unicodeScalars.prefix(300).map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: " "
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
