import Localisation
import Pages
import Records

/// Every page with sample content, without a catalogue behind it.
struct Storybook {
    struct Story {
        var name: String
        var frame: Frame
        var content: PageContent
    }

    static let russian = Language.russian
    static let english = Language.english
    static let german = known("de")
    static let chinese = known("zh-Hans")
    static let french = known("fr")
    static let arabic = known("ar")

    let phrases: Phrases
    var language: Language { phrases.language }

    init(_ phrases: Phrases) { self.phrases = phrases }

    static func known(_ tag: String) -> Language { Language(tag) ?? .english }

    /// What is said in Russian or, in every other language, in English (a fallback then).
    func said(_ russian: String, _ english: String) -> Said {
        switch language {
        case .russian: Said(russian, in: .russian)
        case .english: Said(english, in: .english)
        default: Said(english, in: .english, isFallback: true)
        }
    }

    func word(_ russian: String, _ english: String) -> String { language == .russian ? russian : english }

    func phrase(_ russian: String, _ english: String) -> Said { Said(word(russian, english), in: language) }

    func date(_ text: String) -> EDTF { (try? EDTF(text)) ?? EDTF() }

    func frame(_ route: Route, languages: [Language]? = nil) -> Frame {
        Frame(
            route: route, phrases: phrases, hallName: said("Зал городов-побратимов", "Twinned Cities Hall"),
            homeCity: said("Пермь", "Perm"), languages: languages ?? [.russian, .english],
            offered: [.russian, .english],
            address: said("Пермь, ул. Ленина, 23", "23 Lenina Street, Perm"),
            takesLetters: true, publicURL: "https://hall.example",
            assets: Assets(
                styleSheet: "/assets/site.css", icon: "/assets/icon.svg", land: "/assets/land.svg",
                walk: "/assets/walk.js", listen: "/assets/listen.js",
                viewer: "/assets/viewer.js", thenNow: "/assets/then-now.js", combobox: "/assets/combobox.js",
                desk: "/assets/desk.js",
                upload: "/assets/desk-upload.js",
                area: "/assets/desk-area.js", blur: "/assets/desk-blur.js", look: "/assets/desk-look.js")
        )
    }

    func story(_ name: String, _ route: Route, _ content: PageContent) -> Story {
        Story(name: name, frame: frame(route), content: content)
    }

    var stories: [Story] {
        let lang = language
        return [
            story("home", .home(lang), .home(home)),
            story("home-empty", .home(lang), .home(emptyHome)),
            story(
                "cities", .cities(lang), .list(list(word("Города-партнёры", "Partner cities"), cityCards))),
            story("city", .city(lang, "oxford"), .city(oxford)),
            story("city-bare", .city(lang, "amneville"), .city(bareCity)),
            story("gifts", .gifts(lang), .list(list(word("Подарки", "Gifts"), giftCards))),
            story("gifts-empty", .gifts(lang, page: 2), .list(list(word("Подарки", "Gifts"), []))),
            story("gift", .record(lang, .gifts, "bell"), .entry(gift)),
            story("gift-bare", .record(lang, .gifts, "vase"), .entry(bareGift)),
            story("photos", .photos(lang), .photos(photos)),
            story(
                "photos-empty", .photos(lang, page: 2),
                .photos(PhotosModel(photos: [], total: 0, previous: nil, next: nil))),
            story("photo", .photo(lang, "harvesters"), .photo(photo)),
            story("photo-upright", .photo(lang, "lady"), .photo(uprightPhoto)),
            story("recognitions", .recognitions(lang), .list(recognitions)),
            story("recognition", .record(lang, .recognitions, "berlin"), .entry(recognition)),
            story("news", .newsOf(lang, year: 2019), .list(news)),
            story("article", .record(lang, .news, "hall-opened"), .article(article)),
            story("exhibition", .record(lang, .exhibitions, "ties"), .exhibition(exhibition)),
            story("room", .room(lang, exhibition: "ties", room: "oxford"), .room(room)),
            story("map", .map(lang), .map(partnerMap)),
            story("map-crowded", .map(lang), .map(crowdedMap)),
            story("people", .people(lang), .people(people)),
            story("people-empty", .people(lang), .people(emptyPeople)),
            story(
                "people-area-empty", .peopleOf(lang, .area(.sports)), .list(list(word("Спорт", "Sports"), []))
            ),
            story("exchange", .record(lang, .exchanges, "students"), .entry(exchange)),
            story("visit", .visit(lang), .visit(visit)),
            story("about", .about(lang), .text(about)),
            story("accessibility", .accessibility(lang), .statement(statement)),
            story("message", .message(lang), .message(refusedMessage)),
            story(
                "message-taken", .messageTaken(lang, "4K7Q2MZ0AB"), .messageTaken("4K7Q2MZ0AB")),
            story("search", .search(lang, query: "Oxford"), .search(found)),
            story("search-nothing", .search(lang, query: "Оксфрд & <b>"), .search(nothing)),
            story(
                "search-empty", .search(lang, query: ""),
                .search(SearchModel(SearchQuestion(""), hits: [], total: 0))),
            story("settings", .settings(lang), .settings),
            story(
                "problem", .cities(lang),
                .problem(ProblemModel(status: 404, reason: .notFound, requestID: "7f3a-0091"))),
        ]
    }
}

