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
    /// Fields that are seen but not changed here: something inside of them is for others, they are written by a page of
    /// their own, or are too long for a form.
    let locked: Set<String>
    /// What was saved, as this reader may see it.
    let texts: FormTexts
    var links = FormLinks()
    /// Fields that a save takes over as they are.
    private let kept: Set<String>
    /// Fields that hold a file which this reader may change.
    let files: [String]

    init(_ stored: StoredRecord?, audience: Audience) throws {
        self.stored = stored
        record = try stored.map { try K(json: $0.body) } ?? K()
        fields = K.formFields.visible(to: audience)
        let texts = try FormTexts(json: record.seen(by: audience).json)
        // A field is not less open because something stands in its hidden part: that would tell that something does.
        let hidden = stored == nil ? record.hiddenFields(from: audience) : K.closedFields(to: audience)
        let tooLong = fields.map(\.name).filter { texts.isTooLong(at: $0) }
        let held = fields.filter(\.shape.isFile).map(\.name)
        files = held.filter { !hidden.contains($0) }
        let fixed = fields.filter(\.isFixed).map(\.name)
        kept = hidden.union(held).union(tooLong).union(fixed)
        locked = hidden.union(tooLong).union(fixed).intersection(fields.map(\.name))
        self.texts = texts
    }

    /// What was typed, with the fields that cannot be typed as they were.
    func typed(
        _ posted: some Sequence<(name: String, value: String)>, _ media: [String: Media] = [:]
    ) throws -> FormTexts {
        let names = Set(fields.map(\.name))
        let own = posted.filter { names.contains(String($0.name.prefix { $0 != "." })) }
        var typed = FormTexts(posted: own.map { ($0.name, $0.value) })
        for name in kept { typed.take(name, from: texts) }
        for (name, medium) in media { typed.take(name, from: try FormTexts(json: medium.json(in: name))) }
        return typed
    }

    /// What was typed, without the fields that cannot be.
    func ownTexts(_ typed: FormTexts) -> FormTexts {
        var own = typed
        for name in locked { own.take(name, from: FormTexts()) }
        return own
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
            if let code = links.code(of: texts[path], kind) {
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

    /// Whether what was typed says nothing but what was saved.
    func isUntouched(_ typed: FormTexts, _ media: [String: Media]) -> Bool {
        let outcome = read(typed, media)
        return outcome.record == record && Set(outcome.problems) == Set(record.problems)
    }

    /// The same texts, with the name of each record that is pointed at beside its code.
    func withTitles(_ texts: FormTexts) -> FormTexts {
        var texts = texts
        for (path, shape) in texts.controls(fields) {
            guard case .reference = shape, let title = links.text(of: texts[path]) else { continue }
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
