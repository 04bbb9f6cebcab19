import Catalogue
import Kinds
import Pages
import Records

/// A record as one member of the office may see and change it.
struct RecordForm<K: Kind> {
    let stored: StoredRecord?
    /// All of it, also what this reader does not see.
    let record: K
    let fields: [FormField]
    /// Fields that are seen but not changed here: something inside of them is for others, or they hold a file.
    let locked: Set<String>
    /// What was saved, as this reader may see it.
    let texts: FormTexts
    let options: FormOptions
    /// Fields that a save takes over as they are.
    private let kept: Set<String>
    /// Fields that hold a file which this reader may change.
    let files: [String]

    init(_ stored: StoredRecord?, audience: Audience, _ options: FormOptions) throws {
        self.stored = stored
        self.options = options
        record = try stored.map { try K(json: $0.body) } ?? K()
        fields = K.formFields.visible(to: audience)
        let hidden = record.hiddenFields(from: audience)
        let held = fields.filter(\.shape.isFile).map(\.name)
        files = held.filter { !hidden.contains($0) }
        kept = hidden.union(held)
        locked = hidden.intersection(fields.map(\.name))
        texts = try FormTexts(json: record.seen(by: audience).json)
    }

    /// What was typed, with the fields that cannot be typed as they were.
    func typed(_ posted: [(name: String, value: String)], _ media: [String: Media] = [:]) throws -> FormTexts
    {
        let names = Set(fields.map(\.name))
        let own = posted.filter { names.contains(String($0.name.prefix { $0 != "." })) }
        var typed = FormTexts(posted: own.map { ($0.name, $0.value) })
        for name in kept { typed.take(name, from: texts) }
        for (name, medium) in media { typed.take(name, from: try FormTexts(json: medium.json(in: name))) }
        return typed
    }

    /// The record that was typed, and everything that is wrong with it.
    ///
    /// - Parameter media: what stands in fields with files instead of what was saved.
    func read(
        _ typed: FormTexts, _ media: [String: Media] = [:]
    ) -> (record: K, texts: FormTexts, problems: [Problem]) {
        var texts = typed
        texts.removeEmptyRows(.group(fields))
        var problems: [Problem] = []
        for (path, shape) in texts.controls(fields) {
            guard case .reference(let kind) = shape, !texts[path].isEmpty else { continue }
            if let code = options.code(of: texts[path], kind) {
                texts[path] = code
            } else {
                problems.append(Problem(path: path, reason: .code(texts[path])))
            }
        }
        var reader = JSONReader(texts.json(fields.filter { !kept.contains($0.name) }), reportsUnknown: true)
        do {
            var record = try K(from: &reader).keeping(kept, of: record)
            for (name, medium) in media {
                record = record.keeping([name], of: try K(json: medium.json(in: name)))
            }
            let places = Set(problems.map(\.path))
            problems += (reader.problems + record.problems).filter { !places.contains($0.path) }
            return (record, texts, problems)
        } catch {
            problems.append(Problem(path: "", reason: .rule("\(error)")))
            return (record, texts, problems)
        }
    }

    /// Whether something was typed into a link that names none of the records offered.
    func needsMoreOptions(_ typed: FormTexts) -> Bool {
        typed.controls(fields).contains { path, shape in
            guard case .reference(let kind) = shape, !typed[path].isEmpty else { return false }
            return options.code(of: typed[path], kind) == nil
        }
    }

    /// The same texts, with the name of each record that is pointed at beside its code.
    func withTitles(_ texts: FormTexts) -> FormTexts {
        var texts = texts
        for (path, shape) in texts.controls(fields) {
            guard case .reference(let kind) = shape, let title = options.text(of: texts[path], kind) else {
                continue
            }
            texts[path] = title
        }
        return texts
    }
}

extension FormTexts {
    /// Carries out what a button beside a row asks for: `add acts`, `up acts 2`, `remove acts.0.dates 1`.
    mutating func apply(_ command: String) {
        let words = command.split(separator: " ")
        guard words.count > 1 else { return }
        let (path, row) = (String(words[1]), words.count > 2 ? Int(words[2]) ?? -1 : -1)
        switch words[0] {
        case "add": addRow(to: path)
        case "up": moveRow(row, of: path, by: -1)
        case "down": moveRow(row, of: path, by: 1)
        case "remove": removeRow(row, of: path)
        default: break
        }
    }
}

/// The records that the links of a form may name.
struct FormOptions {
    /// How many of a kind are offered while somebody types, and how many names are looked through afterwards.
    static let offered = 100
    static let known = 5_000

    private(set) var byKind: [String: [DeskForm.Option]] = [:]

    init(
        of fields: [FormField], _ view: CatalogueView, limit: Int = FormOptions.offered,
        title: (StoredRecord, any Kind.Type) -> String
    ) throws {
        for kind in Set(fields.flatMap { $0.shape.kindsPointedAt }) {
            guard let type = KindRegistry.kind(named: kind) else { continue }
            byKind[kind] = try view.office(kind, offset: 0, limit: limit).map {
                DeskForm.Option(code: $0.code.text, title: title($0, type))
            }
        }
    }

    /// The code that is meant: `Qingdao · 4K7Q2MZ`, the code alone, or a name that only one record has.
    func code(of text: String, _ kind: String?) -> String? {
        if let code = Code(text.suffix(Code.length)),
            text.count == Code.length || text.hasSuffix(" · \(code)")
        {
            return code.text
        }
        let named = (kind.flatMap { byKind[$0] } ?? []).filter { $0.title.lowercased() == text.lowercased() }
        return named.count == 1 ? named[0].code : nil
    }

    func text(of code: String, _ kind: String?) -> String? {
        guard Code(code) != nil else { return nil }
        return (kind.flatMap { byKind[$0] } ?? []).first { $0.code == code }?.text
    }
}

extension FormShape {
    fileprivate var kindsPointedAt: [String] {
        switch self {
        case .reference(let kind): kind.map { [$0] } ?? []
        case .group(let fields): fields.flatMap { $0.shape.kindsPointedAt }
        case .rows(let element): element.kindsPointedAt
        default: []
        }
    }
}
