/// Checks that hold for every text that comes in from outside.
package enum TextRules {
    package static func check(
        _ text: String, limitBytes: Int, isOneLine: Bool = false, at path: @autoclosure () -> String,
        into problems: inout [Problem]
    ) {
        if text.utf8.count > limitBytes {
            problems.append(Problem(path: path(), reason: .tooLong(limitBytes: limitBytes)))
        }
        let control = text.firstByte { byte in
            byte == 0x0A ? isOneLine : byte < 0x20 && byte != 0x09 || byte == 0x7F
        }
        if let control { problems.append(Problem(path: path(), reason: .control(UInt32(control)))) }
    }

    /// Line ends as the Hall keeps them: a browser posts CRLF.
    package static func normalised(_ text: String) -> String {
        guard text.firstByte(where: { $0 == 0x0D }) != nil else { return text }
        var bytes: [UInt8] = []
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte == 0x0D {
                bytes.append(0x0A)
            } else if byte != 0x0A || previous != 0x0D {
                bytes.append(byte)
            }
            previous = byte
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    /// The first byte of the UTF-8 that fits. Every text that comes in is looked through several times, and its
    /// bytes as a whole are passed over four times as fast as one after another.
    fileprivate func firstByte(where fits: (UInt8) -> Bool) -> UInt8? {
        utf8.withContiguousStorageIfAvailable { $0.first(where: fits) } ?? utf8.first(where: fits)
    }
}

/// A text in several languages; paragraphs are divided by an empty line.
package struct Localized: FieldValue, ExpressibleByDictionaryLiteral {
    package static let limitBytes = 40_000

    private struct Entry: Hashable {
        var language: Language
        var text: String
    }
    /// Sorted by language, none empty.
    private var entries: [Entry] = []
    /// Tags that are not languages, kept so that the check can name them.
    private var wrongTags: [String] = []

    package init() {}

    package init(dictionaryLiteral elements: (Language, String)...) {
        for (language, text) in elements { self[language] = text }
    }

    package subscript(language: Language) -> String? {
        get { entries.first { $0.language == language }?.text }
        set {
            entries.removeAll { $0.language == language }
            guard let newValue, !newValue.isEmpty else { return }
            let position = entries.firstIndex { language < $0.language } ?? entries.endIndex
            entries.insert(Entry(language: language, text: newValue), at: position)
        }
    }

    package var languages: [Language] { entries.map(\.language) }

    /// The text for a reader: the first language of the chain that has one, then any at all.
    package func said(in chain: LanguageChain) -> Said? {
        for language in chain.languages {
            if let text = self[language] {
                return Said(text, in: language, isFallback: language != chain.preferred)
            }
        }
        return entries.first.map { Said($0.text, in: $0.language, isFallback: true) }
    }

    package var isEmpty: Bool { entries.isEmpty && wrongTags.isEmpty }

    package init(from reader: inout JSONReader) throws(JSONProblem) {
        guard reader.peek() == .object else {
            throw reader.shape("texts by language, such as {\"ru\": \"…\"}")
        }
        var texts = Localized()
        try reader.object { (reader, name) throws(JSONProblem) in
            guard let language = Language(name) else {
                texts.wrongTags.append(name)
                return try reader.skip()
            }
            if texts[language] != nil { reader.note(.repeatedField) }
            texts[language] = TextRules.normalised(try reader.string())
        }
        self = texts
    }

    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for entry in entries {
                writer.name(entry.language.tag)
                writer.string(entry.text)
            }
        }
    }

    package func check(at path: () -> String, into problems: inout [Problem]) {
        for tag in wrongTags { problems.append(Problem(path: path(), reason: .language(tag))) }
        for entry in entries {
            TextRules.check(
                entry.text, limitBytes: Localized.limitBytes, at: "\(path()).\(entry.language)",
                into: &problems
            )
        }
    }

    package func collect(into contents: inout Contents) {
        contents.add(self)
    }
}

/// One line without a language: a number, a mark, a name of a file.
package struct Line: FieldValue, ExpressibleByStringLiteral {
    package static let limitBytes = 1_000
    package var text: String

    package init() { text = "" }
    package init(_ text: String) { self.text = text }
    package init(stringLiteral text: String) { self.text = text }
    package init(from reader: inout JSONReader) throws(JSONProblem) { text = try reader.string() }

    package var isEmpty: Bool { text.isEmpty }
    package func write(to writer: inout JSONWriter) { writer.string(text) }

    package func check(at path: () -> String, into problems: inout [Problem]) {
        TextRules.check(text, limitBytes: Line.limitBytes, isOneLine: true, at: path(), into: &problems)
    }

    package func collect(into contents: inout Contents) { contents.add(text, in: nil) }
}

/// A note of the office to itself, in whatever language.
package struct Note: FieldValue, ExpressibleByStringLiteral {
    package var text: String

    package init() { text = "" }
    package init(_ text: String) { self.text = text }
    package init(stringLiteral text: String) { self.text = text }
    package init(from reader: inout JSONReader) throws(JSONProblem) {
        text = TextRules.normalised(try reader.string())
    }

    package var isEmpty: Bool { text.isEmpty }
    package func write(to writer: inout JSONWriter) { writer.string(text) }

    package func check(at path: () -> String, into problems: inout [Problem]) {
        TextRules.check(text, limitBytes: Localized.limitBytes, at: path(), into: &problems)
    }

    package func collect(into contents: inout Contents) { contents.add(text, in: nil) }
}

/// Words in the one language they were said or written in.
package struct Quotation: Group {
    package var words = Note()
    package var language = Tongue()
    package var translation = Localized()

    package init() {}

    package static let fields = Fields<Self>([
        Field("words", \.words, .required),
        Field("language", \.language, .required),
        Field("translation", \.translation),
    ])

    /// The words as they were said.
    package var said: Said? { language.value.map { Said(words.text, in: $0) } }

    package func collect(into contents: inout Contents) {
        contents.add(words.text, in: language.value)
        contents.within(.member("translation")) { translation.collect(into: &$0) }
    }
}

/// A language as a value.
package struct Tongue: FieldValue {
    package var text: String

    package init() { text = "" }
    package init(_ language: Language) { text = language.tag }
    package init(from reader: inout JSONReader) throws(JSONProblem) { text = try reader.string() }

    package var value: Language? { Language(text) }
    package var isEmpty: Bool { text.isEmpty }
    package func write(to writer: inout JSONWriter) { writer.string(text) }

    package func check(at path: () -> String, into problems: inout [Problem]) {
        if !text.isEmpty, value == nil { problems.append(Problem(path: path(), reason: .language(text))) }
    }
}
