import Records

@testable import Records

/// A kind with fields of every audience at every depth, for tests of the mechanism itself.
struct SampleRecord: Kind {
    static let name = "sample"

    var title = Localized()
    var number = Number()
    var place = Coordinates()
    var image = Media()
    var main = SampleGroup()
    var parts: [SampleGroup] = []
    var claims: [Claim<SampleGroup>] = []
    var pointers: [Reference<SampleRecord>] = []
    var note = Note()
    var price = Note()

    init() {}

    static let fields = Fields<Self>([
        Field("title", \.title, .required, .searchable),
        Field("number", \.number),
        Field("place", \.place),
        Field("image", \.image),
        Field("main", \.main, .searchable),
        Field("parts", \.parts, .searchable),
        Field("claims", \.claims),
        Field("pointers", \.pointers),
        Field("note", \.note, .seenBy(.staff)),
        Field("price", \.price, .seenBy(.protocolOfficer)),
    ])

    var slug: Slug? { nil }
}

/// A group that holds itself, to any depth.
struct SampleGroup: Group {
    var name = Line()
    var date = EDTF()
    var choice = Chosen<SampleChoice>()
    var inner: [SampleGroup] = []
    var secret = Note()
    var price = Localized()

    init() {}

    static let fields = Fields<Self>([
        Field("name", \.name, .required),
        Field("date", \.date),
        Field("choice", \.choice),
        Field("inner", \.inner),
        Field("secret", \.secret, .seenBy(.staff)),
        Field("price", \.price, .seenBy(.protocolOfficer)),
    ])
}

enum SampleChoice: String, Choice { case one, two }

/// What a package's reader makes of a record: the record, and all problems of reading.
struct SampleReading {
    let record: SampleRecord
    let problems: [Problem]

    init(_ text: String, media: (@Sendable (String) -> MediaLookup)? = nil) throws {
        var reader = JSONReader(Array(text.utf8), reportsUnknown: true, media: media)
        record = try SampleRecord(from: &reader)
        try reader.end()
        problems = reader.problems
    }

    var sentences: [String] { problems.map(\.description) }
    var paths: [String] { problems.map(\.path) }
}
