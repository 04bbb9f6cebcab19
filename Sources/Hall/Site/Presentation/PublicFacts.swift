import IIIF
import Kinds
import Localisation
import Prose
import Records

/// The fields of public records as facts with their names in every language of the interface; their words in the
/// languages that the records have.
///
/// It follows the description of the kind, so a new field is there without a line here.
struct PublicFacts {
    let phrases: [Phrases]
    /// What the public records are called to which others point. What points elsewhere is left out.
    let titles: [Code: LanguageMap]

    /// Steps of a path that say nothing beside the one before.
    private static let silentSteps: Set = ["value", "words"]

    /// A name in each of the languages, growing with the path.
    private struct Name {
        var words: [String]

        func adding(_ more: [String]) -> Name {
            guard !words.isEmpty else { return Name(words: more) }
            return Name(words: zip(words, more).map { "\($0) · \($1)" })
        }
    }

    /// - Parameter placed: fields that stand elsewhere.
    func facts(of record: PublicRecordBody, without placed: Set<String>) -> [LabelledValue] {
        var facts: [LabelledValue] = []
        for field in record.fields where !placed.contains(field.name) {
            guard let value = record.tree[field.name] else { continue }
            add(field, value, under: Name(words: []), spoken: nil, to: &facts)
        }
        return facts
    }

    /// The words of one field that has no others inside.
    func words(of field: String, in record: PublicRecordBody) -> LanguageMap {
        guard let field = record.fields.first(where: { $0.name == field }),
            let value = record.tree[field.name]
        else { return LanguageMap() }
        return words(field, field.shape, value, spoken: nil)
    }

    /// The name of a field.
    func label(_ field: String) -> LanguageMap { said { $0(field, context: "field") } }

    /// The same in each language of the interface.
    func said(_ words: (Phrases) -> String) -> LanguageMap {
        var map = LanguageMap()
        for phrases in phrases { map.add(words(phrases), in: phrases.language) }
        return map
    }

    /// - Parameter spoken: the language of the words, where the group around them names it.
    private func add(
        _ field: FormField, _ value: BodyTree, under name: Name, spoken: Language?,
        to facts: inout [LabelledValue]
    ) {
        let step = phrases.map { $0(field.name, context: "field") }
        let name = Self.silentSteps.contains(field.name) && !name.words.isEmpty ? name : name.adding(step)
        switch (field.shape, value) {
        case (.group(let fields), _): add(fields, value, under: name, to: &facts)
        case (.rows(.group(let fields)), .array(let elements)):
            let shown = elements.filter { isShown($0, fields) }
            for (number, element) in shown.enumerated() {
                let counted = shown.count > 1 ? Name(words: name.words.map { "\($0) \(number + 1)" }) : name
                add(fields, element, under: counted, to: &facts)
            }
        case (.rows(let shape), .array(let elements)):
            var map = LanguageMap()
            for element in elements { map.add(words(field, shape, element, spoken: spoken)) }
            add(map, name, to: &facts)
        default: add(words(field, field.shape, value, spoken: spoken), name, to: &facts)
        }
    }

    private func add(
        _ fields: [FormField], _ group: BodyTree, under name: Name, to facts: inout [LabelledValue]
    ) {
        let tongue = fields.first { if case .language = $0.shape { true } else { false } }
        let spoken = tongue.flatMap { group[$0.name]?.text }.flatMap { Language($0) }
        for field in fields where spoken == nil || field.name != tongue?.name {
            if let value = group[field.name] { add(field, value, under: name, spoken: spoken, to: &facts) }
        }
    }

    private func add(_ map: LanguageMap, _ name: Name, to facts: inout [LabelledValue]) {
        guard !map.isEmpty else { return }
        var label = LanguageMap()
        for (words, phrases) in zip(name.words, phrases) { label.add(words, in: phrases.language) }
        facts.append(LabelledValue(label, map))
    }

    /// A row about a record that is not public leaves no trace.
    private func isShown(_ row: BodyTree, _ fields: [FormField]) -> Bool {
        fields.allSatisfy { field in
            guard field.isRequired, case .reference = field.shape else { return true }
            return row[field.name]?.text.flatMap { Code($0) }.map { titles[$0] != nil } ?? false
        }
    }

    private func words(
        _ field: FormField, _ shape: FormShape, _ value: BodyTree, spoken: Language?
    ) -> LanguageMap {
        switch (shape, value) {
        case (.texts, .object(let members)):
            var map = LanguageMap()
            for case (let tag, .string(let text)) in members {
                guard let language = Language(tag) else { continue }
                map.add(field.isProse ? Prose(text).plain : text, in: language)
            }
            return map
        case (.line, .string(let code)) where field.name == "country": return said { $0.country(code) }
        case (.line, .string(let text)), (.area, .string(let text)), (.time, .string(let text)):
            return LanguageMap(text, in: spoken)
        case (.date, .string(let text)):
            // The catalogue holds dates that were read once already.
            guard let date = try? EDTF(text) else { return LanguageMap() }
            return said { $0.words(date) }
        case (.choice(let known), .string(let word)) where known.contains(word):
            return said { $0(word, context: "choice") }
        case (.reference, .string(let text)):
            return Code(text).flatMap { titles[$0] } ?? LanguageMap()
        case (.language, .string(let tag)):
            return Language(tag).map { language in said { $0.name(of: language) } } ?? LanguageMap()
        case (.webAddress, .string(let text)):
            return Records.WebAddress(text).isSafe ? LanguageMap(text) : LanguageMap()
        case (.number, .number(let text)): return LanguageMap(text)
        case (.flag, .bool(true)): return said { $0("Yes") }
        case (.coordinates, .array(let numbers)):
            return LanguageMap(numbers.compactMap(\.text).joined(separator: ", "))
        default: return LanguageMap()
        }
    }
}

/// What visitors may see of a record, with the description of its kind.
struct PublicRecordBody {
    let fields: [FormField]
    let tree: BodyTree

    /// - Parameter fields: those of its kind that visitors may see.
    /// - Returns: `nil` for a damaged one.
    init?(_ body: [UInt8], _ fields: [FormField]) {
        guard let tree = BodyTree(body) else { return nil }
        (self.tree, self.fields) = (tree, fields)
    }
}

extension BodyTree {
    /// A string or a number as it was written.
    fileprivate var text: String? {
        switch self {
        case .string(let text), .number(let text): text
        default: nil
        }
    }
}
