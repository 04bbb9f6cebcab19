import Localisation
import Pages
import Records
import Testing

struct SlotTests {
    /// One setting away from the default in every way, and all at once.
    private static let some: [ReadingSettings] = {
        var codes = ["4262211", "1000000", "2000000", "3000000", "4000000", "0000001", "0000010"]
        codes += (1...6).map { "0\($0)00000" }
        codes += ["0010000", "0020000", "0001000", "0002000", "0000100", "0000200"]
        return codes.compactMap { ReadingSettings(code: $0) }
    }()

    @Test(arguments: Sample.stories.indices)
    func `is the same for the default whether joined before or now`(index: Int) {
        let story = Sample.stories[index]
        let page = render(story.frame, story.content)
        let back = story.frame.route.path
        // Naming the page's own address as the way back joins anew.
        #expect(page.bytes(with: ReadingSettings(), back: back) == page.standard)
        #expect(page.bytes(with: ReadingSettings()) == render(story.frame, story.content).standard)
    }

    @Test(arguments: some)
    func `writes the settings into the page and its form`(settings: ReadingSettings) throws {
        for story in Sample.english.stories where ["city", "settings", "problem"].contains(story.name) {
            let page = Reading(render(story.frame, story.content).bytes(with: settings))
            let html = try #require(page.all("html").first)
            var read: [String: String] = [:]
            for control in ReadingSettings.controls {
                read[control.field] = html.attributes["data-\(control.field)"]
            }
            #expect(ReadingSettings { read[$0] } == settings)
            let checked = page.all("input").filter { $0.attributes["checked"] != nil }
            #expect(checked.count == 7)
            let form = Dictionary(
                checked.map { ($0.attributes["name"] ?? "", $0.attributes["value"] ?? "") },
                uniquingKeysWith: { $1 })
            #expect(ReadingSettings { form[$0] } == settings)
            #expect(page.isBalanced)
        }
    }

    @Test(arguments: Sample.english.stories.indices)
    func `carries the settings on every link where cookies are refused`(index: Int) throws {
        let story = Sample.english.stories[index]
        let settings = try #require(ReadingSettings(code: "4200000"))
        let rendered = render(story.frame, story.content)
        let page = Reading(rendered.bytes(with: settings, view: settings))
        for link in page.all("a") {
            let href = try #require(link.attributes["href"])
            // What is no page of a language has no settings: a short address, a picture alone.
            guard href.hasPrefix("/"), !href.hasPrefix("/o/"), !href.hasPrefix("/p/") else { continue }
            #expect(
                href.hasSuffix(href.contains("?view=") ? "?view=4200000" : "&amp;view=4200000"), "\(href)")
            let target = href.split(separator: "&amp;").joined(separator: "&")
            #expect(Route(target: target) != nil, "\(href)")
        }
        for form in page.all("form") { #expect(form.attributes["action"]?.contains("view") == false) }
        #expect(
            page.all("input").contains {
                $0.attributes["name"] == "view" && $0.attributes["value"] == "4200000"
            })
        let plain = Reading(rendered.bytes(with: settings))
        #expect(!plain.html.contains("view="))
        #expect(!plain.html.contains("name=\"view\""))
        for tag in page.all("img") + page.all("link") {
            #expect(tag.attributes.values.allSatisfy { !$0.contains("view=") })
        }
    }

    @Test func `leads back to the page, its query included, or to where it is told`() throws {
        let story = Sample.english.story(
            "", .search(.english, query: "a&b", page: 2), .search(Sample.english.nothing))
        let page = render(story.frame, story.content)
        func back(_ bytes: [UInt8]) -> [String] {
            Reading(bytes).all("input").filter { $0.attributes["name"] == "back" }.compactMap {
                $0.attributes["value"]
            }
        }
        #expect(back(page.standard) == ["/en/search?q=a%26b&amp;page=2"])
        let elsewhere = page.bytes(with: ReadingSettings(), back: "/en/gifts?page=3")
        #expect(back(elsewhere) == ["/en/gifts?page=3"])
    }

    @Test(arguments: Sample.stories.indices)
    func `fetches no picture and loses no text where images are off`(index: Int) {
        let story = Sample.stories[index]
        let rendered = render(story.frame, story.content)
        var settings = ReadingSettings()
        let shown = Reading(rendered.standard)
        settings.images = .off
        let off = Reading(rendered.bytes(with: settings))
        #expect(off.all("img").isEmpty)
        for picture in shown.all("img") {
            let words = picture.attributes["alt"] ?? ""
            #expect(off.html.contains(">\(words)</span>"), "the description stands in the box")
        }
        #expect(isContained(shown.text, in: off.text))
    }

    /// Whether one text is the other with something put in.
    private func isContained(_ part: String, in whole: String) -> Bool {
        var rest = part.unicodeScalars[...]
        for scalar in whole.unicodeScalars where scalar == rest.first { rest = rest.dropFirst() }
        return rest.isEmpty
    }
}
