import Localisation
import Pages
import Records

extension Storybook {
    var cityCards: [CardModel] {
        let rows: [(String, String, String, String, String, String, Accent)] = [
            ("amneville", "Амневиль", "Amnéville", "Франция", "France", "1992", .kama),
            ("louisville", "Луисвилл", "Louisville", "США", "United States", "1994", .amber),
            ("oxford", "Оксфорд", "Oxford", "Великобритания", "United Kingdom", "1995", .moss),
            ("qingdao", "Циндао", "Qingdao", "Китай", "China", "2006", .brick),
            ("duisburg", "Дуйсбург", "Duisburg", "Германия", "Germany", "2007", .plum),
            ("agrigento", "Агридженто", "Agrigento", "Италия", "Italy", "2012", .teal),
        ]
        return rows.map { slug, russian, english, land, country, year, accent in
            CardModel(
                route: .city(language, slug), title: said(russian, english), overline: phrase(land, country),
                text: said(
                    "Связи начались с университетов и выросли в поездки школьников, врачей и музыкантов.",
                    "The tie began at the universities and grew into journeys of pupils, doctors and musicians."
                ),
                date: date(year), picture: slug == "oxford" ? harvesters : nil, accent: accent)
        }
    }

    var giftCards: [CardModel] {
        [
            CardModel(
                route: .record(language, .gifts, "bell"),
                title: said("Колокол с гербом", "A bell with a coat of arms"),
                overline: phrase("Получено из Оксфорда", "Received from Oxford"), date: date("1995"),
                picture: drawnBell, accent: .moss),
            CardModel(
                route: .record(language, .gifts, "vase"),
                title: said("Ваза из уральского камня", "A vase of Ural stone"),
                overline: phrase("Подарено Циндао", "Given to Qingdao"), date: date("2009-06"), accent: .brick
            ),
        ]
    }

    var newsCards: [CardModel] {
        [
            CardModel(
                route: .record(language, .news, "hall-opened"),
                title: said(
                    "В Перми открылся зал городов-побратимов", "A hall of twinned cities opens in Perm"),
                text: said(
                    "Сведения о шести городах, редкие снимки и подарки.",
                    "Six cities, rare photos, and gifts."),
                date: date("2019-06-19"), minutes: 841, picture: drawnHall),
            CardModel(
                route: .record(language, .news, "delegation"),
                title: said("Делегация из Циндао в Перми", "A delegation from Qingdao visits Perm"),
                date: date("2019-06-18")),
        ]
    }

    var recognitionCards: [CardModel] {
        [
            CardModel(
                route: .record(language, .recognitions, "berlin"),
                title: said("Почётная грамота двух министерств", "A certificate of honour of two ministries"),
                overline: phrase("Берлин", "Berlin"), date: date("2018-09-14"), accent: .plum),
            CardModel(
                route: .record(language, .recognitions, "bishkek"),
                title: said("Лучшая муниципальная практика", "The best municipal practice"),
                overline: phrase("Бишкек", "Bishkek"), date: date("2018-04")),
        ]
    }

    var home: HomeModel {
        HomeModel(
            introduction: said(
                "Шесть городов в пяти странах связаны с Пермью. Здесь видно, с чего началась каждая связь, кто её держал и что осталось.",
                "Six cities in five countries and more are tied to Perm. Here you see how each tie began, who kept it, and what it left."
            ),
            picture: drawnHall, cities: cityCards, cityCount: cityCards.count, news: newsCards,
            gifts: giftCards,
            photos: [harvesters, lady, harvesters], recognitions: recognitionCards)
    }

    var emptyHome: HomeModel {
        HomeModel(
            introduction: nil, picture: nil, cities: [], cityCount: 0, news: [], gifts: [], photos: [],
            recognitions: [])
    }

