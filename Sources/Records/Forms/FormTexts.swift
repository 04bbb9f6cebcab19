/// A record as a form holds it: the text of each control by its path, `acts.0.dates.0.value` or `title.ru`.
///
/// Nothing that was typed is lost on the way: a text that is no number stays as it was written, and the record's own
/// reader says what is wrong with it, at the same path.
package struct FormTexts: Sendable, Hashable {
    /// How many rows one list of a form may have, and how many controls a whole form.
    package static let rowLimit = 200
    package static let limit = 5_000
    /// How many rows all lists of a form may have together: a row costs work also where nothing stands in it.
    package static let allRowsLimit = 2_000

    private var texts: [String: String] = [:]
    /// Rows that were asked for and in which nothing stands yet: how many a list has at least.
    private var opened: [String: Int] = [:]

    package init() {}

    /// - Parameter posted: what a browser sent; of two values for one path the last one counts.
    package init(posted: some Sequence<(String, String)>) {
        for (path, text) in posted.prefix(Self.limit) {
            if text.isEmpty { open(path) } else { texts[path] = text }
        }
    }

    /// Keeps the rows in which an empty control stands: somebody asked for them, and may fill them in later.
    private mutating func open(_ path: String) {
        var list = ""
        for step in path.split(separator: ".") {
            if let row = Int(step), (0..<Self.rowLimit).contains(row), !list.isEmpty {
                opened[list] = max(opened[list] ?? 0, row + 1)
            }
            list = Self.join(list, String(step))
        }
    }

    /// The texts of a record as it is kept.
    package init(json: [UInt8]) throws(JSONProblem) {
        var reader = JSONReader(json)
        try read(&reader, at: "")
    }

    /// Reads what `flat` wrote.
    package init(flat: [UInt8]) throws(JSONProblem) {
        var reader = JSONReader(flat)
        var texts: [String: String] = [:]
        try reader.object { (reader, path) throws(JSONProblem) in texts[path] = try reader.string() }
        try reader.end()
        self.texts = texts.filter { !$0.value.isEmpty }
    }

    /// All texts as they were typed, by path, as one JSON object.
    package var flat: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            for path in texts.keys.sorted() {
                writer.name(path)
                writer.string(self[path])
            }
        }
        return writer.bytes
    }

    package subscript(path: String) -> String {
        get { texts[path] ?? "" }
        set { texts[path] = newValue.isEmpty ? nil : newValue }
    }

    package var isEmpty: Bool { texts.isEmpty }

    /// The paths with a text, in no order.
    package var paths: some Collection<String> { texts.keys }

    /// How many rows a list has: up to the last one that holds anything.
    package func rows(at path: String) -> Int {
        let start = path + "."
        let positions = texts.keys.compactMap { key -> Int? in
            guard key.hasPrefix(start) else { return nil }
            return Int(key.dropFirst(start.count).prefix { $0 != "." })
        }
        let last = min(positions.max() ?? -1, Self.rowLimit - 1)
        return min(max(last + 1, opened[path] ?? 0), Self.rowLimit)
    }

    /// Whether a list has more rows than a form shows.
    package func isTooLong(at path: String) -> Bool {
        texts.keys.contains { key in
            guard key.hasPrefix(path + ".") else { return false }
            return key.dropFirst(path.count + 1).split(separator: ".").contains {
                Int($0).map { $0 >= Self.rowLimit } ?? false
            }
        }
    }

    /// How many rows all lists have together, the empty ones before a full one too.
    package var allRows: Int {
        var last: [Substring: Int] = [:]
        for key in texts.keys {
            for step in key.split(separator: ".") {
                if let row = Int(step), row >= 0 {
                    let list = key[..<step.startIndex]
                    last[list] = max(last[list] ?? 0, min(row, Self.rowLimit - 1) + 1)
                }
            }
        }
        for (list, rows) in opened {
            last[Substring(list + ".")] = max(last[Substring(list + ".")] ?? 0, rows)
        }
        return last.values.reduce(0, +)
    }

    /// Whether nothing stands at a path or below it.
    package func isEmpty(at path: String) -> Bool {
        texts[path] == nil && !texts.keys.contains { $0.hasPrefix(path + ".") }
    }

    /// The single controls of a form with the path of each, rows among them as far as there are any.
    package func controls(_ fields: [FormField], at path: String = "") -> [(path: String, shape: FormShape)] {
        fields.flatMap { controls($0.shape, at: Self.join(path, $0.name)) }
    }

    private func controls(_ shape: FormShape, at path: String) -> [(path: String, shape: FormShape)] {
        switch shape {
        case .group(let fields): controls(fields, at: path)
        case .rows(let element): (0..<rows(at: path)).flatMap { controls(element, at: "\(path).\($0)") }
        default: [(path, shape)]
        }
    }

    /// Takes over what stands at a path and below it in another form.
    package mutating func take(_ path: String, from other: FormTexts) {
        for key in texts.keys where key == path || key.hasPrefix(path + ".") { texts[key] = nil }
        for (key, text) in other.texts where key == path || key.hasPrefix(path + ".") { texts[key] = text }
    }

    // MARK: Rows

    /// Opens an empty row at the end of a list.
    package mutating func addRow(to path: String) { opened[path] = rows(at: path) + 1 }

    /// Takes a row away; those behind it move up.
    package mutating func removeRow(_ row: Int, of path: String) {
        let count = rows(at: path)
        guard (0..<count).contains(row) else { return }
        order(Array(0..<count).filter { $0 != row }, of: path)
    }

    /// Moves a row one place towards the start, or the end.
    package mutating func moveRow(_ row: Int, of path: String, by step: Int) {
        let count = rows(at: path)
        guard (0..<count).contains(row), (0..<count).contains(row + step) else { return }
        var positions = Array(0..<count)
        positions.swapAt(row, row + step)
        order(positions, of: path)
    }

    /// Takes away the rows of every list in which nothing stands, so that the paths of problems are those of the form.
    package mutating func removeEmptyRows(_ shape: FormShape, at path: String = "") {
        switch shape {
        case .group(let fields):
            for field in fields { removeEmptyRows(field.shape, at: Self.join(path, field.name)) }
        case .rows(let element):
            let full = (0..<rows(at: path)).filter { !isEmpty(at: "\(path).\($0)") }
            order(full, of: path)
            for row in full.indices { removeEmptyRows(element, at: "\(path).\(row)") }
        default: break
        }
    }

    /// Puts the rows of a list into an order; rows that are not named go.
    private mutating func order(_ rows: [Int], of path: String) {
        let start = path + "."
        opened = opened.filter { !$0.key.hasPrefix(start) }
        opened[path] = rows.isEmpty ? nil : rows.count
        var places: [Substring: Int] = [:]
        for (place, row) in rows.enumerated() { places[Substring("\(row)")] = place }
        var ordered: [String: String] = [:]
        for (key, text) in texts {
            guard key.hasPrefix(start) else {
                ordered[key] = text
                continue
            }
            let rest = key.dropFirst(start.count)
            let row = rest.prefix { $0 != "." }
            if let place = places[row] { ordered["\(start)\(place)\(rest.dropFirst(row.count))"] = text }
        }
        texts = ordered
    }

    // MARK: To and from JSON

    private mutating func read(_ reader: inout JSONReader, at path: String) throws(JSONProblem) {
        switch reader.peek() {
        case .object:
            var members = FormTexts()
            try reader.object { (reader, name) throws(JSONProblem) in
                try members.read(&reader, at: Self.join(path, name))
            }
            texts.merge(members.texts) { $1 }
        case .array:
            var elements = FormTexts()
            var row = 0
            try reader.array { (reader) throws(JSONProblem) in
                try elements.read(&reader, at: "\(path).\(row)")
                row += 1
            }
            texts.merge(elements.texts) { $1 }
        case .string: self[path] = try reader.string()
        case .number: self[path] = try reader.numberText()
        case .bool: self[path] = try reader.bool() ? "true" : ""
        default: try reader.skip()
        }
    }

    /// The record's JSON, for its own reader to judge.
    ///
    /// A file cannot stand in a form, and is left out.
    ///
    /// - Parameter fields: what the form showed; texts at other paths are left out.
    package func json(_ fields: [FormField]) -> [UInt8] {
        var writer = JSONWriter()
        write(.group(fields), at: "", to: &writer)
        return writer.bytes
    }

    private func write(_ shape: FormShape, at path: String, to writer: inout JSONWriter) {
        switch shape {
        case .group(let fields):
            writer.object { writer in
                for field in fields {
                    let place = Self.join(path, field.name)
                    guard !isEmpty(at: place), !field.shape.isMedia else { continue }
                    writer.name(field.name)
                    write(field.shape, at: place, to: &writer)
                }
            }
        case .rows(let element):
            writer.array { writer in
                for row in 0..<rows(at: path) { write(element, at: "\(path).\(row)", to: &writer) }
            }
        case .texts:
            let start = path + "."
            writer.object { writer in
                for key in texts.keys.sorted() where key.hasPrefix(start) {
                    writer.name(String(key.dropFirst(start.count)))
                    writer.string(self[key])
                }
            }
        case .flag: writer.bool(true)
        case .number:
            if let number = Int(self[path]) { writer.integer(number) } else { writer.string(self[path]) }
        case .coordinates:
            let numbers = coordinates(at: path)
            guard numbers.count == 2 else { return writer.string(self[path]) }
            writer.array { writer in for number in numbers { writer.decimal(number) } }
        default: writer.string(self[path])
        }
    }

    /// `58.01, 56.25` as it is typed, or the two elements of a record.
    private func coordinates(at path: String) -> [Double] {
        let parts =
            texts[path].map { $0.split { ", ;".contains($0) }.map(String.init) }
            ?? (0..<rows(at: path)).map { self["\(path).\($0)"] }
        let numbers = parts.compactMap { Double($0) }
        return numbers.count == parts.count && numbers.allSatisfy(\.isFinite) ? numbers : []
    }

    private static func join(_ path: String, _ name: String) -> String {
        path.isEmpty ? name : "\(path).\(name)"
    }
}

extension FormShape {
    fileprivate var isMedia: Bool { if case .media = self { true } else { false } }
}
