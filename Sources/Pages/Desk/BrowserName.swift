/// Which browser on which system it was, as far as a `User-Agent` says it: for people who look for their own telephone
/// among their sessions, not for telling versions apart.
package struct BrowserName: Sendable, Hashable {
    package var browser: String?
    package var system: String?

    // The first that fits counts: browsers name those that they descend from as well.
    private static let browsers = [
        ("YaBrowser/", "Yandex Browser"), ("Edg/", "Edge"), ("EdgA/", "Edge"), ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("HeadlessChrome/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ]
    private static let systems = [
        ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
        ("Macintosh", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ]

    package init(_ agent: String) {
        let bytes = Array(agent.utf8)
        browser = Self.browsers.first { bytes.contains(Array($0.0.utf8)) }?.1
        system = Self.systems.first { bytes.contains(Array($0.0.utf8)) }?.1
    }
}