    var gift: EntryModel {
        EntryModel(
            overline: word("Получено в подарок", "Gift received"),
            title: said("Колокол с гербом", "A bell with a coat of arms"),
            text: said(
                "Лорд-мэр Оксфорда передал колокол на приёме в день подписания декларации.\n\nВ него звонят раз в год.",
                "The Lord Mayor of Oxford handed over the bell on the day the declaration was signed.\n\nIt is rung once a year."
            ),
            facts: [
                fact("От кого", "From", .link(said("Оксфорд", "Oxford"), .city(language, "oxford"))),
                fact("Когда", "When", .date(date("1995"))),
                fact("Материал", "Material", .said(said("Латунь, дуб", "Brass, oak"))),
                fact("Размер", "Size", .words(word("24 × 18 × 18 см", "24 × 18 × 18 cm"))),
                fact("Номер", "Number", .words("12")),
            ],
            pictures: [drawnBell], sources: [bookSource],
            related: [
                RelatedModel(
                    heading: word("Ответный подарок", "Counter-gift"), cards: [giftCards[1]], more: nil)
            ],
            accent: .moss)
    }

    var bareGift: EntryModel {
        EntryModel(
            overline: word("Подарено", "Gift given"),
            title: said("Ваза из уральского камня", "A vase of Ural stone"),
            text: nil,
            facts: [fact("Кому", "To", .link(said("Циндао", "Qingdao"), .city(language, "qingdao")))],
            pictures: [], sources: [], related: [], accent: .brick)
    }

    var recognition: EntryModel {
        EntryModel(
            overline: word("Признание", "Recognition"),
            title: said("Почётная грамота двух министерств", "A certificate of honour of two ministries"),
            text: said(
                "Грамоту вручили Перми и Дуйсбургу вместе.",
                "The certificate went to Perm and Duisburg together."),
            facts: [
                fact("Когда", "When", .date(date("2018-09-14"))),
                fact("Где", "Where", .said(said("Берлин", "Berlin"))),
            ],
            pictures: [], sources: [pressSource, bookSource],
            related: [
                RelatedModel(
                    heading: word("Города", "Cities"), cards: [cityCards[4]], more: .cities(language))
            ],
            accent: .plum)
    }

    func fact(_ russian: String, _ english: String, _ value: FactModel.Value) -> FactModel {
        FactModel(
            label: word(russian, english),
            values: [ClaimModel(value, note: nil, isPreferred: false, sources: [])])
    }

    var photos: PhotosModel {
        PhotosModel(
            photos: [harvesters, lady, drawnHall, drawnBell], total: 26, previous: nil,
            next: .photos(language, page: 2))
    }

    var photo: PhotoModel {
        PhotoModel(
            picture: harvesters, tileSide: 512, title: said("Жатва у Камы", "Harvesters by the Kama"),
            text: said("Снимок сделан на цветные пластинки.", "The photo was taken on plates for colour."),
            facts: [
                fact("Место", "Place", .said(said("Пермская губерния", "Perm Governorate"))),
                fact(
                    "Права", "Rights",
                    .web(
                        said("Public Domain Mark 1.0", "Public Domain Mark 1.0"),
                        "https://creativecommons.org/publicdomain/mark/1.0/")),
            ],
            sources: [source(Said("Library of Congress", in: .english), "https://example.org/loc")],
            related: [RelatedModel(heading: word("Города", "Cities"), cards: [cityCards[2]], more: nil)],
            looks: looks, named: named, earlier: lady, allowsCopies: true)
    }

    private var named: [NamedPersonModel] {
        [
            NamedPersonModel(
                part: PictureArea.Box(left: 1_000, top: 2_000, width: 1_000, height: 2_000),
                name: said("Ада Примерова", "Ada Example"),
                office: said("Мэр Примерска", "Mayor of Example")),
            NamedPersonModel(
                part: PictureArea.Box(left: 0, top: 0, width: 5_000, height: 10_000),
                name: Said("علي مثال", in: Language("ar") ?? .english, isFallback: true), office: nil),
            NamedPersonModel(
                part: nil, name: said("Борис Образцов", "Boris Sample"),
                office: Said("Bürgermeister", in: Self.german, isFallback: true)),
        ]
    }

