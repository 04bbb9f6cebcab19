/// The elements, one method each. There is none for scripts and none for styles: the escaping of text and
/// attributes is right in no other place.
extension Markup {
    /// Writes an element, its attributes and what stands in it.
    func element(_ name: StaticString, _ attributes: [Attribute], _ content: () -> Void) {
        out.open(name, attributes)
        content()
        out.close(name)
    }

    package func div(_ attributes: Attribute..., content: () -> Void) { element("div", attributes, content) }
    package func section(_ attributes: Attribute..., content: () -> Void) {
        element("section", attributes, content)
    }
    package func article(_ attributes: Attribute..., content: () -> Void) {
        element("article", attributes, content)
    }
    package func header(_ attributes: Attribute..., content: () -> Void) {
        element("header", attributes, content)
    }
    package func footer(_ attributes: Attribute..., content: () -> Void) {
        element("footer", attributes, content)
    }
    package func nav(_ attributes: Attribute..., content: () -> Void) { element("nav", attributes, content) }
    package func main(_ attributes: Attribute..., content: () -> Void) {
        element("main", attributes, content)
    }
    package func h1(_ attributes: Attribute..., content: () -> Void) { element("h1", attributes, content) }
    package func h2(_ attributes: Attribute..., content: () -> Void) { element("h2", attributes, content) }
    package func h3(_ attributes: Attribute..., content: () -> Void) { element("h3", attributes, content) }
    package func h4(_ attributes: Attribute..., content: () -> Void) { element("h4", attributes, content) }
    package func p(_ attributes: Attribute..., content: () -> Void) { element("p", attributes, content) }
    package func ul(_ attributes: Attribute..., content: () -> Void) { element("ul", attributes, content) }
    package func ol(_ attributes: Attribute..., content: () -> Void) { element("ol", attributes, content) }
    package func li(_ attributes: Attribute..., content: () -> Void) { element("li", attributes, content) }
    package func a(_ attributes: Attribute..., content: () -> Void) { element("a", attributes, content) }
    package func span(_ attributes: Attribute..., content: () -> Void) {
        element("span", attributes, content)
    }
    package func strong(_ attributes: Attribute..., content: () -> Void) {
        element("strong", attributes, content)
    }
    package func em(_ attributes: Attribute..., content: () -> Void) { element("em", attributes, content) }
    package func mark(_ attributes: Attribute..., content: () -> Void) {
        element("mark", attributes, content)
    }
    package func cite(_ attributes: Attribute..., content: () -> Void) {
        element("cite", attributes, content)
    }
    package func blockquote(_ attributes: Attribute..., content: () -> Void) {
        element("blockquote", attributes, content)
    }
    package func figure(_ attributes: Attribute..., content: () -> Void) {
        element("figure", attributes, content)
    }
    package func figcaption(_ attributes: Attribute..., content: () -> Void) {
        element("figcaption", attributes, content)
    }
    package func dl(_ attributes: Attribute..., content: () -> Void) { element("dl", attributes, content) }
    package func dt(_ attributes: Attribute..., content: () -> Void) { element("dt", attributes, content) }
    package func dd(_ attributes: Attribute..., content: () -> Void) { element("dd", attributes, content) }
    package func time(_ attributes: Attribute..., content: () -> Void) {
        element("time", attributes, content)
    }
    package func form(_ attributes: Attribute..., content: () -> Void) {
        element("form", attributes, content)
    }
    package func fieldset(_ attributes: Attribute..., content: () -> Void) {
        element("fieldset", attributes, content)
    }
    package func legend(_ attributes: Attribute..., content: () -> Void) {
        element("legend", attributes, content)
    }
    package func label(_ attributes: Attribute..., content: () -> Void) {
        element("label", attributes, content)
    }
    package func button(_ attributes: Attribute..., content: () -> Void) {
        element("button", attributes, content)
    }
    package func details(_ attributes: Attribute..., content: () -> Void) {
        element("details", attributes, content)
    }
    package func summary(_ attributes: Attribute..., content: () -> Void) {
        element("summary", attributes, content)
    }
    package func bdi(_ attributes: Attribute..., content: () -> Void) { element("bdi", attributes, content) }
    package func table(_ attributes: Attribute..., content: () -> Void) {
        element("table", attributes, content)
    }
    package func caption(_ attributes: Attribute..., content: () -> Void) {
        element("caption", attributes, content)
    }
    package func thead(_ attributes: Attribute..., content: () -> Void) {
        element("thead", attributes, content)
    }
    package func tbody(_ attributes: Attribute..., content: () -> Void) {
        element("tbody", attributes, content)
    }
    package func tr(_ attributes: Attribute..., content: () -> Void) { element("tr", attributes, content) }
    package func th(_ attributes: Attribute..., content: () -> Void) { element("th", attributes, content) }
    package func td(_ attributes: Attribute..., content: () -> Void) { element("td", attributes, content) }
    package func title(_ attributes: Attribute..., content: () -> Void) {
        element("title", attributes, content)
    }

    package func input(_ attributes: Attribute...) { out.open("input", attributes) }
    package func img(_ attributes: Attribute...) { out.open("img", attributes) }
    package func meta(_ attributes: Attribute...) { out.open("meta", attributes) }
    package func link(_ attributes: Attribute...) { out.open("link", attributes) }

    /// A heading of the second to fourth level.
    package func heading(_ level: Int, _ attributes: Attribute..., content: () -> Void) {
        switch level {
        case ...2: element("h2", attributes, content)
        case 3: element("h3", attributes, content)
        default: element("h4", attributes, content)
        }
    }
}
