internal import HTTPTypes
internal import NIOCore
internal import Pages
internal import Records

/// The posted form of the reading settings.
struct SettingsForm: Sendable {
    /// What the reader chose; the normal version for the buttons "reset" and "normal".
    let settings: ReadingSettings
    /// Where the reader came from; the home page where the form does not say so credibly.
    let back: String

    init(_ body: ByteBuffer, language: Language) {
        let fields = FormFields(body.readableBytesView)
        let action = fields["action"]
        settings =
            action == "reset" || action == "normal"
            ? ReadingSettings() : ReadingSettings(form: { fields[$0] })
        back = LocalAddress.checked(fields["back"]) ?? Route.home(language).path
    }

    /// Back to where the reader was, with the cookie, and with `?view=` for whom the cookie does not stay.
    func reply(isSecure: Bool) -> Reply {
        Reply(
            .seeOther,
            [
                .location: LocalAddress.carrying(view: settings.code, back),
                .setCookie: ReadingChoice.setCookie(settings, isSecure: isSecure),
                .cacheControl: CachePolicy.never,
            ])
    }
}
