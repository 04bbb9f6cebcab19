import Catalogue
import IIIF
import Imaging
import Kinds
import Localisation
import Pages
import Prose
import Records

/// One snapshot as other programs show it: records become manifests and collections, in all their languages.
///
/// However many views or members there are, the catalogue is asked the same few questions.
struct PresentationReading {
    let view: CatalogueView
    let hall: Hall
    /// Those of the interface, in the order of its languages.
    let phrases: [Phrases]
    /// The Hall's public address without a slash at its end.
    let origin: String

    /// How many views a manifest has at most beyond those that its record names itself.
    private static let viewLimit = 500
    /// In how many exhibitions a record says that it stands.
    private static let exhibitionLimit = 50
    /// The sides of the plane of a thing of which there is no picture, in pixels.
    private static let bareExtent = ImageExtent(width: 1_000, height: 1_000)

    /// The same for every view of a manifest.
    private let photoFields = Photo.formFields.visible(to: .visitor)

    init(view: CatalogueView, hall: Hall, phrases: [Phrases], origin: String) {
        (self.view, self.hall, self.phrases, self.origin) = (view, hall, phrases, origin)
    }

    /// What surrounds a record: the public records at which it points, and the home city.
    struct Surroundings {
        let records: [PublicRecord]
        let facts: PublicFacts
        let provider: Agent
    }

    /// - Returns: `nil` for a record that is shown in no viewer.
    func manifest(_ record: PublicRecord) throws -> Manifest? {
        guard let thing = record.listed() as? any Viewed else { return nil }
        let id = address(.manifest(record.code.text))
        let around = try surroundings(of: thing)
        guard var description = description(of: thing, record, id: id, around) else { return nil }
        let exhibitions = try view.pointing(
            at: record.code, kind: Exhibition.name, limit: Self.exhibitionLimit
        ).records.filter { $0.decoded(Exhibition.self)?.shown.contains(record.code) ?? false }
        let linked = Set(thing.contents.references.map(\.code))
        let cities = around.records.filter { $0.kind == City.name && linked.contains($0.code) }
        description.partOf =
            [Member(.collection, id: address(.manifests(of: nil)), label: title(hall))]
            + (cities + exhibitions).compactMap { member($0) }
        description.places = places(cities)
        if let photo = thing as? Photo {
            guard let canvas = canvas(photo, record, of: record.code, around.facts) else { return nil }
            description.thumbnail = canvas.description.thumbnail
            return Manifest(description, canvases: [canvas])
        }
        let canvases = try photos(of: thing, record.code, around).compactMap { photo in
            photo.decoded(Photo.self).flatMap { canvas($0, photo, of: record.code, around.facts) }
        }
        description.thumbnail = canvases.first?.description.thumbnail
        let bare = Canvas(
            Description(
                id: address(.canvas(record.code.text, of: record.code.text)), label: description.label),
            extent: Self.bareExtent, picture: nil)
        return Manifest(description, canvases: canvases.isEmpty ? [bare] : canvases)
    }

