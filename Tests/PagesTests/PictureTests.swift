import Pages
import Records
import Testing

struct PictureTests {
    @Test(arguments: Sample.stories.indices)
    func `gives every picture a size, a description and sizes to choose from`(index: Int) throws {
        let story = Sample.stories[index]
        let page = Reading(render(story.frame, story.content).standard)
        for (number, picture) in page.all("img").enumerated() {
            let width = try #require(Int(picture.attributes["width"] ?? ""))
            let height = try #require(Int(picture.attributes["height"] ?? ""))
            #expect(width > 0 && height > 0)
            #expect(picture.attributes["alt"]?.isEmpty == false)
            let source = try #require(picture.attributes["src"].flatMap { Route(target: $0) })
            // A part that is cut out has one size.
            if case .image = source {
                #expect(picture.attributes["loading"] == "lazy")
                continue
            }
            guard case .picture(_, width) = source else {
                Issue.record("\(source) is not \(width) wide")
                return
            }
            let set = (picture.attributes["srcset"] ?? "").split(separator: ", ").map {
                $0.split(separator: " ")
            }
            #expect(set.contains { $0[0] == picture.attributes["src"] ?? "" })
            for entry in set { #expect(Route(target: String(entry[0])) != nil) }
            #expect(set.allSatisfy { String($0[0]).hasSuffix("/\($0[1].dropLast()).jpg") })
            #expect(picture.attributes["sizes"]?.isEmpty == false)
            #expect(picture.attributes["decoding"] == "async")
            #expect(picture.attributes["loading"] == (number == 0 ? nil : "lazy"))
        }
    }

    @Test(arguments: [
        (1400, 1180, 640, 539), (1400, 1180, 1400, 1180), (3, 2, 1, 1), (1000, 1, 320, 1),
        (3817, 3251, 960, 818),
    ])
    func `keeps the ratio at every width`(width: Int, height: Int, at: Int, expected: Int) {
        var picture = Sample.english.harvesters
        picture.width = width
        picture.height = height
        #expect(picture.height(at: at) == expected)
    }

    @Test func `shows a picture that has no sizes by its own width`() {
        var model = Sample.english.photo
        model.picture.widths = []
        let html = Sample.html(Sample.english.story("", .photo(.english, "a"), .photo(model)))
        #expect(html.contains("src=\"/p/HARVEST/1400.jpg\" srcset=\"/p/HARVEST/1400.jpg 1400w\""))
        #expect(html.contains("width=\"1400\" height=\"1180\""))
    }

    @Test func `says of a drawing that it is one, and who took a photo`() {
        let english = Sample.html(Sample.english.stories[0])
        #expect(english.contains("<p class=\"caption-line\">Drawing</p>"))
        #expect(english.contains("Photo: <bdi>Sergei Prokudin-Gorskii</bdi>"))
        let russian = Sample.html(Sample.russian.stories[0])
        #expect(russian.contains("Снимок: <bdi>С. М. Прокудин-Горский</bdi>"))
        var model = Sample.english.photo
        model.picture.isDrawing = true
        (model.related, model.earlier) = ([], nil)
        let drawing = Sample.html(Sample.english.story("", .photo(.english, "a"), .photo(model)))
        #expect(drawing.contains("Drawing: <bdi>Sergei Prokudin-Gorskii</bdi>"))
        #expect(!drawing.contains("Photo:"))
    }
}
