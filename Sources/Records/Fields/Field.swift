import Synchronization

/// A trait of a field, besides its name and type.
package enum Trait: Sendable, Hashable {
    /// A record without it cannot be saved.
    case required
    /// Its words are found by search.
    case searchable
    /// A long text in several languages, written in Markdown.
    case prose
    /// Only this audience and those who see more may see it; without the trait, everyone.
    case seenBy(Audience)
    /// Written by a page of its own: forms show it, and a save of them keeps it as it is.
    case fixed
}

/// One field of a kind or a group: its wire name, its place in the struct, its traits.
package struct Field<Root: Sendable>: Sendable {
    package let name: String
    package let isRequired: Bool
    package let isSearchable: Bool
    package let isProse: Bool
    package let isFixed: Bool
    package let audience: Audience
    package let type: any FieldValue.Type
    // What a field can do, each with its own type inside: a value in a box of any type would be made and cast at
    // every step.
    let isEmpty: @Sendable (Root) -> Bool
    let read: @Sendable (inout Root, inout JSONReader) throws(JSONProblem) -> Void
    let write: @Sendable (Root, inout JSONWriter) -> Void
    let check: @Sendable (Root, () -> String, inout [Problem]) -> Void
    let collect: @Sendable (Root, inout Contents) -> Void
    let isSame: @Sendable (Root, Root) -> Bool
    /// Puts what an audience may see of the first root's value into the second.
    let show: @Sendable (Root, inout Root, Audience) -> Void

    package init<Value: FieldValue>(
        _ name: StaticString, _ path: any WritableKeyPath<Root, Value> & Sendable, _ traits: Trait...
    ) {
        self.name = "\(name)"
        type = Value.self
        isRequired = traits.contains(.required)
        isSearchable = traits.contains(.searchable)
        isProse = traits.contains(.prose)
        isFixed = traits.contains(.fixed)
        audience = traits.reduce(.visitor) { audience, trait in
            if case .seenBy(let seen) = trait { max(audience, seen) } else { audience }
        }
        let slot = Slot(path)
        isEmpty = { slot.value(in: $0).isEmpty }
        isSame = { slot.value(in: $0) == slot.value(in: $1) }
        read = { (root, reader) throws(JSONProblem) in
            if let value = try reader.value(Value.self) { slot.set(value, in: &root) }
        }
        write = { slot.value(in: $0).write(to: &$1) }
        check = { slot.value(in: $0).check(at: $1, into: &$2) }
        collect = { slot.value(in: $0).collect(into: &$1) }
        show = { slot.set(slot.value(in: $0).seen(by: $2), in: &$1) }
    }
}

extension Field {
    /// Collects what the field holds, and remembers meanwhile whether visitors may see it and whether it is prose.
    func gather(_ root: Root, into contents: inout Contents) {
        let (wasHidden, wasProse) = (contents.isHidden, contents.isProse)
        contents.isHidden = wasHidden || audience > .visitor
        contents.isProse = isProse
        contents.within(.member(name)) { collect(root, &$0) }
        (contents.isHidden, contents.isProse) = (wasHidden, wasProse)
    }
}

/// Where a field's value lies in its struct.
///
/// The runtime follows a key path step by step, which took a tenth of an import; the place of a stored property is
/// known beforehand (`MemoryLayout.offset(of:)`), and a key path to anything else is followed as ever.
private struct Slot<Root, Value>: Sendable {
    private let path: any WritableKeyPath<Root, Value> & Sendable
    private let offset: Int?

    init(_ path: any WritableKeyPath<Root, Value> & Sendable) {
        self.path = path
        offset = MemoryLayout<Root>.offset(of: path)
    }

    func value(in root: Root) -> Value {
        guard let offset else { return root[keyPath: path] }
        return withUnsafePointer(to: root) {
            UnsafeRawPointer($0).advanced(by: offset).assumingMemoryBound(to: Value.self).pointee
        }
    }

    func set(_ value: Value, in root: inout Root) {
        guard let offset else {
            root[keyPath: path] = value
            return
        }
        withUnsafeMutablePointer(to: &root) {
            UnsafeMutableRawPointer($0).advanced(by: offset).assumingMemoryBound(to: Value.self).pointee =
                value
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
    func checkWhole(at path: () -> String, into problems: inout [Problem])
}

extension Group {
    package init(from reader: inout JSONReader) throws(JSONProblem) {
        let fields = Self.fields
        var seen = [Bool](repeating: false, count: fields.list.count)
        var previous = -1
        var value = Self()
        try reader.object { (reader, name) throws(JSONProblem) in
            guard let position = fields.position(of: name, after: previous) else {
                return try reader.skipUnknown()
            }
            previous = position
            if seen[position] { reader.note(.repeatedField) }
            seen[position] = true
            try fields.list[position].read(&value, &reader)
        }
        self = value
    }

    package var isEmpty: Bool { Self.fields.list.allSatisfy { $0.isEmpty(self) } }

    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for field in Self.fields.list where !field.isEmpty(self) {
                writer.name(field.name)
                field.write(self, &writer)
            }
        }
    }

    package func check(at path: () -> String, into problems: inout [Problem]) {
        for field in Self.fields.list {
            let isEmpty = field.isEmpty(self)
            if isEmpty, !field.isRequired { continue }
            func place() -> String {
                let path = path()
                return path.isEmpty ? field.name : "\(path).\(field.name)"
            }
            if isEmpty {
                problems.append(Problem(path: place(), reason: .required))
            } else {
                field.check(self, place, &problems)
            }
        }
        checkWhole(at: path, into: &problems)
    }

    package func checkWhole(at path: () -> String, into problems: inout [Problem]) {}

    package func collect(into contents: inout Contents) {
        for field in Self.fields.list { field.gather(self, into: &contents) }
    }

    package func seen(by audience: Audience) -> Self { fieldsSeen(by: audience) }

    /// A copy with the fields that an audience may see.
    func fieldsSeen(by audience: Audience) -> Self {
        var copy = Self()
        for field in Self.fields.list where field.audience <= audience { field.show(self, &copy, audience) }
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
