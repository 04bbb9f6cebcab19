import Catalogue
import Kinds
import Localisation
import Pages
import Records

/// Reads versions of a record as one member of the office may see them, in words instead of stored values.
struct VersionReading {
    let kind: any Kind.Type
    let audience: Audience
    let phrases: Phrases
    private let fields: [FormField]

    init(_ kind: any Kind.Type, audience: Audience, _ phrases: Phrases) {
        self.kind = kind
        self.audience = audience
        self.phrases = phrases
        fields = kind.formFields.visible(to: audience)
    }

    /// The texts that the reader may see; one that cannot be read any more has none.
    func texts(_ body: [UInt8]?) -> FormTexts {
        guard let body, let record = try? kind.init(json: body) else { return FormTexts() }
        return (try? FormTexts(json: record.seen(by: audience).json)) ?? FormTexts()
    }

    /// Whether a path names something that the reader may see.
    func isKnown(_ path: String) -> Bool {
        var shape = FormShape.group(fields)
        for step in path.split(separator: ".") {
            switch shape {
            case .group(let fields):
                guard let field = fields.first(where: { $0.name == step }) else { return false }
                shape = field.shape
            case .rows(let element):
                guard Int(step) != nil else { return false }
                shape = element
            case .texts:
                guard Language(String(step)) != nil else { return false }
                shape = .area
            default: return false
            }
        }
        return true
    }

    /// What differs between two versions at or below a path, all of it where that is empty.
    func changes(_ old: FormTexts, _ new: FormTexts, at path: String, _ titles: [String: String])
        -> [DeskChange]
    {
        let differing = DeskChange.between(old, new).filter { isAt($0.path, path) }
        return worded(differing, [old, new], titles)
    }

    /// What stands in both.
    func same(_ old: FormTexts, _ new: FormTexts, _ titles: [String: String]) -> [DeskChange] {
        let same = new.paths.filter { old[$0] == new[$0] }.sorted().map {
            DeskChange(path: $0, old: old[$0], new: new[$0])
        }
        return worded(same, [new], titles)
    }

    /// The records that some texts point at.
    func codes(in texts: [FormTexts]) -> Set<String> {
        var codes: Set<String> = []
        for texts in texts {
            for (path, shape) in texts.controls(fields) {
                if case .reference = shape, Code(texts[path]) != nil { codes.insert(texts[path]) }
            }
        }
        return codes
    }

    private func isAt(_ path: String, _ asked: String) -> Bool {
        asked.isEmpty || path == asked || path.hasPrefix(asked + ".")
    }

    private func worded(
        _ changes: [DeskChange], _ texts: [FormTexts], _ titles: [String: String]
    ) -> [DeskChange] {
        var shapes: [String: FormShape] = [:]
        for texts in texts {
            for (path, shape) in texts.controls(fields) { shapes[path] = shape }
        }
        return changes.map { change in
            var change = change
            guard let shape = shapes[change.path] else {
                // The texts of a field in its languages lie one step below it.
                let end = change.path.lastIndex(of: ".") ?? change.path.startIndex
                if case .texts = shapes[String(change.path[..<end])] {
                    change.language = Language(String(change.path[end...].dropFirst()))
                }
                return change
            }
            change.old = words(change.old, shape, titles)
            change.new = words(change.new, shape, titles)
            return change
        }
    }

    private func words(_ value: String, _ shape: FormShape, _ titles: [String: String]) -> String {
        guard !value.isEmpty else { return value }
        return switch shape {
        case .choice(let known) where known.contains(value): phrases(value, context: "choice")
        case .reference: titles[value].map { "\($0) · \(value)" } ?? value
        case .flag: phrases("Yes")
        default: value
        }
    }
}

extension DeskVisit {
    /// The names of records that this reader may know of, by their codes.
    func titles(_ codes: Set<String>) async throws -> [String: String] {
        let chain = chain
        return try await desk.catalogue.read { view in
            var titles: [String: String] = [:]
            for code in codes.sorted() {
                guard let code = Code(code), let stored = try view.stored(code), !stored.isDeleted,
                    let kind = KindRegistry.kind(named: stored.kind),
                    let record = try? kind.init(json: stored.body)
                else { continue }
                titles[code.text] = record.title.said(in: chain)?.text
            }
            return titles
        }
    }
}
