import Localisation
import Pages
import Records
import Testing

private let books = [Sample.english, Sample.russian, Sample.german, Sample.arabic]
private let stories = books.flatMap(\.stories)

struct PageTests {
    @Test(arguments: stories.indices)
    func `is one well-made document`(index: Int) throws {
        let story = stories[index]
        let page = Reading(render(story.frame, story.content).standard)
        #expect(page.isBalanced)
        #expect(page.html.hasPrefix("<!DOCTYPE html>\n<html lang="))
        #expect(page.all("h1").count == 1)
        #expect(page.all("main").count == 1)
        // Drawings have titles of their own.
        #expect(page.html.split(separator: "<body").first?.split(separator: "<title").count == 2)
        // Data for machines, which no browser runs, and the Hall's own files.
        #expect(
            page.all("script").allSatisfy { tag in
                tag.attributes["type"] == "application/ld+json"
                    || tag.attributes["src"]?.hasPrefix("/assets/") == true
            })
        #expect(page.all("style").isEmpty)
        #expect(
            page.tags.allSatisfy { tag in
                !tag.attributes.keys.contains { $0 == "style" || $0.hasPrefix("on") }
            })
        let levels = page.tags.filter { !$0.isEnd }.compactMap {
            ["h1": 1, "h2": 2, "h3": 3, "h4": 4][$0.name]
        }
        #expect(levels.first == 1)
        for (before, after) in zip(levels, levels.dropFirst()) {
            #expect(after <= before + 1, "\(story.name): \(levels)")
        }
        let ids = page.tags.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        for field in page.all("input") where field.attributes["type"] == "search" {
            #expect(field.attributes["aria-label"] != nil || field.attributes["id"] == "q")
        }
    }

    @Test(arguments: stories.indices)
    func `asks nobody to write where the Hall does not say how`(index: Int) {
        var story = stories[index]
        let words = ["Send one to the Hall", "Write to the Hall"].map { story.frame.phrases($0) }
        story.frame.takesLetters = false
        if case .visit(var model) = story.content {
            model.contact = nil
            story.content = .visit(model)
        }
        let page = Reading(render(story.frame, story.content).standard)
        for invitation in words { #expect(!page.text.contains(invitation), "\(story.name): \(invitation)") }
    }

    @Test func `leaves out columns in which nothing is known, the first one too`() {
        let book = Sample.english
        var exchange = book.exchange
        exchange.tables = [
            TableModel(
                caption: "Programme", columns: ["When", "What"],
                rows: [[.init(nil), .init(.words("A walk"))], [.init(nil), .init(.words("A talk"))]])
        ]
        let page = Reading(
            render(book.frame(.record(.english, .exchanges, "students")), .entry(exchange)).standard)
        #expect(!page.text.contains("When"))
        #expect(page.all("th").map { $0.attributes["scope"] } == ["col", "row", "row"])
    }

    @Test(arguments: stories.indices)
    func `reaches the reading settings in two stops after the skip link`(index: Int) throws {
        let story = stories[index]
        let page = Reading(render(story.frame, story.content).standard)
        let stops = page.tags.filter { !$0.isEnd && ["a", "summary", "button", "input"].contains($0.name) }
        #expect(stops[0].attributes["href"] == "#main")
        #expect(stops[1].attributes["href"] == Route.settings(story.frame.phrases.language).path)
        if case .settings = story.content {
            #expect(page.all("details").isEmpty)
        } else {
            #expect(stops[2].name == "summary")
        }
        #expect(page.all("form").count { $0.attributes["class"] == "settings" } == 1)
    }

    @Test(arguments: stories.indices)
    func `names the language of every text that is not in the page's own`(index: Int) {
        let story = stories[index]
        let language = story.frame.phrases.language
        // Data for machines names its languages in its own way.
        let html = Sample.html(story).replacing(/<script.*?<\/script>/, with: "")
        // Every sample text in Cyrillic says so, on itself or on what it stands in.
        guard language == .english else { return }
        var open: [String?] = []
        var rest = html.unicodeScalars[...]
        while let start = rest.firstIndex(of: "<") {
            let text = rest[..<start]
            if text.contains(where: { (0x410...0x44F).contains($0.value) }) {
                let tongue = open.last { $0 != nil } ?? nil
                #expect(tongue == "ru" || tongue == "und", "\(story.name): \(String(Substring(text)))")
            }
            guard let end = rest[start...].firstIndex(of: ">") else { break }
            let tag = String(Substring(rest[rest.index(after: start)..<end]))
            let reading = Reading(Array("<\(tag)>".utf8)).tags[0]
            if reading.isEnd {
                open.removeLast()
            } else if !["img", "input", "meta", "link", "!doctype"].contains(reading.name) {
                open.append(reading.attributes["lang"])
            }
            rest = rest[rest.index(after: end)...]
        }
    }

    @Test func `marks what had to fall back, with the name of its language`() {
        let book = Sample.german
        let story = book.story("", .city(book.language, "a"), .city(book.bareCity))
        let html = Sample.html(story)
        let name = book.phrases.name(of: Storybook.french)
        #expect(
            html.contains(
                "<h1><span lang=\"fr\">Amnéville-les-Thermes</span> <span class=\"tongue\">\(name)</span></h1>"
            ))
        #expect(!Sample.html(Sample.english.stories[0]).contains("class=\"tongue\""))
    }

    @Test func `turns round for languages written from the right`() {
        let html = Sample.html(Sample.arabic.stories[0])
        #expect(html.contains("<html lang=\"ar\" dir=\"rtl\""))
        #expect(html.contains("lang=\"en\" dir=\"auto\""))
    }

    @Test func `marks where the reader is`() {
        func current(_ route: Route, _ content: PageContent) -> [String] {
            Reading(render(Sample.english.frame(route), content).standard).all("a")
                .filter { $0.attributes["aria-current"] != nil && $0.attributes["hreflang"] == nil }
                .map { ($0.attributes["href"] ?? "") + " " + ($0.attributes["aria-current"] ?? "") }
        }
        let book = Sample.english
        #expect(current(.gifts(.english), .list(book.list("Gifts", []))) == ["/en/gifts page"])
        #expect(current(.record(.english, .gifts, "bell"), .entry(book.gift)) == ["/en/gifts true"])
        let documents = PageContent.list(book.list("Documents", []))
        #expect(current(.list(.english, .documents), documents) == ["/en/people-to-people true"])
        #expect(current(.home(.english), .home(book.home)) == ["/en/ page"])
        let problem = ProblemModel(status: 404, reason: .notFound, requestID: "1")
        #expect(current(.gifts(.english), .problem(problem)).isEmpty)
    }

    @Test func `keeps the place when the language changes`() {
        let frame = Sample.english.frame(.search(.english, query: "a b", page: 2))
        let page = Reading(render(frame, .search(Sample.english.found)).standard)
        let links = page.all("a").filter { $0.attributes["hreflang"] != nil }
        #expect(
            links.compactMap { $0.attributes["href"] } == [
                "/ru/search?q=a%20b&amp;page=2", "/en/search?q=a%20b&amp;page=2",
            ])
        #expect(links.map { $0.attributes["lang"] } == ["ru", "en"])
    }

    @Test func `tells search engines only of pages that exist`() {
        func links(_ frame: Frame, _ content: PageContent) -> [String] {
            Reading(render(frame, content).standard).all("link").compactMap { link in
                guard let rel = link.attributes["rel"], rel == "canonical" || rel == "alternate",
                    link.attributes["type"] == nil
                else {
                    return nil
                }
                return "\(link.attributes["hreflang"] ?? "-") \(link.attributes["href"] ?? "")"
            }
        }
        let book = Sample.english
        let route = Route.city(.english, "oxford")
        #expect(
            links(book.frame(route), .city(book.oxford)) == [
                "- https://hall.example/en/cities/oxford", "ru https://hall.example/ru/cities/oxford",
                "en https://hall.example/en/cities/oxford", "x-default https://hall.example/en/cities/oxford",
            ])
        #expect(
            links(book.frame(route, languages: [.russian]), .city(book.oxford)) == [
                "- https://hall.example/en/cities/oxford"
            ])
        #expect(
            links(book.frame(.home(.english)), .home(book.home)).last == "x-default https://hall.example/")
        var silent = book.frame(route)
        silent.publicURL = nil
        #expect(links(silent, .city(book.oxford)).isEmpty)
        for (route, content) in [
            (Route.settings(.english), PageContent.settings),
            (.search(.english, query: "a"), .search(book.found)),
            (.home(.english), .problem(ProblemModel(status: 500, reason: .unexpected, requestID: "1"))),
        ] {
            #expect(links(book.frame(route), content).isEmpty)
            #expect(
                Sample.html(.init(name: "", frame: book.frame(route), content: content)).contains(
                    "content=\"noindex\""))
        }
    }

    @Test func `tells viewers of pictures where they find what a page shows`() {
        func links(_ frame: Frame, _ content: PageContent) -> [String] {
            Reading(render(frame, content).standard).all("link").compactMap { link in
                link.attributes["type"]?.hasPrefix("application/ld+json") == true
                    ? link.attributes["href"] : nil
            }
        }
        let book = Sample.english
        #expect(
            links(book.frame(.home(.english)), .home(book.home)) == [
                "https://hall.example/iiif/presentation/3/collection"
            ])
        var gift = book.gift
        gift.presentation = .manifest("0A1B2C3")
        let frame = book.frame(.record(.english, .gifts, "bell"))
        #expect(
            links(frame, .entry(gift)) == ["https://hall.example/iiif/presentation/3/0A1B2C3/manifest"])
        gift.presentation = nil
        #expect(links(frame, .entry(gift)).isEmpty)
        var silent = book.frame(.home(.english))
        silent.publicURL = nil
        #expect(links(silent, .home(book.home)).isEmpty)
    }

    @Test(arguments: ProblemModel.Reason.allCases)
    func `tells of every error, with its number`(reason: ProblemModel.Reason) {
        let model = ProblemModel(status: 499, reason: reason, requestID: "ab-1")
        let html = Sample.html(Sample.english.story("", .home(.english), .problem(model)))
        #expect(html.contains("499") && html.contains(">ab-1</code>"))
    }

    @Test func `writes dates for machines only where HTML knows them`() {
        func written(_ date: String, minutes: Int? = nil) -> String? {
            var model = Sample.english.article
            model.date = Sample.english.date(date)
            model.minutes = minutes
            model.related = []
            model.picture = nil
            let page = Reading(
                render(Sample.english.frame(.record(.english, .news, "a")), .article(model)).standard)
            return page.all("time").first?.attributes["datetime"]
        }
        #expect(written("2019") == "2019")
        #expect(written("2019-06") == "2019-06")
        #expect(written("2019-06-19", minutes: 5) == "2019-06-19T00:05")
        #expect(written("2019-06", minutes: 5) == "2019-06")
        for date in ["2019~", "199X", "2019/2020", "2019-21", "-0052", ""] { #expect(written(date) == nil) }
        #expect(written("2019-06-19", minutes: 1439) == "2019-06-19T23:59")
    }
}
