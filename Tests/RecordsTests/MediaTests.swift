import Records
import Testing

@testable import Records

@Suite struct MediaTests {
    private static let blob = String(repeating: "ab", count: 32)
    private static let known = Media(blob: blob, name: "a.jpg", format: "jpeg", width: 4, height: 3)

    private static let lookup: @Sendable (String) -> MediaLookup = { name in
        switch name {
        case "media/a.jpg": .known(known)
        case "media/b.jpg": .refused("media/b.jpg: is broken")
        default: .missing
        }
    }

    @Test func `a file of a package becomes the medium it stands for`() throws {
        let reading = try SampleReading(
            #"{"title": {"en": "T"}, "image": {"file": "media/a.jpg"}}"#, media: Self.lookup)
        #expect(reading.problems.isEmpty)
        #expect(reading.record.image == Self.known)
        #expect(reading.record.contents.media == [Self.known])
        #expect(reading.record.problems.isEmpty)
    }

    @Test func `a file that is missing or broken is told at its place`() throws {
        let missing = try SampleReading(
            #"{"title": {"en": "T"}, "image": {"file": "media/c.jpg"}}"#, media: Self.lookup)
        #expect(missing.sentences == ["image: the file 'media/c.jpg' is not in the package"])
        let broken = try SampleReading(
            #"{"title": {"en": "T"}, "image": {"file": "media/b.jpg"}}"#, media: Self.lookup)
        #expect(broken.sentences == ["image: media/b.jpg: is broken"])
        #expect(missing.record.image.isEmpty && broken.record.image.isEmpty)
    }

    @Test func `a package cannot name an original by its hash`() throws {
        let text = #"{"title": {"en": "T"}, "image": {"blob": "\#(Self.blob)", "width": 4, "height": 3}}"#
        let reading = try SampleReading(text, media: Self.lookup)
        #expect(reading.paths == ["image.blob", "image.width", "image.height"])
        #expect(reading.record.image.isEmpty)
    }

    @Test func `a file is nothing where there is no package`() throws {
        let record = try SampleRecord(
            json: Array(#"{"title": {"en": "T"}, "image": {"file": "media/a.jpg"}}"#.utf8))
        #expect(record.image.isEmpty)
    }

    @Test func `the journal keeps the medium itself, a package its file`() throws {
        var record = SampleRecord()
        record.title = [.english: "T"]
        record.image = Self.known
        #expect(try SampleRecord(json: record.json) == record)
        var writer = JSONWriter { "media/\($0.name)" }
        record.write(to: &writer)
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"{"title":{"en":"T"},"image":{"file":"media/a.jpg"}}"#)
    }

    @Test func `refuses what is no medium`() {
        let wrong = [
            Media(blob: "ab", name: "a.jpg", format: "jpeg", width: 4, height: 3),
            Media(blob: Self.blob.uppercased(), name: "a.jpg", format: "jpeg", width: 4, height: 3),
            Media(blob: "../" + Self.blob.dropFirst(3), name: "a.jpg", format: "jpeg", width: 4, height: 3),
            Media(blob: Self.blob, name: "a.jpg", format: "jpeg", width: 0, height: 3),
            Media(blob: Self.blob, name: "a.jpg", format: "jpeg", width: 4, height: -3),
            Media(blob: Self.blob, name: "a\n.jpg\u{1}", format: "jpeg", width: 4, height: 3),
            Media(
                blob: Self.blob, name: String(repeating: "a", count: 256), format: "jpeg", width: 4, height: 3
            ),
        ]
        for media in wrong {
            var problems: [Problem] = []
            media.check(at: { "image" }, into: &problems)
            #expect(problems.map(\.path) == ["image"], "\(media)")
        }
    }
}
