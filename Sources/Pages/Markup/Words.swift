import Localisation
package import Records

extension Markup {
    /// Phrases of the page's own language, numbers, dates in words.
    package func text(_ text: String) { out.escape(text) }
    package func text(_ text: Substring) { out.escape(String(text)) }

    package func trusted(_ trusted: Trusted) { out.append(trusted.literal) }

    /// The attributes of an element that holds only this text: its language where that is not the page's.
    package func tongue(_ said: Said) -> (language: Attribute, direction: Attribute) {
        let differs = said.language != out.language
        let mayTurn = said.language.isRightToLeft || out.language.isRightToLeft
        return (
            Attribute.lang(said.language).if(differs), Attribute.directionOfItself.if(differs && mayTurn)
        )
    }

    /// Text of a record, with its real language, and with that language named where it is a fallback.
    package func text(_ said: Said, isMarked: Bool = true) {
        if said.language == out.language {
            text(said.text)
        } else {
            let (language, direction) = tongue(said)
            span(language, direction) { text(said.text) }
        }
        if isMarked { fallback(said) }
    }

    /// The name of a person, a place or a body, kept apart from what stands round it.
    package func name(_ said: Said) {
        let (language, _) = tongue(said)
        bdi(language) { text(said.text) }
        fallback(said)
    }

    /// Names the language of a text that is not to be had in the language of the page.
    package func fallback(_ said: Said) {
        guard said.isFallback else { return }
        text(" ")
        span(.class("tongue")) { text(out.phrases.name(of: said.language)) }
    }

    /// The blank between a label with its colon and what it names; the colon of Chinese has room of its own.
    package func blank(after label: String) {
        if !label.hasSuffix("：") { text(" ") }
    }

    /// A phrase with texts of records in it: `sentence(t("Photo: {name}", ["name": gap(0)]), credit)`.
    package func sentence(_ phrase: String, _ saids: Said...) {
        var run: [UInt8] = []
        var scalars = phrase.unicodeScalars.makeIterator()
        func flush() {
            text(String(decoding: run, as: UTF8.self))
            run.removeAll()
        }
        while let scalar = scalars.next() {
            let index = Int(scalar.value) - 0xE000
            if saids.indices.contains(index) {
                flush()
                name(saids[index])
            } else {
                run.append(contentsOf: String(scalar).utf8)
            }
        }
        flush()
    }

    /// Stands in a phrase for the text number `index` of `sentence`.
    package func gap(_ index: Int) -> String {
        // The private use area: no translator writes it.
        Unicode.Scalar(0xE000 + UInt32(index % 100)).map { String($0) } ?? ""
    }
}

extension Language {
    /// The language of words nobody named one for, such as what a visitor typed.
    package static let undetermined = Language("und") ?? .english
    /// No language at all: codes and numbers.
    static let none = Language("zxx") ?? .english
}