    /// Its own in their order, then those that show it.
    private func photos(
        of thing: any Viewed, _ code: Code, _ around: Surroundings
    ) throws -> [PublicRecord] {
        let known = Dictionary(around.records.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let own = thing.views.compactMap(\.code).compactMap { known[$0] }
        let others = try view.pointing(at: code, kind: Photo.name, limit: Self.viewLimit).records
        var seen: Set<Code> = []
        return (own + others).filter { seen.insert($0.code).inserted }
    }

    /// - Returns: `nil` for a picture of which nothing can be made.
    private func canvas(
        _ photo: Photo, _ record: PublicRecord, of manifest: Code, _ facts: PublicFacts
    ) -> Canvas? {
        guard let pictures = Pictures(photo.image, code: record.code, origin: origin) else { return nil }
        var description = Description(
            id: address(.canvas(record.code.text, of: manifest.text)), label: LanguageMap(photo.title))
        // Nothing in the protocol is named after what is read to those who do not see: a view's summary is what programs
        // read out beside its label.
        description.summary = LanguageMap(photo.alt)
        description.requiredStatement = statement(photo.credit, facts)
        description.rights = RightsStatement(photo.rights)
        description.thumbnail = pictures.thumbnail
        if record.code != manifest, let body = PublicRecordBody(record.body, photoFields) {
            // What else it shows is told where the photo is the thing itself.
            let placed = Photo.placedFields.subtracting(["caption"]).union(["shows"])
            description.metadata = facts.facts(of: body, without: placed.union(placedRights(photo)))
            description.homepages = homepages(photo)
        }
        var canvas = Canvas(description, extent: pictures.extent, picture: pictures.whole)
        canvas.remarks =
            photo.looks.compactMap { remark($0, on: pictures.extent) }
            + photo.named.compactMap { tag($0, on: pictures.extent) }
        return canvas
    }

    /// A step of a guided look; `nil` for one that is damaged.
    private func remark(_ look: Photo.Look, on extent: ImageExtent) -> Remark? {
        guard let part = look.part.box.flatMap({ ImageRectangle($0, of: extent) }) else { return nil }
        var words = LanguageMap(look.title)
        for language in look.text.languages {
            words.add(Prose(look.text[language] ?? "").plain, in: language)
        }
        return Remark(words, of: part)
    }

    /// Who is to be seen in a part; `nil` for somebody of whom only the name is told. All of them stand among the facts.
    private func tag(_ person: Photo.NamedPerson, on extent: ImageExtent) -> Remark? {
        guard let part = person.part.box.flatMap({ ImageRectangle($0, of: extent) }) else { return nil }
        var words = LanguageMap(person.name)
        words.add(LanguageMap(person.office))
        return Remark(words, of: part, .tagging)
    }
}

extension PresentationReading {
    /// What is said of a record, whichever resource it becomes.
    func description(
        of thing: any Presented, _ record: PublicRecord, id: String, _ around: Surroundings
    ) -> Description? {
        let kind = type(of: thing)
        guard let body = PublicRecordBody(record.body, kind.formFields.visible(to: .visitor)) else {
            return nil
        }
        var description = Description(id: id, label: title(thing))
        description.summary = around.facts.words(of: kind.summaryField, in: body)
        description.metadata = around.facts.facts(
            of: body, without: kind.placedFields.union(placedRights(thing)))
        description.requiredStatement = statement(thing.credit, around.facts)
        description.rights = RightsStatement(thing.rights)
        description.provider = around.provider
        description.homepages = homepages(thing)
        description.day = day(thing.moment)
        return description
    }

    /// The public records at which one points, read at once.
    func surroundings(of thing: any Presented, showing others: [Code] = []) throws -> Surroundings {
        var codes: [Code] = [hall.homeCity.code].compactMap { $0 }
        var seen = Set(codes)
        codes += (thing.contents.references.map(\.code) + others).filter { seen.insert($0).inserted }
        let records = try view.records(codes)
        // Views stand on canvases, under no name of a field.
        let unnamed = thing is any Viewed ? Set(thing.views.compactMap(\.code)) : []
        var titles: [Code: LanguageMap] = [:]
        for record in records where !unnamed.contains(record.code) {
            titles[record.code] = record.listed().map { title($0) }
        }
        let home = hall.homeCity.code.flatMap { titles[$0] } ?? title(hall)
        let provider = Agent(id: address(.entrance), label: home, homepages: homepages(hall))
        return Surroundings(
            records: records, facts: PublicFacts(phrases: phrases, titles: titles), provider: provider)
    }

    /// A record as others name it; `nil` for one that is shown in no viewer.
    func member(_ record: PublicRecord, thumbnail: Picture? = nil) -> Member? {
        guard let thing = record.listed() as? any Presented else { return nil }
        let isManifest = thing is any Viewed
        let route: Route = isManifest ? .manifest(record.code.text) : .manifests(of: record.code.text)
        return Member(
            isManifest ? .manifest : .collection, id: address(route), label: title(thing),
            thumbnail: thumbnail)
    }