    private var looks: [LookModel] {
        let parts = [
            PictureArea.Box(left: 1_250, top: 3_000, width: 2_000, height: 4_000),
            PictureArea.Box(left: 5_000, top: 0, width: 5_000, height: 10_000),
        ]
        let words = [
            (said("Сноп", "A sheaf"), said("Он *связан* соломой.", "It is *bound* with straw.")),
            (Said("Der Fluss", in: Self.german, isFallback: true), nil),
        ]
        return zip(parts, words).compactMap { part, words in
            part.map { LookModel(part: $0, title: words.0, text: words.1) }
        }
    }

    var uprightPhoto: PhotoModel {
        PhotoModel(
            picture: lady, tileSide: 512, title: said("Дама у окна", "A lady by the window"), text: nil,
            facts: [],
            sources: [], related: [])
    }

    var emptyPeople: PeopleModel { PeopleModel(sections: [], areas: [], years: [], newest: []) }

    var people: PeopleModel {
        let areas = Route.Area.allCases.enumerated().map { place, area in
            PeopleModel.Count(
                label: area.name(phrases), route: .peopleOf(language, .area(area)), number: place * 3)
        }
        let years = (1989...2019).map { year in
            PeopleModel.Count(
                label: "\(year)", route: .peopleOf(language, .year(year)), number: year % 4)
        }
        return PeopleModel(
            sections: [
                .init(
                    label: Route.Section.visits.name(phrases), route: .list(language, .visits), number: 1_200)
            ], areas: areas, years: years, undated: 4,
            newest: [RelatedModel(heading: Route.Section.visits.name(phrases), cards: newsCards, more: nil)])
    }

    var exhibition: ExhibitionModel {
        ExhibitionModel(
            title: said("Побратимы Перми", "The ties of Perm"),
            introduction: said("Семь комнат.", "Seven rooms."),
            picture: drawnHall, facts: [], rooms: cityCards, sources: [])
    }

    var room: RoomModel {
        let panels = [
            RoomModel.Panel(
                route: .record(language, .gifts, "bell"), title: said("Колокол", "A bell"),
                overline: phrase("Подарок", "Gift"), label: said("Его слышно.", "One hears it."),
                picture: lady),
            RoomModel.Panel(
                route: .record(language, .news, "letter"), title: said("Письмо", "A letter"), overline: nil,
                label: nil, picture: nil),
        ]
        return RoomModel(
            exhibition: (
                said("Побратимы Перми", "The ties of Perm"), .record(language, .exhibitions, "ties")
            ),
            title: said("Оксфорд", "Oxford"), introduction: said("Комната.", "A room."), number: 2, count: 3,
            accent: .moss,
            showcases: [
                .init(title: said("Первая витрина", "The first case"), text: nil, panels: panels),
                .init(
                    title: said("Пустая витрина", "An empty case"), text: said("Скоро.", "Soon."), panels: []),
            ],
            previous: (said("Начало", "The beginning"), .room(language, exhibition: "ties", room: "start")),
            next: nil)
    }

    var partnerMap: MapModel {
        let spots = [("Оксфорд", "Oxford", -1.26, 51.75), ("Дуйсбург", "Duisburg", 6.76, 51.43)].map {
            place in
            MapModel.Spot(
                point: MapPoint(longitude: place.2, latitude: place.3), count: 1,
                name: said(place.0, place.1), accent: .moss, distance: 3_450)
        }
        return MapModel(
            home: MapPoint(longitude: 56.25, latitude: 58.01), homeName: said("Пермь", "Perm"), spots: spots,
            table: TableModel(
                caption: word("Побратимы", "Partners"), columns: [word("Город", "City")],
                rows: [[.init(.link(said("Оксфорд", "Oxford"), .city(language, "oxford")), accent: .moss)]]),
            total: 3, unplaced: 1)
    }

    /// So many that they are gathered.
    var crowdedMap: MapModel {
        var model = partnerMap
        model.spots = (0..<30).map { place in
            MapModel.Spot(
                point: MapPoint(longitude: Double(place * 10 - 150), latitude: Double(place % 7 * 10)),
                count: place * 20 + 1)
        }
        model.total = 12_000
        model.unplaced = 0
        return model
    }

