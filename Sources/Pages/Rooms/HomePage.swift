import Localisation
import Records

extension Page {
    /// The first room: the house and its ties, then what there is to see.
    func home(_ model: HomeModel) {
        div(.class(model.picture == nil ? "hero" : "hero hero-pictured")) {
            div(.class("hero-words")) {
                p(.class("overline")) { text(frame.homeCity) }
                h1 { text(frame.hallName) }
                if let introduction = model.introduction {
                    div(.class("lead")) { paragraphs(introduction) }
                }
                if let exhibition = model.exhibition {
                    p(.class("more")) {
                        a(.class("more-link"), .href(exhibition.route)) {
                            // A row of boxes would drop the blank before the name: the sentence is one of them.
                            span {
                                sentence(
                                    t("Walk through: {exhibition}", ["exhibition": gap(0)]), exhibition.title)
                            }
                        }
                    }
                }
            }
            if let picture = model.picture { figure(picture, .half) }
        }
        ties(model.cities, of: model.cityCount)
        rarePhotos(model.photos)
        shelf(t("Gifts"), model.gifts, .exhibit, .gifts(language), name: "gifts-shelf")
        shelf(t("News"), model.news, .line, .news(language), name: "news-shelf")
        shelf(
            t("Recognitions"), model.recognitions, .line, .recognitions(language), name: "recognitions-shelf")
    }

    /// The arcs from the home city to its partners, and their names where the arcs come down.
    private func ties(_ cities: [CardModel], of count: Int) {
        guard !cities.isEmpty else { return }
        section(.class("ties-section")) {
            h2 { text(t("{count} partner city", "{count} partner cities", count: count)) }
            // Beyond this many ends the names under the arcs would be too narrow to read.
            if cities.count <= 8 {
                div(.class("fan-frame")) {
                    fan(cities.map(\.accent))
                    ol(.class("ends")) {
                        li(.class("end end-home"), .decoration) { text(frame.homeCity, isMarked: false) }
                        for city in cities { end(city) }
                    }
                }
            } else {
                self.cards(cities, .tie, heading: 3)
            }
            if count > cities.count { more(.cities(language), t("Partner cities")) }
            p(.class("more")) {
                a(.class("more-link"), .href(.map(language))) { text(t("Partners on the map")) }
            }
        }
    }

    private func end(_ city: CardModel) {
        li(.class("end"), .accent(city.accent)) {
            arc("end-arc")
            div {
                h3 { a(.href(city.route)) { text(city.title) } }
                if let country = city.overline {
                    p(.class("end-country")) { text(country) }
                }
                if let day = city.date {
                    p(.class("card-date")) { date(day) }
                }
            }
        }
    }

    private func rarePhotos(_ photos: [PictureModel]) {
        guard let first = photos.first else { return }
        section(.class("photos-shelf")) {
            h2 { text(t("Photos")) }
            figure(first, .large)
            if photos.count > 1 { wall(Array(photos.dropFirst())) }
            more(.photos(language), t("Photos"))
        }
    }

    private func shelf(
        _ heading: String, _ cards: [CardModel], _ style: CardStyle, _ all: Route, name: StaticString
    ) {
        guard !cards.isEmpty else { return }
        section(.class(name)) {
            h2 { text(heading) }
            self.cards(cards, style, heading: 3)
            more(all, heading)
        }
    }
}