    /// A title always has words: it is required. A damaged record shows its kind instead.
    func title(_ record: any Listed) -> LanguageMap {
        let title = LanguageMap(record.title)
        guard title.isEmpty else { return title }
        return PublicFacts(phrases: phrases, titles: [:]).said { $0(type(of: record).name, context: "kind") }
    }

    func address(_ route: Route) -> String { origin + route.path }

    private func statement(_ credit: Localized, _ facts: PublicFacts) -> LabelledValue? {
        credit.isEmpty ? nil : LabelledValue(facts.label("credit"), LanguageMap(credit))
    }

    /// Rights that no registry knows are told among the facts.
    private func placedRights(_ thing: any Presented) -> Set<String> {
        RightsStatement(thing.rights) == nil ? [] : ["rights"]
    }

    /// The page in each language in which the record has a title.
    private func homepages(_ thing: any Listed) -> [Homepage] {
        let offered = phrases.map(\.language)
        let known = offered.filter(thing.title.languages.contains)
        return (known.isEmpty ? offered : known).compactMap { language in
            let route = (thing as? any Exhibit)?.route(language) ?? (thing is Hall ? .home(language) : nil)
            let label = thing.title[language].map { LanguageMap($0, in: language) } ?? title(thing)
            return route.map { Homepage(id: address($0), label: label, language: language) }
        }
    }

    func places(_ cities: [PublicRecord]) -> [NamedPlace] {
        cities.compactMap { record in
            guard let city = record.decoded(City.self), let place = city.place,
                let latitude = place.latitude, let longitude = place.longitude
            else { return nil }
            return NamedPlace(
                id: address(.short(record.code.text)), label: title(city), latitude: latitude,
                longitude: longitude)
        }
    }

    /// The first day of a date without a doubt: a day, a month or a year, `yyyymmdd`.
    private func day(_ date: EDTF) -> Int? {
        guard case .moment(let moment) = date.value, !moment.isApproximate, !moment.isUncertain,
            moment.unknownDigits == 0, moment.years.lowerBound > 0
        else { return nil }
        switch moment.part {
        case .none, .month, .day: return date.earliest
        case .season, .someMonth, .someDay: return nil
        }
    }
}

/// The images of a photo that are ready, with the services that make others.
struct Pictures {
    /// The size of the upright original.
    let extent: ImageExtent
    let whole: Picture
    let thumbnail: Picture

    /// - Returns: `nil` for a size that no original has.
    init?(_ media: Media, code: Code, origin: String) {
        let sides = 1...ImagingLimits.pixels
        guard sides.contains(media.width), sides.contains(media.height) else { return nil }
        let extent = ImageExtent(width: media.width, height: media.height)
        let ready = PictureSizes.sizes(of: PixelSize(width: media.width, height: media.height))
            .map { ImageExtent(width: $0.width, height: $0.height) }.filter(ImageLimits.standard.hold)
        let services = [ImageAPI.three, .two].map {
            Picture.Service(id: origin + Route.imageService($0, code.text).path, api: $0)
        }
        func picture(_ size: ImageExtent?) -> Picture? {
            let parameters = ImageParameters(
                region: "full", size: size.map { "\($0.width),\($0.height)" } ?? "max", rotation: "0",
                file: "default.jpg")
            // A picture that has no image of this size has none that is named.
            guard let plan = try? ImagePlan(ImageRequest(parameters, of: .three), of: extent) else {
                return nil
            }
            let route = Route.image(.three, code.text, plan.canonical(.three).parameters)
            return Picture(id: origin + route.path, extent: plan.size, format: .jpg, services: services)
        }
        guard let whole = picture(ready.last), let thumbnail = picture(ready.first) else { return nil }
        (self.extent, self.whole, self.thumbnail) = (extent, whole, thumbnail)
    }
}
