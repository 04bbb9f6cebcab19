internal import CCMark

/// Builds prose from the tree that cmark makes of a text. No type of C leaves this file, and none of cmark's HTML is
/// used: escaping, languages and links are the page writer's business.
struct ProseReader {
    /// An element that is being filled.
    private struct Open {
        var element: Prose.Element?
        var pieces: [Prose.Piece] = []
    }

    private let lines: [Substring.UTF8View]
    private var open = [Open()]
    /// Of each container of the tree on the way down, whether it became an element.
    private var isElement: [Bool] = []
    /// "19. " of a line that only looks like an item of a list, until its words come.
    private var number = ""

    static func pieces(of markdown: String) -> [Prose.Piece] {
        var reader = ProseReader(markdown)
        reader.read(markdown)
        return reader.open[0].pieces
    }

    private init(_ markdown: String) {
        lines = markdown.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    }

    private mutating func read(_ markdown: String) {
        var text = markdown
        let tree = text.withUTF8 { bytes in
            // cmark takes a null pointer for no text at all.
            unsafe bytes.withMemoryRebound(to: CChar.self) {
                unsafe cmark_parse_document($0.baseAddress, bytes.count, CMARK_OPT_SAFE)
            }
        }
        guard let tree = unsafe tree, let steps = unsafe cmark_iter_new(tree) else { return }
        defer {
            unsafe cmark_iter_free(steps)
            unsafe cmark_node_free(tree)
        }
        while true {
            let step = unsafe cmark_iter_next(steps)
            guard step != CMARK_EVENT_DONE, let node = unsafe cmark_iter_get_node(steps) else { return }
            if step == CMARK_EVENT_EXIT {
                unsafe leave(node)
            } else {
                unsafe enter(node)
            }
        }
    }

    // MARK: The way through the tree

    private mutating func enter(_ node: OpaquePointer) {
        let type = unsafe cmark_node_get_type(node)
        switch type {
        case CMARK_NODE_TEXT, CMARK_NODE_HTML_INLINE: unsafe add(Self.literal(node))
        case CMARK_NODE_CODE: unsafe add("`" + Self.literal(node) + "`")
        case CMARK_NODE_SOFTBREAK: add("\n")
        case CMARK_NODE_LINEBREAK: open[open.count - 1].pieces.append(.lineBreak)
        case CMARK_NODE_HTML_BLOCK, CMARK_NODE_CODE_BLOCK: unsafe addAsTyped(Self.literal(node))
        case CMARK_NODE_THEMATIC_BREAK, CMARK_NODE_DOCUMENT: break
        default:
            if type != CMARK_NODE_PARAGRAPH, Self.isBlock(type) { writeNumber() }
            let element = unsafe element(of: node, type)
            isElement.append(element != nil)
            if let element { open.append(Open(element: element)) }
            if type == CMARK_NODE_ITEM, element == nil { number = unsafe numberAsTyped(node) + " " }
            if type == CMARK_NODE_PARAGRAPH, !number.isEmpty {
                add(number)
                number = ""
            }
        }
    }

    private mutating func leave(_ node: OpaquePointer) {
        guard unsafe cmark_node_get_type(node) != CMARK_NODE_DOCUMENT else { return }
        writeNumber()
        guard isElement.popLast() == true, let whole = open.popLast(), let element = whole.element else {
            return
        }
        open[open.count - 1].pieces.append(.element(element, whole.pieces))
    }

    /// What a container becomes; `nil` where only what stands in it is kept.
    private func element(of node: OpaquePointer, _ type: cmark_node_type) -> Prose.Element? {
        // A block is never left out at the top: words of a paragraph would stand beside blocks.
        guard open.count <= Prose.depthLimit || type == CMARK_NODE_PARAGRAPH && open.count == 1 else {
            return nil
        }
        switch type {
        case CMARK_NODE_PARAGRAPH: return unsafe isTight(node) ? nil : .paragraph
        case CMARK_NODE_HEADING: return .heading(level: Int(unsafe cmark_node_get_heading_level(node)))
        case CMARK_NODE_BLOCK_QUOTE: return .quote
        case CMARK_NODE_LIST:
            if unsafe cmark_node_get_list_type(node) != CMARK_ORDERED_LIST { return .bullets }
            return unsafe isCounted(node) ? .numbers(from: Int(cmark_node_get_list_start(node))) : nil
        case CMARK_NODE_ITEM: return open.last?.element?.isList == true ? .item : nil
        case CMARK_NODE_EMPH: return .emphasis
        case CMARK_NODE_STRONG: return .strong
        case CMARK_NODE_LINK:
            return .link(to: unsafe cmark_node_get_url(node).map { unsafe String(cString: $0) } ?? "")
        default: return nil
        }
    }

    /// Whether a paragraph is the words of an item whose list has no empty lines.
    private func isTight(_ node: OpaquePointer) -> Bool {
        guard open.last?.element == .item, let item = unsafe cmark_node_parent(node),
            let list = unsafe cmark_node_parent(item)
        else { return false }
        return unsafe cmark_node_get_list_tight(list) != 0
    }

    /// Whether a list with numbers counts: a German sentence may begin "19. Juni", and two such are no list. A browser
    /// would count on from the first and so change the second.
    private func isCounted(_ list: OpaquePointer) -> Bool {
        var numbers: [Int] = []
        var item = unsafe cmark_node_first_child(list)
        while let node = unsafe item {
            guard let number = unsafe Int(numberAsTyped(node).dropLast()) else { return false }
            numbers.append(number)
            unsafe item = cmark_node_next(node)
        }
        return numbers.count > 1 && zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
    }

    /// `19.` or `19)`, from the line on which an item begins: cmark counts for itself.
    private func numberAsTyped(_ item: OpaquePointer) -> String {
        let line = Int(unsafe cmark_node_get_start_line(item)) - 1
        let column = Int(unsafe cmark_node_get_start_column(item)) - 1
        guard lines.indices.contains(line) else { return "" }
        let rest = lines[line].dropFirst(column)
        return String(Substring(rest.prefix(rest.prefix { (0x30...0x39).contains($0) }.count + 1)))
    }

    // MARK: Words

    private mutating func add(_ text: String) {
        let last = open.count - 1
        if case .text(let before)? = open[last].pieces.last {
            open[last].pieces[open[last].pieces.count - 1] = .text(before + text)
        } else if !text.isEmpty {
            open[last].pieces.append(.text(text))
        }
    }

    /// HTML or code: paragraphs of the very words.
    private mutating func addAsTyped(_ text: String) {
        for paragraph in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: true) {
            open[open.count - 1].pieces.append(.element(.paragraph, [.text(String(Substring(paragraph)))]))
        }
    }

    /// A number after which no words came.
    private mutating func writeNumber() {
        guard !number.isEmpty else { return }
        open[open.count - 1].pieces.append(.element(.paragraph, [.text(number)]))
        number = ""
    }

    private static func literal(_ node: OpaquePointer) -> String {
        unsafe cmark_node_get_literal(node).map { unsafe String(cString: $0) } ?? ""
    }

    private static func isBlock(_ type: cmark_node_type) -> Bool {
        type == CMARK_NODE_LIST || type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_HEADING
    }
}

extension Prose.Element {
    fileprivate var isList: Bool {
        switch self {
        case .bullets, .numbers: true
        default: false
        }
    }
}