extension Storybook {
    func picture(
        _ code: String, _ width: Int, _ height: Int, _ caption: Said?, _ date: EDTF?, credit: Said? = nil,
        isDrawing: Bool = false, page: Route
    ) -> PictureModel {
        PictureModel(
            code: code, width: width, height: height,
            widths: [320, 640, 960, 1280].filter { $0 < width } + [width],
            alt: caption.map { Said($0.text, in: $0.language, isFallback: $0.isFallback) }
                ?? said("Снимок без подписи", "A picture without a caption"),
            title: said("Снимок", "A picture"), caption: caption, date: date, credit: credit,
            isDrawing: isDrawing, page: page)
    }

    var harvesters: PictureModel {
        picture(
            "HARVEST", 1400, 1180, said("Жатва у Камы", "Harvesters by the Kama"), date("1909~"),
            credit: said("С. М. Прокудин-Горский", "Sergei Prokudin-Gorskii"),
            page: .photo(language, "harvesters"))
    }

    var lady: PictureModel {
        picture(
            "0KADY00", 1000, 1300, said("Дама у окна", "A lady by the window"), date("190X"),
            credit: said("Неизвестный фотограф", "Unknown photographer"), page: .photo(language, "lady"))
    }

    var drawnHall: PictureModel {
        picture(
            "DRAWN00", 1600, 1000,
            said("Зал городов-побратимов, каким его видит художник", "The Hall as an artist sees it"),
            date("2024"), isDrawing: true, page: .photo(language, "drawn-hall"))
    }

    var drawnBell: PictureModel {
        picture(
            "BE00000", 900, 900, said("Колокол с гербом Оксфорда", "A bell with the arms of Oxford"), nil,
            isDrawing: true, page: .photo(language, "drawn-bell"))
    }

    func source(_ title: Said, _ url: String? = "https://example.org/source?a=1&b=2") -> SourceModel {
        SourceModel(title: title, url: url)
    }

    var councilSource: SourceModel { source(Said("Oxford City Council: International links", in: .english)) }
    var pressSource: SourceModel { source(Said("Новый день", in: .russian), "https://example.ru/perm") }
    var bookSource: SourceModel { source(said("Архив отдела", "Archive of the office"), nil) }

    func list(_ title: String, _ cards: [CardModel], previous: Route? = nil, next: Route? = nil) -> ListModel
    {
        ListModel(
            title: title,
            introduction: cards.isEmpty
                ? nil
                : said("Здесь собрано то, что города дали друг другу.", "What the cities gave one another."),
            cards: cards, divisions: [], total: cards.count, previous: previous, next: next)
    }
}
