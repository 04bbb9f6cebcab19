/// A value that a field can hold: it reads and writes itself, finds its own problems, and tells what it holds.
package protocol FieldValue: Sendable, Hashable {
    /// The empty value.
    init()
    /// - Throws: a shape problem when the value is another one, a syntax problem when it is no JSON.
    init(from reader: inout JSONReader) throws(JSONProblem)
    var isEmpty: Bool { get }
    func write(to writer: inout JSONWriter)
    /// Appends every problem of the value, each with its path below `path`, which is asked for only then.
    func check(at path: () -> String, into problems: inout [Problem])
    /// Adds what the value holds (links, words, media) to `contents`.
    func collect(into contents: inout Contents)
    /// The value with only what the audience may see.
    func seen(by audience: Audience) -> Self
    /// What it looks like in a form.
    static var shape: FormShape { get }
}

extension FieldValue {
    package func check(at path: () -> String, into problems: inout [Problem]) {}
    package func collect(into contents: inout Contents) {}
    package func seen(by audience: Audience) -> Self { self }
}

/// Who looks: each sees what the ones before see, and more.
package enum Audience: Int, Sendable, Comparable, CaseIterable {
    case visitor, staff, protocolOfficer

    package static func < (left: Audience, right: Audience) -> Bool { left.rawValue < right.rawValue }
}

/// What a record holds besides its values: what it points at, which words it says, which media it owns.
package struct Contents: Sendable {
    package struct Reference: Hashable, Sendable {
        package let field: String
        package let code: Code
        /// The kind that must stand there; `nil` where any may.
        package let kind: String?
    }

    package struct Text: Hashable, Sendable {
        package let text: String
        /// `nil` where the text has no language: a number, a name of a file.
        package let language: Language?
        /// Whether there are marks of Markdown among the words.
        package let isProse: Bool

        package init(text: String, language: Language?, isProse: Bool = false) {
            self.text = text
            self.language = language
            self.isProse = isProse
        }
    }

    /// A text in several languages, and where it stands.
    package struct Translated: Hashable, Sendable {
        /// `acts.0.text`.
        package let path: String
        package let texts: Localized
        /// Whether it is a long text in Markdown.
        package let isProse: Bool
    }

    package var references: [Reference] = []
    package var texts: [Text] = []
    /// The words of the searchable fields, without those that a visitor may not see.
    package var searchTexts: [Text] = []
    package var media: [Media] = []
    /// The texts in several languages that visitors may see, in the order of the fields. What is said of evidence is not
    /// among them: the titles of sources and the notes on claims.
    package var translated: [Translated] = []
    /// The way to what is being collected.
    private var steps: [PathStep] = []
    /// The field, or for a value inside of groups the outermost field, that is being collected.
    package var field = ""

    package init() {}

    /// Whether what is being collected stands in a field that visitors may not see.
    var isHidden = false
    /// Whether it is a long text in Markdown.
    var isProse = false
    /// Whether it stands in a searchable field of the record.
    var isSearched = false

    /// Collects what lies one step further inside.
    package mutating func within(_ step: PathStep, _ collect: (inout Contents) -> Void) {
        steps.append(step)
        collect(&self)
        steps.removeLast()
    }

    /// Adds a text in several languages, unless it is empty.
    mutating func add(_ texts: Localized) {
        guard !texts.languages.isEmpty else { return }
        if !isHidden {
            translated.append(Translated(path: PathStep.text(steps), texts: texts, isProse: isProse))
        }
        for language in texts.languages { add(texts[language] ?? "", in: language) }
    }

    /// Adds words, unless there are none.
    package mutating func add(_ text: String, in language: Language?) {
        guard !text.isEmpty else { return }
        let text = Text(text: text, language: language, isProse: isProse)
        texts.append(text)
        if isSearched, !isHidden { searchTexts.append(text) }
    }
}

/// A list is a value as soon as its elements are.
extension Array: FieldValue where Element: FieldValue {
    private static var limit: Int { 2_000 }

    package init(from reader: inout JSONReader) throws(JSONProblem) {
        var elements: [Element] = []
        try reader.array { (reader) throws(JSONProblem) in
            if let element = try reader.value(Element.self) {
                elements.append(element)
            } else if reader.reportsUnknown {
                // It keeps its place, so that problems of later elements are told with their own.
                elements.append(Element())
            }
        }
        self = elements
    }

    package func write(to writer: inout JSONWriter) {
        writer.array { writer in for element in self { element.write(to: &writer) } }
    }

    package func check(at path: () -> String, into problems: inout [Problem]) {
        if count > Self.limit { problems.append(Problem(path: path(), reason: .tooMany(limit: Self.limit))) }
        for (position, element) in prefix(Self.limit).enumerated() {
            if element.isEmpty { problems.append(Problem(path: "\(path()).\(position)", reason: .required)) }
            element.check(at: { "\(path()).\(position)" }, into: &problems)
        }
    }

    package func collect(into contents: inout Contents) {
        for (position, element) in enumerated() {
            contents.within(.element(position)) { element.collect(into: &$0) }
        }
    }

    package func seen(by audience: Audience) -> [Element] { map { $0.seen(by: audience) } }
}
