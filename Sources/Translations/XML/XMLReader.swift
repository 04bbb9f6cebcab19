/// Reads XML 1.0 (fifth edition) with namespaces from front to back, as far as files that machines exchange use it.
///
/// There is no document type: a file that declares one is refused, and with it every entity besides the five that XML
/// itself knows. So nothing outside of the file is ever opened, and no text grows beyond the bytes that came. Nesting,
/// names and attributes have limits.
struct XMLReader {
    enum Event: Sendable {
        case start(XMLElement)
        /// Never empty; two may follow each other.
        case text(String)
        case end
    }

    private static let depthLimit = 64
    private static let attributeLimit = 64
    private static let nameLimitBytes = 200

    private var scanner: XMLScanner
    /// The open elements, each with the namespaces that are bound within.
    private var open: [(name: String, bindings: [String: String])] = []
    private var hasRoot = false
    /// An element without content ends at once.
    private var endsNext = false

    /// - Throws: `XMLProblem` for bytes that are not UTF-8.
    init(_ bytes: [UInt8]) throws(XMLProblem) {
        scanner = try XMLScanner(bytes)
        try scanner.skipDeclaration()
    }

    var line: Int { scanner.line }

    /// The next event; `nil` at the end of the file.
    mutating func next() throws(XMLProblem) -> Event? {
        if endsNext {
            endsNext = false
            open.removeLast()
            return .end
        }
        while let byte = scanner.peek() {
            guard byte == UInt8(ascii: "<") else {
                let text = try scanner.text()
                if !open.isEmpty { return .text(text) }
                guard text.utf8.allSatisfy({ [0x20, 0x09, 0x0A].contains($0) }) else {
                    throw scanner.problem("words stand outside of the root element")
                }
                continue
            }
            if try scanner.skipComment() { continue }
            if try scanner.skipInstruction() { continue }
            if let text = try scanner.characterData() {
                guard !open.isEmpty else { throw scanner.problem("CDATA stands outside of the root element") }
                if !text.isEmpty { return .text(text) }
                continue
            }
            if scanner.starts(with: "<!") {
                throw scanner.problem(
                    "a document type (DTD) is not taken: remove the line that begins with <!")
            }
            return scanner.starts(with: "</") ? try end() : .start(try start())
        }
        if let last = open.last { throw scanner.problem("the element '\(last.name)' has no end") }
        guard hasRoot else { throw scanner.problem("there is no element") }
        return nil
    }

    private mutating func end() throws(XMLProblem) -> Event {
        scanner.skip(2)
        let name = try scanner.name(upTo: Self.nameLimitBytes)
        scanner.skipBlanks()
        try scanner.expect(">")
        guard open.last?.name == name else {
            throw scanner.problem("'\(name)' ends where '\(open.last?.name ?? "nothing")' is open")
        }
        open.removeLast()
        return .end
    }

    private mutating func start() throws(XMLProblem) -> XMLElement {
        let line = scanner.line
        guard !open.isEmpty || !hasRoot else { throw scanner.problem("there is a second root element") }
        guard open.count < Self.depthLimit else {
            throw scanner.problem("elements lie more than \(Self.depthLimit) deep in each other")
        }
        hasRoot = true
        scanner.skip(1)
        let name = try scanner.name(upTo: Self.nameLimitBytes)
        var attributes: [String: String] = [:]
        while true {
            let hadBlank = scanner.skipBlanks()
            guard let byte = scanner.peek() else { throw scanner.problem("the file ends within a tag") }
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
            guard hadBlank else { throw scanner.problem("a blank was expected before an attribute") }
            let attribute = try scanner.name(upTo: Self.nameLimitBytes)
            scanner.skipBlanks()
            try scanner.expect("=")
            scanner.skipBlanks()
            guard attributes.count < Self.attributeLimit else {
                throw scanner.problem("'\(name)' has more than \(Self.attributeLimit) attributes")
            }
            guard attributes.updateValue(try scanner.attributeValue(), forKey: attribute) == nil else {
                throw scanner.problem("'\(name)' has the attribute '\(attribute)' twice")
            }
        }
        let isEmpty = scanner.peek() == UInt8(ascii: "/")
        try scanner.expect(isEmpty ? "/>" : ">")
        var bindings = open.last?.bindings ?? [:]
        for (attribute, value) in attributes {
            if attribute == "xmlns" { bindings[""] = value }
            if attribute.hasPrefix("xmlns:") { bindings[String(attribute.dropFirst(6))] = value }
        }
        open.append((name, bindings))
        endsNext = isEmpty
        let (prefix, local) = Self.parts(of: name)
        guard prefix.isEmpty || bindings[prefix] != nil else {
            throw scanner.problem("the prefix '\(prefix)' stands for no namespace")
        }
        return XMLElement(
            namespace: bindings[prefix] ?? "", name: local, attributes: attributes, line: line)
    }

    private static func parts(of name: String) -> (prefix: String, local: String) {
        guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return ("", name) }
        return (String(name[..<colon]), String(name[colon...].dropFirst()))
    }
}

/// The start of an element.
struct XMLElement: Sendable {
    let namespace: String
    /// Without a prefix.
    let name: String
    private let attributes: [String: String]
    let line: Int

    init(namespace: String, name: String, attributes: [String: String], line: Int) {
        (self.namespace, self.name, self.attributes, self.line) = (namespace, name, attributes, line)
    }

    /// An attribute without a prefix.
    subscript(name: String) -> String? { attributes[name] }
}
