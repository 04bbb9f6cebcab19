package import Pages

/// The reading settings of one request, and how they came.
package struct ReadingChoice: Sendable, Hashable {
    package var settings: ReadingSettings
    /// Whether the links of the page have to carry them on, because the cookie does not.
    package var travelsByView: Bool
    /// Whether the address carries settings that the cookie holds too, so that it can lose them.
    package var isRepeated: Bool

    /// - Parameters:
    ///   - cookies: the `Cookie` field; garbage in it is passed over.
    ///   - view: the value of `?view=`; what is no code is as if it were not there.
    package init(cookies: String?, view: String?) {
        let kept = Self.kept(in: cookies) ?? ReadingSettings()
        let carried = view.flatMap { ReadingSettings(code: $0) }
        settings = carried ?? kept
        travelsByView = carried.map { $0 != kept } ?? false
        isRepeated = carried == kept
    }

    /// Whether the page is the normal version, as most readers get it.
    package var isNormal: Bool { settings.isDefault && !travelsByView }

    /// The name of the cookie: `reading=4200000`.
    package static let cookie = "reading"

    private static func kept(in cookies: String?) -> ReadingSettings? {
        guard let cookies else { return nil }
        for pair in cookies.utf8.split(separator: UInt8(ascii: ";"), maxSplits: 64) {
            let text = HeaderText.trimmed(pair)
            guard text.starts(with: "reading=".utf8) else { continue }
            // The first that makes sense counts: another path or host of the same name may have put one there.
            if let settings = ReadingSettings(code: Substring(text.dropFirst(8))) { return settings }
        }
        return nil
    }

    /// What `Set-Cookie` says to keep these settings for twelve months, or to forget them where they are the
    /// normal ones.
    package static func setCookie(_ settings: ReadingSettings, isSecure: Bool) -> String {
        let value = settings.isDefault ? "; Max-Age=0" : settings.code + "; Max-Age=31536000"
        return "\(cookie)=" + value + "; Path=/; SameSite=Lax; HttpOnly" + (isSecure ? "; Secure" : "")
    }
}