    var exchange: EntryModel {
        EntryModel(
            overline: word("Обмен", "Exchange"), title: said("Обмен студентами", "Exchange of students"),
            text: nil, facts: [], pictures: [],
            tables: [
                TableModel(
                    caption: word("Год за годом", "Year by year"),
                    columns: [word("Год", "Year"), word("Участники", "Participants")],
                    rows: [
                        [.init(.date(date("2019"))), .init(.number(12))],
                        [.init(.date(date("199X"))), .init(nil)],
                    ])
            ], sources: [], related: [])
    }

    var recognitions: ListModel { list(word("Признание", "Recognitions"), recognitionCards) }

    var news: ListModel {
        var model = list(
            word("Новости: 2019", "News of 2019"), newsCards, previous: .newsOf(language, year: 2019),
            next: .newsOf(language, year: 2019, page: 3))
        model.divisions = [
            .init(label: "2019", route: .newsOf(language, year: 2019), count: 12, isChosen: true),
            .init(
                label: phrases.month(6), route: .newsOf(language, year: 2019, month: 6), count: 2,
                isChosen: false),
            .init(label: "2018", route: .newsOf(language, year: 2018), count: 7, isChosen: false),
        ]
        return model
    }

    var article: ArticleModel {
        ArticleModel(
            title: newsCards[0].title, date: date("2019-06-19"), minutes: 841,
            text: said(
                "Накануне Дня города в здании администрации открылся зал.\n\nПервыми его увидели гости из Циндао и Луисвилла.",
                "On the eve of City Day a hall opened in the city administration.\n\nGuests from Qingdao and Louisville saw it first."
            ),
            picture: drawnHall, sources: [pressSource],
            related: [
                RelatedModel(
                    heading: word("Города", "Cities"), cards: [cityCards[3], cityCards[1]], more: nil)
            ])
    }

    var visit: TextModel {
        TextModel(
            title: said("Как нас найти", "Visit us"),
            text: said(
                "Вход свободный. Паспорт нужен на проходной.",
                "Entrance is free. Bring a passport for the gate."),
            facts: [
                fact("Адрес", "Address", .said(said("Пермь, ул. Ленина, 23", "23 Lenina Street, Perm"))),
                fact("Часы", "Hours", .words(word("Понедельник–пятница, 9–18", "Monday to Friday, 9 to 18"))),
            ],
            contact: said("Письмом: Пермь, ул. Ленина, 23", "By letter: 23 Lenina Street, Perm"),
            pictures: [drawnHall], sources: [])
    }

    var about: TextModel {
        TextModel(
            title: said("О зале", "About the Hall"),
            text: said(
                "Зал рассказывает о связях Перми.\n\nУ каждого факта указан источник.",
                "The Hall tells of the ties of Perm.\n\nEvery fact has its source."),
            facts: [], pictures: [], sources: [bookSource])
    }

    var found: SearchModel {
        SearchModel(
            SearchQuestion("Oxford").with { $0.kind = "city" },
            hits: cityCards.prefix(3).map {
                .init(
                    route: $0.route, kind: word("Город", "City"), title: .init($0.title),
                    passage: $0.text.map { .init($0) })
            },
            total: 21, all: 30, facets: [facet],
            next: .search(language, query: "Oxford", page: 2))
    }

    private var facet: SearchModel.Facet {
        let all = SearchQuestion("Oxford")
        func value(_ kind: String, _ label: String, _ count: Int) -> SearchModel.Facet.Value {
            .init(
                Said(label, in: language), count: count,
                route: .search(language, all.with { $0.kind = kind }),
                isChosen: kind == "city")
        }
        return SearchModel.Facet(
            .kind, [value("city", word("Город", "City"), 21), value("gift", word("Подарок", "Gift"), 9)],
            all: .search(language, all))
    }

    var nothing: SearchModel {
        SearchModel(SearchQuestion("Оксфрд & <b>"), hits: [], total: 0)
    }
}
