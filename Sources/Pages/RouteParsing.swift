package import Records

extension Route {
    /// What an address may be at most, in bytes; anything longer is not an address of ours.
    package enum Limits {
        /// The whole target, path and query, as sent.
        package static let target = 2048
        /// A slug after decoding.
        package static let slug = 160
        /// The words asked for, after decoding.
        package static let query = 400
        /// A one-time token.
        package static let token = 64
        /// The address of a page of the Desk to come back to after signing in.
        package static let next = 600
        /// The highest page of a list.
        package static let page = 9999
        /// The last year that is counted.
        package static let year = 9999
        /// The greatest width of a picture in pixels.
        package static let width = 9999
        /// The name of an asset.
        package static let asset = 120
    }

    /// The keys that some route reads.
    private static let queryKeys: Set = [
        "q", "page", "token", "done", "next", "kind", "field", "before", "from", "to", "until", "person",
        "language", "only", "partner", "area",
        "action",
        "record", "as",
        "code", "state", "iss", "error",
    ]

    /// Reads the target of a request as it was sent (`/ru/search?q=%D0%9A`), `nil` when it is none of ours.
    ///
    /// `nil` for a language that is not among `languages`, for bad numbers, empty or dot segments, NUL and other
    /// controls, invalid UTF-8 after percent-decoding, and whatever exceeds `Limits`. Unknown query keys are
    /// ignored; the first of two equal keys counts. `/ru` reads as `/ru/`.
    package init?(target: String, languages: [Language]? = nil) {
        guard target.utf8.count <= Limits.target else { return nil }
        let parts = target.utf8.split(
            separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        var query: [(String, String)] = []
        if parts.count == 2 {
            for pair in parts[1].split(separator: UInt8(ascii: "&")) {
                let sides = pair.split(
                    separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
                // A key that cannot be decoded is unknown, so it is ignored; a value is read only with its key.
                guard let key = Self.decoded(sides[0], plusIsBlank: true), Self.queryKeys.contains(key) else {
                    continue
                }
                guard let value = sides.count == 2 ? Self.decoded(sides[1], plusIsBlank: true) : "" else {
                    return nil
                }
                query.append((key, value))
            }
        }
        self.init(path: String(Substring(parts[0])), query: query, languages: languages)
    }

    /// Reads a path that is still percent-encoded, and a query that is decoded already.
    package init?(path: String, query: [(String, String)], languages: [Language]? = nil) {
        guard path.utf8.count <= Limits.target, path.utf8.first == UInt8(ascii: "/") else { return nil }
        if Self.isBelowImages(path) {
            guard let route = Self.image(path) else { return nil }
            self = route
            return
        }
        var segments: [String] = []
        for part in path.utf8.dropFirst().split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        {
            guard segments.count < 5, let segment = Self.decoded(part, plusIsBlank: false),
                !segment.utf8.contains(UInt8(ascii: "/")), !segment.utf8.contains(UInt8(ascii: "\\")),
                segment != ".", segment != "..", segment.utf8.count <= Limits.slug
            else { return nil }
            segments.append(segment)
        }
        if segments == [""] {
            self = .entrance
            return
        }
        if segments.count == 2, segments[1].isEmpty { segments.removeLast() }
        guard !segments.contains("") else { return nil }
        if segments == ["desk", "return"] {
            self = .signInReturn(SignInReturn(query))
            return
        }
        if let route = Self.withoutLanguage(segments) {
            self = route
            return
        }
        guard let language = Language(segments[0]), language.tag == segments[0],
            languages?.contains(language) ?? true,
            let route = Self.withLanguage(language, Array(segments.dropFirst()), query)
        else { return nil }
        self = route
    }

    private static func withoutLanguage(_ segments: [String]) -> Route? {
        switch (segments.first, segments.count) {
        case ("o", 2): return isCode(segments[1]) ? .short(segments[1]) : nil
        case ("p", 3):
            guard isCode(segments[1]), let width = jpegName(segments[2]).flatMap({ number($0, Limits.width) })
            else { return nil }
            return .picture(segments[1], width: width)
        case ("share", 2): return segments[1] == "hall.jpg" ? .sharePicture(city: nil) : nil
        case ("share", 3):
            guard segments[1] == Section.cities.rawValue, let city = jpegName(segments[2]) else { return nil }
            return .sharePicture(city: city)
        case ("sitemap.xml", 1): return .sitemap
        case ("sitemaps", 2): return sitemapPart(segments[1])
        case ("assets", 2): return isAsset(segments[1]) ? .asset(segments[1]) : nil
        default: return nil
        }
    }

    /// `640` of `640.jpg`.
    private static func jpegName(_ file: String) -> String? {
        guard file.utf8.count > 4, file.utf8.suffix(4).elementsEqual(".jpg".utf8) else { return nil }
        return String(decoding: file.utf8.dropLast(4), as: UTF8.self)
    }

    private static func withLanguage(
        _ language: Language, _ rest: [String], _ query: [(String, String)]
    ) -> Route? {
        guard let name = rest.first else { return .home(language) }
        if name == "desk" { return desk(Array(rest.dropFirst()), query).map { .desk(language, $0) } }
        guard rest.count == 1 else {
            if name == "countries" { return rest.count == 2 ? country(language, rest[1], query) : nil }
            if name == "people-to-people" { return rest.count == 2 ? people(language, rest[1], query) : nil }
            if name == "accessibility" { return message(language, Array(rest.dropFirst())) }
            guard let section = Section(rawValue: name) else { return nil }
            if section == .exhibitions, rest.count == 3 {
                return .room(language, exhibition: rest[1], room: rest[2])
            }
            if section == .news { return news(language, Array(rest.dropFirst()), query) }
            return rest.count == 2 ? .record(language, section, rest[1]) : nil
        }
        switch name {
        case "map": return .map(language)
        case "people-to-people": return .people(language)
        case "visit": return .visit(language)
        case "about": return .about(language)
        case "accessibility": return .accessibility(language)
        case "accessibility.json": return .accessibilityData(language)
        case "settings": return .settings(language)
        default: break
        }
        if let feed = Feed(rawValue: name) { return .feed(language, feed) }
        if name == "search.json" {
            let words = query.first { $0.0 == "q" }?.1 ?? ""
            return words.utf8.count <= Limits.query ? .suggestions(language, words) : nil
        }
        if name == "search" { return SearchQuestion(query).map { .search(language, $0) } }
        guard let page = page(query), let section = Section(rawValue: name), section.hasList else {
            return nil
        }
        return .list(language, section, page: page)
    }

    /// `message`, or `message` and the number of one.
    private static func message(_ language: Language, _ rest: [String]) -> Route? {
        guard rest.first == "message" else { return nil }
        if rest.count == 1 { return .message(language) }
        return rest.count == 2 && isOfficeName(rest[1]) ? .messageTaken(language, rest[1]) : nil
    }

    /// `2019`, `2019/06`, or a slug, which never is four digits.
    private static func news(_ language: Language, _ rest: [String], _ query: [(String, String)]) -> Route? {
        let isYear = rest[0].utf8.count == 4 && rest[0].utf8.allSatisfy(isDigit)
        guard isYear else { return rest.count == 1 ? .record(language, .news, rest[0]) : nil }
        guard rest.count <= 2, let year = number(rest[0], Limits.year), let page = page(query) else {
            return nil
        }
        guard rest.count == 2 else { return .newsOf(language, year: year, page: page) }
        let digits = Array(rest[1].utf8)
        guard digits.count == 2, digits.allSatisfy(isDigit) else { return nil }
        let month = Int(digits[0] - 48) * 10 + Int(digits[1] - 48)
        return (1...12).contains(month) ? .newsOf(language, year: year, month: month, page: page) : nil
    }

    /// `gifts-1.xml`.
    private static func sitemapPart(_ name: String) -> Route? {
        guard name.utf8.suffix(4).elementsEqual(".xml".utf8),
            let dash = name.utf8.lastIndex(of: UInt8(ascii: "-")),
            let section = Section(rawValue: String(name[..<dash])),
            let part = number(String(name[name.utf8.index(after: dash)...].dropLast(4)), Limits.page)
        else { return nil }
        return .sitemapPart(section, part)
    }

    /// Two capitals, as in ISO 3166-1.
    private static func country(_ language: Language, _ name: String, _ query: [(String, String)]) -> Route? {
        guard name.utf8.count == 2, name.utf8.allSatisfy({ (65...90).contains($0) }), let page = page(query)
        else { return nil }
        return .country(language, name, page: page)
    }

    /// An area, or a year of four digits.
    private static func people(_ language: Language, _ name: String, _ query: [(String, String)]) -> Route? {
        guard let page = page(query) else { return nil }
        if let area = Area(rawValue: name) { return .peopleOf(language, .area(area), page: page) }
        guard name.utf8.count == 4, let year = number(name, Limits.year) else { return nil }
        return .peopleOf(language, .year(year), page: page)
    }

    static func page(_ query: [(String, String)]) -> Int? {
        guard let text = query.first(where: { $0.0 == "page" })?.1 else { return 1 }
        return number(text, Limits.page)
    }

    /// A whole number from 1 to `limit` without a leading zero or a sign.
    static func number(_ text: String, _ limit: Int) -> Int? {
        let digits = text.utf8
        guard (1...5).contains(digits.count), digits.first != UInt8(ascii: "0"), digits.allSatisfy(isDigit)
        else {
            return nil
        }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        return value <= limit ? value : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    /// Seven characters of Crockford's base 32, capitals only.
    static func isCode(_ text: String) -> Bool {
        text.utf8.count == 7 && text.utf8.allSatisfy { "0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8.contains($0) }
    }

    private static func isAsset(_ text: String) -> Bool {
        text.utf8.count <= Limits.asset && text.utf8.first != UInt8(ascii: ".")
            && text.utf8.allSatisfy { byte in
                isDigit(byte) || (97...122).contains(byte | 0x20) || "._-".utf8.contains(byte)
            }
    }

    /// Percent-decodes; `nil` for a bad escape, a control character, or bytes that are not UTF-8.
    static func decoded(_ bytes: some Sequence<UInt8>, plusIsBlank: Bool) -> String? {
        var result: [UInt8] = []
        var iterator = bytes.makeIterator()
        while var byte = iterator.next() {
            if byte == UInt8(ascii: "%") {
                guard let high = iterator.next().flatMap(hexadecimal),
                    let low = iterator.next().flatMap(hexadecimal)
                else { return nil }
                byte = high << 4 | low
            } else if byte == UInt8(ascii: "+"), plusIsBlank {
                byte = UInt8(ascii: " ")
            }
            guard byte >= 0x20, byte != 0x7F else { return nil }
            result.append(byte)
        }
        return String(validating: result, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
