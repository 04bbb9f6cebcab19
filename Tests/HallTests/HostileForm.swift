/// The elements of a page with their attributes, read as a browser's tokenizer would read what the Hall writes: names
/// and quoted values only. Whatever is anything else is kept, so that a test can see it.
struct PageTokens {
    struct Tag {
        var name: String
        var attributes: [(name: String, value: String)] = []
        var isEnd = false
        /// The text behind the tag, with its references read.
        var text = ""
        /// An attribute without quotes, or something between attributes that is none.
        var isOdd = false

        subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
    }

    private(set) var tags: [Tag] = []

    init(_ html: String) {
        var rest = Array(html.utf8)[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            if !tags.isEmpty { tags[tags.count - 1].text = Self.decoded(rest[..<start]) }
            rest = rest[start...].dropFirst()
            tags.append(Self.tag(&rest))
        }
        if !tags.isEmpty { tags[tags.count - 1].text = Self.decoded(rest) }
    }

    private static func tag(_ rest: inout ArraySlice<UInt8>) -> Tag {
        var tag = Tag(name: "")
        if rest.first == UInt8(ascii: "/") {
            tag.isEnd = true
            rest = rest.dropFirst()
        }
        tag.name = name(&rest)
        while let byte = rest.first, byte != UInt8(ascii: ">") {
            if byte == 0x20 || byte == 0x0A {
                rest = rest.dropFirst()
                continue
            }
            let name = name(&rest)
            guard !name.isEmpty else {
                tag.isOdd = tag.name != "!doctype"
                rest = rest.dropFirst()
                continue
            }
            guard rest.first == UInt8(ascii: "=") else {
                tag.attributes.append((name, ""))
                continue
            }
            rest = rest.dropFirst()
            guard rest.first == UInt8(ascii: "\"") else {
                tag.isOdd = true
                continue
            }
            let value = rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
            tag.attributes.append((name, decoded(value)))
            rest = rest[value.endIndex...].dropFirst()
        }
        rest = rest.dropFirst()
        return tag
    }

    private static func name(_ rest: inout ArraySlice<UInt8>) -> String {
        let name = rest.prefix { ![0x20, 0x0A, 0x3D, 0x3E, 0x22, 0x27, 0x2F].contains($0) }
        rest = rest[name.endIndex...]
        return String(decoding: name, as: UTF8.self).lowercased()
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        let references = [
            ("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{A0}"),
            ("&amp;", "&"),
        ]
        return references.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}

/// The form in which a record is changed, as a browser sends it when nothing was touched.
struct HostileForm {
    var fields: [(String, String)] = []

    init(_ page: DeskBrowser.Page) {
        let tags = PageTokens(page.body).tags
        guard let base = tags.firstIndex(where: { $0["name"] == "base" }),
            let start = tags[..<base].lastIndex(where: { $0.name == "form" && !$0.isEnd })
        else { return }
        let form = tags[start...].prefix { !($0.name == "form" && $0.isEnd) }
        for (place, tag) in zip(form.indices, form) where !tag.isEnd {
            guard let name = tag["name"] else { continue }
            switch tag.name {
            case "input": add(name, tag)
            case "textarea":
                fields.append((name, tag.text.hasPrefix("\n") ? String(tag.text.dropFirst()) : tag.text))
            case "select":
                let options = tags[place...].prefix { !($0.name == "select" && $0.isEnd) }.filter {
                    $0.name == "option" && !$0.isEnd
                }
                fields.append(
                    (name, (options.first { $0["selected"] != nil } ?? options.first)?["value"] ?? ""))
            default: break
            }
        }
    }

    private mutating func add(_ name: String, _ tag: PageTokens.Tag) {
        switch tag["type"] ?? "text" {
        case "checkbox", "radio":
            if tag["checked"] != nil, tag["disabled"] == nil { fields.append((name, tag["value"] ?? "on")) }
        case "submit", "button", "file", "image", "reset": break
        default: fields.append((name, tag["value"] ?? ""))
        }
    }

    subscript(name: String) -> String {
        get { fields.first { $0.0 == name }?.1 ?? "" }
        set {
            fields.removeAll { $0.0 == name }
            fields.append((name, newValue))
        }
    }

    /// With the button that was pressed.
    func sent(_ name: String = "action", _ value: String = "save") -> [(String, String)] {
        fields + [(name, value)]
    }
}
