/// A kind of record, described once: its wire name, its version and its fields; all else follows from them.
package protocol Kind: Group, KindName {
    static var name: String { get }
    /// Raised when old payloads need an upcaster.
    static var version: Int { get }
    /// What the record is called in lists.
    var title: Localized { get }
    /// Whether its titles are proper names, so that whoever asks for one of them asks for all.
    static var isNamed: Bool { get }
    /// What else it is called, whatever the language; its titles are not among them.
    var otherNames: [String] { get }
    /// Its place in the public addresses of its kind; `nil` where a kind has no pages of its own.
    var slug: Slug? { get }
    /// Whether lists of the kind are sorted by date, newest first; otherwise by `order`, then by title.
    static var isDated: Bool { get }
    /// The date by which a dated kind is sorted; empty when it is not known.
    var date: EDTF { get }
    /// Two or three sentences for cards and search results; may be empty.
    var summary: Localized { get }
    /// The order among records of the same date; small first.
    var order: Int { get }
    /// The word for the area in which it bears fruit (culture, sports, …); empty where that is not asked.
    var areaWord: String { get }
    /// Where on Earth it is; `nil` for a kind that has no place.
    var place: Place? { get }
    /// Whether its records are for the office alone: no visitor sees any field of them, they have no page, and nothing
    /// publishes them.
    static var isOfficeOnly: Bool { get }
}

/// A place on Earth, as far as it is known.
package struct Place: Sendable, Hashable {
    /// Degrees; both or none.
    package var latitude: Double?
    package var longitude: Double?
    /// ISO 3166-1, two letters.
    package var country: String

    package init(_ coordinates: Coordinates?, country: String) {
        latitude = coordinates?.latitude
        longitude = coordinates?.longitude
        self.country = country
    }
}

extension Kind {
    package static var referenceName: String? { name }
    package static var version: Int { 1 }
    package static var isNamed: Bool { false }
    package static var isDated: Bool { false }
    package var otherNames: [String] { [] }
    package var date: EDTF { EDTF() }
    package var summary: Localized { Localized() }
    package var order: Int { 0 }
    package var areaWord: String { "" }
    package var place: Place? { nil }
    package static var isOfficeOnly: Bool { false }

    /// Of a kind for the office alone a visitor sees nothing, whatever its fields say.
    package func seen(by audience: Audience) -> Self {
        Self.isOfficeOnly && audience == .visitor ? Self() : fieldsSeen(by: audience)
    }

    /// Reads a record as the journal keeps it; unknown members are skipped.
    package init(json: [UInt8]) throws(JSONProblem) {
        var reader = JSONReader(json)
        try self.init(from: &reader)
        try reader.end()
    }

    /// The canonical bytes: members in the order of the fields, nothing empty, no blanks.
    package var json: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// The record with some fields as another one has them.
    package func keeping(_ names: Set<String>, of other: Self) -> Self {
        var copy = self
        for field in Self.fields.list where names.contains(field.name) {
            field.show(other, &copy, .protocolOfficer)
        }
        return copy
    }

    /// The fields in which another record of the kind differs.
    package func differences(from other: Self) -> [String] {
        Self.fields.list.filter { !$0.isSame(self, other) }.map(\.name)
    }

    /// The fields that an audience may not see whole: they, or something inside of them, are for others.
    package func hiddenFields(from audience: Audience) -> Set<String> {
        let seen = seen(by: audience)
        return Set(
            Self.fields.list.filter { $0.audience > audience || !$0.isSame(self, seen) }.map(\.name))
    }

    /// The fields that are not for an audience, or inside of which there is one that is not, whatever a record holds.
    package static func closedFields(to audience: Audience) -> Set<String> {
        Set(formFields.filter { $0.audience > audience || !$0.shape.isOpen(to: audience) }.map(\.name))
    }

    /// Every problem of the record, each with its field.
    package var problems: [Problem] {
        var problems: [Problem] = []
        check(at: { "" }, into: &problems)
        return Array(problems.prefix(Problem.limit))
    }

    /// What the record holds, each reference with the outermost field it stands in.
    package var contents: Contents {
        var contents = Contents()
        for field in Self.fields.list {
            contents.field = field.name
            contents.isSearched = field.isSearchable
            field.gather(self, into: &contents)
        }
        return contents
    }
}
