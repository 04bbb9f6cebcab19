import IIIF
import Records

extension Route {
    /// The address as it stands in a link: percent-encoded UTF-8, the query included, `page=1` left out.
    package var path: String {
        switch self {
        case .entrance: "/"
        case .home(let language): "/\(language.tag)/"
        case .list(let language, let section, let page): Self.list(language, section.rawValue, page)
        case .record(let language, let section, let slug):
            "/\(language.tag)/\(section.rawValue)/" + Self.encoded(slug)
        case .room(let language, let exhibition, let room):
            "/\(language.tag)/exhibitions/" + Self.encoded(exhibition) + "/" + Self.encoded(room)
        case .newsOf(let language, let year, let month, let page):
            Self.list(language, "news" + Self.period(year, month), page)
        case .map(let language): "/\(language.tag)/map"
        case .country(let language, let country, let page):
            Self.list(language, "countries/" + Self.encoded(country), page)
        case .people(let language): "/\(language.tag)/people-to-people"
        case .peopleOf(let language, .area(let area), let page):
            Self.list(language, "people-to-people/\(area.rawValue)", page)
        case .peopleOf(let language, .year(let year), let page):
            Self.list(language, "people-to-people/\(year)", page)
        case .visit(let language): "/\(language.tag)/visit"
        case .about(let language): "/\(language.tag)/about"
        case .accessibility(let language): "/\(language.tag)/accessibility"
        case .accessibilityData(let language): "/\(language.tag)/accessibility.json"
        case .message(let language): "/\(language.tag)/accessibility/message"
        case .messageTaken(let language, let number):
            "/\(language.tag)/accessibility/message/" + Self.encoded(number)
        case .search(let language, let question): "/\(language.tag)/search" + Self.query(question.fields)
        case .suggestions(let language, let words):
            "/\(language.tag)/search.json" + Self.query([("q", words)])
        case .settings(let language): "/\(language.tag)/settings"
        case .feed(let language, let feed): "/\(language.tag)/\(feed.rawValue)"
        case .desk(let language, let place): "/\(language.tag)/desk\(Self.desk(place))"
        case .signInReturn(let back): "/desk/return" + Self.query(back.fields)
        case .sitemap: "/sitemap.xml"
        case .sitemapPart(let section, let part): "/sitemaps/\(section.rawValue)-\(part).xml"
        case .short(let code): "/o/" + Self.encoded(code)
        case .picture(let code, let width): "/p/\(Self.encoded(code))/\(width).jpg"
        case .imageService(let api, let code): "/iiif/\(api.rawValue)/\(Self.encoded(code))"
        case .imageInformation(let api, let code):
            "/iiif/\(api.rawValue)/\(Self.encoded(code))/info.json"
        case .image(let api, let code, let parameters):
            "/iiif/\(api.rawValue)/\(Self.encoded(code))/\(parameters.path)"
        case .manifest(let code): Self.presentation(code, "manifest")
        case .canvas(let photo, let code): Self.presentation(code, "canvas/" + Self.encoded(photo))
        case .manifests(let code, let part):
            Self.presentation(code, part == 1 ? "collection" : "collection/\(part)")
        case .sharePicture(let city):
            city.map { "/share/cities/\(Self.encoded($0)).jpg" } ?? "/share/hall.jpg"
        case .asset(let name): "/assets/" + Self.encoded(name)
        }
    }

    /// Whether `path` holds a `?`.
    package var hasQuery: Bool {
        switch self {
        case .list(_, _, let page), .newsOf(_, _, _, let page), .peopleOf(_, _, let page),
            .country(_, _, let page):
            page != 1
        case .desk(_, let place): Self.desk(place).utf8.contains(UInt8(ascii: "?"))
        case .search(_, let question): !question.fields.isEmpty
        case .suggestions(_, let words): !words.isEmpty
        case .signInReturn(let back): back != SignInReturn()
        default: false
        }
    }

    private static func list(_ language: Language, _ name: String, _ page: Int) -> String {
        "/\(language.tag)/\(name)" + (page == 1 ? "" : "?page=\(page)")
    }

    private static func period(_ year: Int, _ month: Int?) -> String {
        guard let month else { return "/\(year)" }
        return "/\(year)/" + (month < 10 ? "0\(month)" : "\(month)")
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
