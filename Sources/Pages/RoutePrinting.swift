import Records

extension Route {
    /// The address as it stands in a link: percent-encoded UTF-8, the query included, `page=1` left out.
    package var path: String {
        switch self {
        case .entrance: "/"
        case .home(let language): "/\(language.tag)/"
        case .cities(let language, let page): Self.list(language, "cities", page)
        case .city(let language, let slug): Self.record(language, "cities", slug)
        case .gifts(let language, let page): Self.list(language, "gifts", page)
        case .gift(let language, let slug): Self.record(language, "gifts", slug)
        case .photos(let language, let page): Self.list(language, "photos", page)
        case .photo(let language, let slug): Self.record(language, "photos", slug)
        case .recognitions(let language, let page): Self.list(language, "recognitions", page)
        case .recognition(let language, let slug): Self.record(language, "recognitions", slug)
        case .news(let language, let year, let month, let page):
            Self.list(language, "news" + Self.period(year, month), page)
        case .article(let language, let slug): Self.record(language, "news", slug)
        case .organisation(let language, let slug): Self.record(language, "organisations", slug)
        case .person(let language, let slug): Self.record(language, "people", slug)
        case .event(let language, let slug): Self.record(language, "events", slug)
        case .page(let language, let slug): Self.record(language, "pages", slug)
        case .visit(let language): "/\(language.tag)/visit"
        case .about(let language): "/\(language.tag)/about"
        case .search(let language, let query, let page): Self.search(language, query, page)
        case .settings(let language): "/\(language.tag)/settings"
        case .short(let code): "/o/" + Self.encoded(code)
        case .picture(let code, let width): "/p/\(Self.encoded(code))/\(width).jpg"
        case .asset(let name): "/assets/" + Self.encoded(name)
        }
    }

    /// Whether `path` holds a `?`.
    package var hasQuery: Bool {
        switch self {
        case .cities(_, let page), .gifts(_, let page), .photos(_, let page), .recognitions(_, let page),
            .news(_, _, _, let page):
            page != 1
        case .search(_, let query, let page): !query.isEmpty || page != 1
        default: false
        }
    }

    private static func list(_ language: Language, _ name: String, _ page: Int) -> String {
        "/\(language.tag)/\(name)" + (page == 1 ? "" : "?page=\(page)")
    }

    private static func record(_ language: Language, _ name: String, _ slug: String) -> String {
        "/\(language.tag)/\(name)/" + encoded(slug)
    }

    private static func period(_ year: Int?, _ month: Int?) -> String {
        guard let year else { return "" }
        guard let month else { return "/\(year)" }
        return "/\(year)/" + (month < 10 ? "0\(month)" : "\(month)")
    }

    private static func search(_ language: Language, _ query: String, _ page: Int) -> String {
        var parts: [String] = []
        if !query.isEmpty { parts.append("q=" + encoded(query)) }
        if page != 1 { parts.append("page=\(page)") }
        return "/\(language.tag)/search" + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }

    /// Percent-encodes all but the unreserved characters of RFC 3986, byte by byte.
    static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
