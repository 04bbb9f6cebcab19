import IIIF
import Records
import Testing

/// What stands in the documents of the Presentation API 3.0, and what does not.
struct PresentationTests {
    private let en = LanguageMap("A cup", in: .english)

    private func text(_ resource: PresentationResource) -> String {
        String(decoding: Presentation3.json(resource), as: UTF8.self)
    }

    private func text(_ description: Description) -> String {
        text(.collection(ManifestCollection(description, members: [])))
    }

    private var picture: Picture {
        Picture(
            id: "https://h/i", extent: ImageExtent(width: 4, height: 3), format: .jpg,
            services: [
                .init(id: "https://h/iiif/3/A", api: .three), .init(id: "https://h/iiif/2/A", api: .two),
            ])
    }

    @Test func `a manifest paints its picture on its canvas`() {
        let canvas = Canvas(
            Description(id: "https://h/c", label: en), extent: ImageExtent(width: 40, height: 30),
            picture: picture)
        let manifest = Manifest(Description(id: "https://h/m", label: en), canvases: [canvas])
        #expect(
            text(.manifest(manifest)) == """
                {"@context":"http://iiif.io/api/presentation/3/context.json","id":"https://h/m","type":"Manifest",\
                "label":{"en":["A cup"]},"items":[{"id":"https://h/c","type":"Canvas","label":{"en":["A cup"]},\
                "width":40,"height":30,"items":[{"id":"https://h/c#page","type":"AnnotationPage","items":[\
                {"id":"https://h/c#image","type":"Annotation","motivation":"painting","body":{"id":"https://h/i",\
                "type":"Image","format":"image/jpeg","width":4,"height":3,"service":[{"id":"https://h/iiif/3/A",\
                "type":"ImageService3","profile":"level2"},{"@id":"https://h/iiif/2/A","@type":"ImageService2",\
                "profile":"http://iiif.io/api/image/2/level2.json"}]},"target":"https://h/c"}]}]}]}
                """)
    }

    @Test func `what is said of parts is told as a comment, who is to be seen there as a tag`() {
        var canvas = Canvas(
            Description(id: "https://h/c", label: en), extent: ImageExtent(width: 40, height: 30),
            picture: nil)
        let part = ImageRectangle(x: 1, y: 2, width: 3, height: 4)
        var person = ["en": "Ada Example"].map
        person.add(["en": "Mayor"].map)
        canvas.remarks = [Remark(en, of: part), Remark(person, of: part, .tagging)]
        let words = text(.manifest(Manifest(Description(id: "https://h/m", label: en), canvases: [canvas])))
        #expect(
            words.hasSuffix(
                """
                "annotations":[{"id":"https://h/c#remarks","type":"AnnotationPage","items":[\
                {"id":"https://h/c#remark1","type":"Annotation","motivation":"commenting","body":[\
                {"type":"TextualBody","value":"A cup","language":"en","format":"text/plain"}],\
                "target":"https://h/c#xywh=1,2,3,4"},\
                {"id":"https://h/c#remark2","type":"Annotation","motivation":"tagging","body":[\
                {"type":"TextualBody","value":"Ada Example\\n\\nMayor","language":"en","format":"text/plain"}],\
                "target":"https://h/c#xywh=1,2,3,4"}]}]}]}
                """))
    }

    @Test func `a bare canvas has no page of annotations`() {
        let canvas = Canvas(
            Description(id: "https://h/c", label: en), extent: ImageExtent(width: 40, height: 30),
            picture: nil)
        let words = text(.manifest(Manifest(Description(id: "https://h/m", label: en), canvases: [canvas])))
        #expect(words.hasSuffix(#""width":40,"height":30}]}"#))
    }

    @Test func `a collection names its members, and is there without any`() {
        let members = [
            Member(.manifest, id: "https://h/m", label: en, thumbnail: picture),
            Member(.collection, id: "https://h/c", label: en),
        ]
        let words = text(
            .collection(ManifestCollection(Description(id: "https://h/k", label: en), members: members)))
        #expect(
            words.contains(
                #""items":[{"id":"https://h/m","type":"Manifest","label":{"en":["A cup"]},"thumbnail":[{"#))
        #expect(words.hasSuffix(#"{"id":"https://h/c","type":"Collection","label":{"en":["A cup"]}}]}"#))
        #expect(text(Description(id: "https://h/k", label: en)).hasSuffix(#""items":[]}"#))
    }

    @Test func `what is said of a resource stands where version 3 has it`() {
        var description = Description(id: "https://h/k", label: en)
        description.summary = ["ru": "Чашка", "en": "A cup"].map
        description.requiredStatement = LabelledValue(en, LanguageMap("By me", in: .english))
        description.rights = RightsStatement(WebAddress("https://creativecommons.org/licenses/by/4.0/"))
        let page = Homepage(id: "https://h/en/x", label: en, language: .english)
        description.provider = Agent(id: "https://h/", label: en, homepages: [page])
        description.homepages = [page]
        description.seeAlso = [
            Dataset(id: "https://h/new.atom", label: en, mediaType: "application/atom+xml")
        ]
        description.day = 9_740_203
        description.partOf = [Member(.collection, id: "https://h/all", label: en)]
        #expect(
            text(description) == """
                {"@context":"http://iiif.io/api/presentation/3/context.json","id":"https://h/k",\
                "type":"Collection","label":{"en":["A cup"]},"summary":{"en":["A cup"],"ru":["Чашка"]},\
                "requiredStatement":{"label":{"en":["A cup"]},"value":{"en":["By me"]}},\
                "rights":"http://creativecommons.org/licenses/by/4.0/",\
                "provider":[{"id":"https://h/","type":"Agent","label":{"en":["A cup"]},"homepage":[\
                {"id":"https://h/en/x","type":"Text","label":{"en":["A cup"]},"format":"text/html",\
                "language":["en"]}]}],"homepage":[{"id":"https://h/en/x","type":"Text",\
                "label":{"en":["A cup"]},"format":"text/html","language":["en"]}],\
                "seeAlso":[{"id":"https://h/new.atom","type":"Dataset","label":{"en":["A cup"]},\
                "format":"application/atom+xml"}],"navDate":"0974-02-03T00:00:00Z",\
                "partOf":[{"id":"https://h/all","type":"Collection","label":{"en":["A cup"]}}],"items":[]}
                """)
    }

    @Test func `places bring the context of their extension before the one that it extends`() {
        var description = Description(id: "https://h/k", label: en)
        description.places = [NamedPlace(id: "https://h/o/A", label: en, latitude: 58.01, longitude: -56.25)]
        let words = text(description)
        #expect(
            words.hasPrefix(
                """
                {"@context":["http://iiif.io/api/extension/navplace/context.json",\
                "http://iiif.io/api/presentation/3/context.json"],
                """))
        #expect(
            words.contains(
                """
                "navPlace":{"id":"https://h/k#places","type":"FeatureCollection","features":[{"id":"https://h/o/A",\
                "type":"Feature","properties":{"label":{"en":["A cup"]}},"geometry":{"type":"Point",\
                "coordinates":[-56.25,58.01]}}]}
                """))
    }

    @Test(arguments: [
        ("<b>bold</b>", "<span>&lt;b&gt;bold&lt;/b&gt;</span>"),
        (" <a & b>\n", "<span> &lt;a &amp; b&gt;\n</span>"),
        ("<", "<"), ("1 < 2", "1 < 2"), ("<b> and more", "<b> and more"), ("<>", "<span>&lt;&gt;</span>"),
    ])
    func `words that look like markup are shown, not obeyed`(words: String, written: String) throws {
        var description = Description(id: "https://h/k", label: LanguageMap(words, in: .english))
        description.metadata = [LabelledValue(LanguageMap("L"), LanguageMap(words, in: .english))]
        var tree = try #require(BodyTree(Presentation3.json(.collection(.init(description, members: [])))))
        func step(_ tree: BodyTree, _ name: String) throws -> BodyTree {
            if case .array(let elements) = tree { return try step(#require(elements.first), name) }
            return try #require(tree[name])
        }
        for name in ["metadata", "value", "en"] { tree = try step(tree, name) }
        guard case .array(let found) = tree, case .string(let text)? = found.first else {
            Issue.record("no words in \(tree)")
            return
        }
        #expect(text == written)
        #expect(self.text(description).contains(#""label":{"none":["L"]}"#))
    }

    @Test func `a language map keeps each language and the order of its words, and nothing empty`() {
        var map = LanguageMap("one", in: .english)
        map.add("", in: .russian)
        map.add("два", in: .russian)
        map.add(["en": "two", "ru": "три"].map)
        map.add("4", in: nil)
        #expect(map.entries.map(\.words) == [["one", "two"], ["два", "три"], ["4"]])
        #expect(LanguageMap("").isEmpty)
    }
}

extension [String: String] {
    /// Texts by tags of languages.
    fileprivate var map: LanguageMap {
        var texts = Localized()
        for (tag, text) in self { if let language = Language(tag) { texts[language] = text } }
        return LanguageMap(texts)
    }
}
