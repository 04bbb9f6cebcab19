import Catalogue
import IIIF
import Kinds
import Localisation
import Pages
import Records

/// Collections: what belongs to a city, what stands in an exhibition, and all that the Hall has.
///
/// The protocol has no pages: a large collection comes in parts, each a collection of its own, and the first names the
/// others after its own members.
extension PresentationReading {
    /// How many members one part has.
    static let partSize = 500

    /// Some of the records of one sort, in the order of their lists, and how many there are in all.
    private typealias Source = (_ offset: Int, _ limit: Int) throws -> Listing

    /// The gifts, documents and photos of a city, or what stands in an exhibition.
    ///
    /// - Returns: `nil` for another record, and for a part that does not exist.
    func collection(_ record: PublicRecord, part: Int) throws -> ManifestCollection? {
        switch record.listed() {
        case let city as City:
            let around = try surroundings(of: city)
            let sources = [Gift.name, Document.name, Photo.name].map { kind -> Source in
                { try view.pointing(at: record.code, kind: kind, offset: $0, limit: $1) }
            }
            var collection = try collection(city, record, part, sources, around)
            collection?.description.places = places([record])
            return collection
        case let exhibition as Exhibition:
            let around = try surroundings(of: exhibition)
            let known = Dictionary(
                around.records.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
            let shown = exhibition.shown.compactMap { known[$0] }.filter { $0.listed() is any Presented }
            let source: Source = { offset, limit in
                Listing(records: Array(shown.dropFirst(offset).prefix(limit)), total: shown.count)
            }
            return try collection(exhibition, record, part, [source], around)
        default: return nil
        }
    }

    /// All exhibitions and cities as collections, then every gift, document and photo.
    ///
    /// - Returns: `nil` for a part that does not exist.
    func collectionOfHall(part: Int) throws -> ManifestCollection? {
        let record = try view.list(Hall.name, limit: 1).records.first
        let kinds = [Exhibition.name, City.name, Gift.name, Document.name, Photo.name]
        let sources = kinds.map { kind -> Source in { try view.list(kind, offset: $0, limit: $1) } }
        return try collection(hall, record, part, sources, try surroundings(of: hall))
    }

    /// - Parameter record: `nil` for a Hall that has none yet.
    private func collection(
        _ thing: any Presented, _ record: PublicRecord?, _ part: Int, _ sources: [Source],
        _ around: Surroundings
    ) throws -> ManifestCollection? {
        let code = thing is Hall ? nil : record?.code.text
        let found = try members(part, sources)
        let parts = max(1, (found.total + Self.partSize - 1) / Self.partSize)
        guard part <= parts else { return nil }
        let id = address(.manifests(of: code, part: part))
        guard part == 1 else {
            var description = Description(id: id, label: label(thing, part: part))
            description.partOf = [
                Member(.collection, id: address(.manifests(of: code)), label: title(thing))
            ]
            return ManifestCollection(description, members: found.members)
        }
        var description = Description(id: id, label: title(thing))
        if let record, let whole = self.description(of: thing, record, id: id, around) { description = whole }
        if let lead = thing.views.first?.code { description.thumbnail = try thumbnails([lead])[lead] }
        if code == nil {
            description.seeAlso = feeds
        } else {
            description.partOf = [
                Member(.collection, id: address(.manifests(of: nil)), label: title(hall))
            ]
        }
        let others = parts > 1 ? Array(2...min(parts, Route.Limits.page)) : []
        return ManifestCollection(
            description,
            members: found.members
                + others.map {
                    Member(
                        .collection, id: address(.manifests(of: code, part: $0)),
                        label: label(thing, part: $0))
                })
    }

    private func members(_ part: Int, _ sources: [Source]) throws -> (members: [Member], total: Int) {
        var skipped = (part - 1) * Self.partSize
        var (records, total): ([PublicRecord], Int) = ([], 0)
        for source in sources {
            let listing = try source(skipped, Self.partSize - records.count)
            records += listing.records
            total += listing.total
            skipped = max(0, skipped - listing.total)
        }
        let leads = records.map { record in
            record.kind == Photo.name
                ? record.code : (record.listed() as? any Presented)?.views.lazy.compactMap(\.code).first
        }
        let thumbnails = try thumbnails(leads.compactMap { $0 })
        return (
            zip(records, leads).compactMap { record, lead in
                member(record, thumbnail: lead.flatMap { thumbnails[$0] })
            }, total
        )
    }

    /// The small pictures of public photos, read at once.
    private func thumbnails(_ codes: [Code]) throws -> [Code: Picture] {
        var thumbnails: [Code: Picture] = [:]
        for record in try view.records(codes) {
            guard let photo = record.decoded(Photo.self) else { continue }
            thumbnails[record.code] =
                Pictures(photo.image, code: record.code, origin: origin)?.thumbnail
        }
        return thumbnails
    }

    private func label(_ thing: any Presented, part: Int) -> LanguageMap {
        var label = LanguageMap()
        for entry in title(thing).entries {
            for words in entry.words { label.add("\(words) · \(part)", in: entry.language) }
        }
        return label
    }

    private var feeds: [Dataset] {
        phrases.map { phrases in
            Dataset(
                id: address(.feed(phrases.language, .new)),
                label: LanguageMap(phrases("All that is new"), in: phrases.language),
                mediaType: "application/atom+xml")
        }
    }
}
