/// A long text as it is shown, read from Markdown (CommonMark 0.30): paragraphs, lists, quotations, headings, emphasis
/// and links, and nothing else.
///
/// What CommonMark has beyond that stays as words: HTML and code stand as they were typed, a picture is its
/// description, a line across is left out.
package struct Prose: Sendable, Hashable {
    /// A part of the text.
    package indirect enum Piece: Sendable, Hashable {
        /// Words; a line break within them means no more than a blank.
        case text(String)
        /// A new line that was asked for.
        case lineBreak
        case element(Element, [Piece])
    }

    /// What stands round other pieces.
    package enum Element: Sendable, Hashable {
        case paragraph
        /// As it was typed, 1 to 6.
        case heading(level: Int)
        case bullets
        case numbers(from: Int)
        case item
        case quote
        case emphasis
        case strong
        /// An address as it was typed; whoever writes the link checks it.
        case link(to: String)
    }

    /// How many elements stand in each other at most; deeper ones leave only their words.
    package static let depthLimit = 8

    /// Blocks only: paragraphs, headings, lists, quotations.
    package let pieces: [Piece]

    /// Reads a text; every text can be read.
    package init(_ markdown: String) {
        pieces = ProseReader.pieces(of: markdown)
    }

    /// The words without the marks: blocks divided by an empty line, items by a line break.
    package var plain: String { Self.plain(pieces, divider: "\n\n") }

    /// The words of the first block; empty when there is none.
    package var firstWords: String { pieces.first.map { Self.plain([$0], divider: "\n") } ?? "" }

    private static func plain(_ pieces: [Piece], divider: String) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .lineBreak: "\n"
            case .element(let element, let inner): plain(inner, divider: element.divider)
            }
        }.joined(separator: divider)
    }
}

extension Prose.Element {
    /// What stands between its parts in plain words.
    fileprivate var divider: String {
        switch self {
        case .quote: "\n\n"
        case .bullets, .numbers, .item: "\n"
        case .paragraph, .heading, .emphasis, .strong, .link: ""
        }
    }
}
