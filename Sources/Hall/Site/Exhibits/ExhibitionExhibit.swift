import Catalogue
import Kinds
import Localisation
import Pages
import Records

extension Exhibition: Exhibit {
    static let section = Route.Section.exhibitions
    static let shownBelow: [String] = []

    func overline(in reading: Reading) -> Said? {
        reading.said(phrase: reading.phrases("{count} room", "{count} rooms", count: rooms.count))
    }
    func cardPicture(in reading: Reading, _ code: Code) throws -> PictureModel? { try reading.picture(photo) }

    func page(in reading: Reading, _ code: Code) throws -> PageContent {
        let phrases = reading.phrases
        var facts = reading.fact(phrases("Curator"), curator)
        facts += reading.fact(phrases("Opened"), opened.isEmpty ? nil : .date(opened))
        let cards = try rooms.enumerated().compactMap { index, room -> CardModel? in
            guard let door = door(to: index, in: reading) else { return nil }
            return CardModel(
                route: door.route, title: door.title,
                overline: reading.said(
                    phrase: phrases("Room {number}", ["number": phrases.number(index + 1)])),
                text: reading.excerpt(room.introduction), accent: try reading.accent(room.city))
        }
        return .exhibition(
            ExhibitionModel(
                title: reading.title(self), introduction: reading.said(introduction),
                picture: try reading.picture(photo), facts: facts, rooms: cards,
                sources: reading.sources(sources), presentation: .manifests(of: code.text)))
    }

    /// A room by its place in the walk; `nil` for a place without one.
    func door(to index: Int, in reading: Reading) -> RoomModel.Door? {
        guard rooms.indices.contains(index), let slug, let title = reading.said(rooms[index].title) else {
            return nil
        }
        return (title, .room(reading.language, exhibition: slug.text, room: rooms[index].slugText.text))
    }
}

extension Reading {
    func room(_ exhibition: String, _ room: String) throws -> Scene {
        switch try view.presence(of: Exhibition.name, slug: exhibition) {
        case .here(let found):
            guard let record = found.decoded(Exhibition.self),
                let index = record.rooms.firstIndex(where: { $0.slugText.text == room }),
                let model = try self.room(record, index)
            else { return .problem(.notFound) }
            return .page(.room(model), languages: record.title.languages)
        case .gone: return .problem(.gone)
        case .unknown: return .problem(.notFound)
        }
    }

    private func room(_ exhibition: Exhibition, _ index: Int) throws -> RoomModel? {
        let room = exhibition.rooms[index]
        guard let door = exhibition.door(to: index, in: self), let home = exhibition.route(language) else {
            return nil
        }
        return RoomModel(
            exhibition: (title(exhibition), home), title: door.title, introduction: said(room.introduction),
            number: index + 1, count: exhibition.rooms.count, accent: try accent(room.city),
            showcases: try room.showcases.compactMap { showcase in
                guard let title = said(showcase.title) else { return nil }
                return RoomModel.Showcase(
                    title: title, text: said(showcase.text), panels: try showcase.panels.compactMap(panel))
            },
            previous: exhibition.door(to: index - 1, in: self), next: exhibition.door(to: index + 1, in: self)
        )
    }

    /// A record that is not public leaves no trace, its label neither.
    private func panel(_ panel: Exhibition.Panel) throws -> RoomModel.Panel? {
        guard let code = panel.record.code, let record = try view.records([code]).first,
            let card = try card(record), let route = card.route
        else { return nil }
        return RoomModel.Panel(
            route: route, title: card.title, overline: said(phrase: phrases(record.kind, context: "kind")),
            label: said(panel.label), picture: card.model?.picture)
    }
}
