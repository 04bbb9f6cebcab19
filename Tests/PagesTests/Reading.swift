import Pages
import Records

/// A page taken apart for tests: its tags, and the text between them.
struct Reading {
    struct Tag {
        var name: String
        var isEnd: Bool
        var attributes: [String: String]
    }

    let html: String
    private(set) var tags: [Tag] = []
    private(set) var text = ""

    init(_ bytes: [UInt8]) {
        html = String(decoding: bytes, as: UTF8.self)
        var scalars = html.unicodeScalars[...]
        while let start = scalars.firstIndex(of: "<") {
            text.unicodeScalars.append(contentsOf: scalars[..<start])
            guard let end = scalars[start...].firstIndex(of: ">") else { break }
            tags.append(Self.tag(scalars[scalars.index(after: start)..<end]))
            scalars = scalars[scalars.index(after: end)...]
        }
        text.unicodeScalars.append(contentsOf: scalars)
    }

    func all(_ name: String) -> [Tag] { tags.filter { $0.name == name && !$0.isEnd } }

    /// Whether every element is closed in its turn.
    var isBalanced: Bool {
        let void: Set = ["img", "br", "input", "meta", "link", "!doctype"]
        var open: [String] = []
        for tag in tags where !void.contains(tag.name) {
            if tag.isEnd {
                guard open.popLast() == tag.name else { return false }
            } else {
                open.append(tag.name)
            }
        }
        return open.isEmpty
    }

    private static func tag(_ scalars: Substring.UnicodeScalarView) -> Tag {
        var rest = scalars
        let isEnd = rest.first == "/"
        if isEnd { rest = rest.dropFirst() }
        let name = rest.prefix { $0 != " " }
        rest = rest.dropFirst(name.count)
        var attributes: [String: String] = [:]
        while !rest.isEmpty {
            rest = rest.drop { $0 == " " }
            let key = rest.prefix { $0 != "=" && $0 != " " }
            rest = rest.dropFirst(key.count)
            guard rest.first == "=" else {
                if !key.isEmpty { attributes[String(Substring(key))] = "" }
                continue
            }
            rest = rest.dropFirst(2)
            let value = rest.prefix { $0 != "\"" }
            rest = rest.dropFirst(value.count + 1)
            attributes[String(Substring(key))] = String(Substring(value))
        }
        return Tag(name: String(Substring(name)).lowercased(), isEnd: isEnd, attributes: attributes)
    }
}
