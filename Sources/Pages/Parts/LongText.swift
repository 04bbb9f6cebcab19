import Prose
import Records

extension Page {
    /// A long text: paragraphs, lists, quotations and headings, as its Markdown says.
    func paragraphs(_ said: Said) {
        let (language, direction) = tongue(said)
        for piece in Prose(said.text).pieces { write(piece, [language, direction]) }
        if said.isFallback {
            p(.class("tongue-note")) { fallback(said) }
        }
    }

    private func write(_ piece: Prose.Piece, _ attributes: [Attribute] = []) {
        switch piece {
        case .text(let words): text(words)
        case .lineBreak: out.open("br", [])
        case .element(let element, let inner):
            write(element, attributes) { for piece in inner { write(piece) } }
        }
    }

    private func write(_ element: Prose.Element, _ attributes: [Attribute], _ content: () -> Void) {
        switch element {
        case .paragraph: self.element("p", attributes, content)
        // The first and the second level are the page's own.
        case .heading(...3): self.element("h3", attributes, content)
        case .heading: self.element("h4", attributes, content)
        case .bullets: self.element("ul", attributes, content)
        case .numbers(let first):
            self.element("ol", attributes + [Attribute("start", .number(first)).if(first != 1)], content)
        case .item: self.element("li", attributes, content)
        case .quote: self.element("blockquote", attributes, content)
        case .emphasis: self.element("em", attributes, content)
        case .strong: self.element("strong", attributes, content)
        case .link(let address): link(to: address, content)
        }
    }

    /// A link to the web, to a mail address, or to a place of the Hall; of any other only the words stay.
    private func link(to address: String, _ content: () -> Void) {
        if let address = WebAddress(address) {
            a(.href(address), .rel("external"), content: content)
        } else if let address = MailAddress(address) {
            a(.href(address), content: content)
        } else if let route = Route(target: address, languages: frame.offered) {
            a(.href(route), content: content)
        } else {
            content()
        }
    }
}
