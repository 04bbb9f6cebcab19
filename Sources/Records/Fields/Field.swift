import Synchronization

/// A trait of a field, besides its name and type.
package enum Trait: Sendable, Hashable {
    /// A record without it cannot be saved.
    case required
    /// Its words are found by search.
    case searchable
    /// Only this audience and those who see more may see it; without the trait, everyone.
    case seenBy(Audience)
}

/// One field of a kind or a group: its wire name, its place in the struct, its traits.
package struct Field<Root: Sendable>: Sendable {
    package let name: String
    package let isRequired: Bool
    package let isSearchable: Bool
    package let audience: Audience
    package let type: any FieldValue.Type
    let get: @Sendable (Root) -> any FieldValue
    let set: @Sendable (inout Root, any FieldValue) -> Void

    package init<Value: FieldValue>(
        _ name: StaticString, _ path: any WritableKeyPath<Root, Value> & Sendable, _ traits: Trait...
    ) {
        self.name = "\(name)"
        type = Value.self
        isRequired = traits.contains(.required)
        isSearchable = traits.contains(.searchable)
        audience = traits.reduce(.visitor) { audience, trait in
            if case .seenBy(let seen) = trait { max(audience, seen) } else { audience }
        }
        get = { $0[keyPath: path] }
        set = { root, value in
            if let value = value as? Value { root[keyPath: path] = value }
        }
    }
}

/// The fields of a kind or a group, in canonical order: the order of the written JSON.
package struct Fields<Root: Sendable>: Sendable {
    package let list: [Field<Root>]
    private let positions: [String: Int]

    package init(_ list: [Field<Root>]) {
        self.list = list
        positions = Dictionary(
            list.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func position(of name: String, after previous: Int) -> Int? {
        // Records come back in the order they were written: the next field is nearly always the right one.
        if previous + 1 < list.count, list[previous + 1].name == name { return previous + 1 }
        return positions[name]
    }
}

/// A value made of named fields; a repeatable group is a list of it.
package protocol Group: FieldValue {
    static var fields: Fields<Self> { get }
    /// Problems that no single field can see.
    func checkWhole(at path: String, into problems: inout [Problem])
}

extension Group {
    package init(from reader: inout JSONReader) throws(JSONProblem) {
        self.init()
        let fields = Self.fields
        var seen: Set<Int> = []
        var previous = -1
        var value = Self()
        try reader.object { (reader, name) throws(JSONProblem) in
            guard let position = fields.position(of: name, after: previous) else {
                return try reader.skipUnknown()
            }
            previous = position
            if !seen.insert(position).inserted { reader.note(.repeatedField) }
            let field = fields.list[position]
            if let read = try reader.value(field.type) { field.set(&value, read) }
        }
        self = value
    }

    package var isEmpty: Bool { Self.fields.list.allSatisfy { $0.get(self).isEmpty } }

    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for field in Self.fields.list {
                let value = field.get(self)
                if value.isEmpty { continue }
                writer.name(field.name)
                value.write(to: &writer)
            }
        }
    }

    package func check(at path: String, into problems: inout [Problem]) {
        for field in Self.fields.list {
            let value = field.get(self)
            let place = path.isEmpty ? field.name : "\(path).\(field.name)"
            if !value.isEmpty {
                value.check(at: place, into: &problems)
            } else if field.isRequired {
                problems.append(Problem(path: place, reason: .required))
            }
        }
        checkWhole(at: path, into: &problems)
    }

    package func checkWhole(at path: String, into problems: inout [Problem]) {}

    package func collect(into contents: inout Contents) {
        for field in Self.fields.list { field.get(self).collect(into: &contents) }
    }

    package func seen(by audience: Audience) -> Self {
        var copy = Self()
        for field in Self.fields.list where field.audience <= audience {
            field.set(&copy, field.get(self).seen(by: audience))
        }
        return copy
    }
}

/// A generic type cannot hold a static field list, so the lists of generic groups are made once and kept here.
enum FieldLists {
    private static let lists = Mutex<[ObjectIdentifier: any Sendable]>([:])

    static func fields<Root>(of root: Root.Type, make: () -> Fields<Root>) -> Fields<Root> {
        lists.withLock { lists in
            if let fields = lists[ObjectIdentifier(root)] as? Fields<Root> { return fields }
            let fields = make()
            lists[ObjectIdentifier(root)] = fields
            return fields
        }
    }
}
