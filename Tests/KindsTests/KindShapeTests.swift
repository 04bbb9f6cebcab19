import Kinds
import Records
import Testing

/// What must hold of every kind, so that a new one is covered on its first day.
@Suite struct KindShapeTests {
    static let names = KindRegistry.all.map { $0.name }

    @Test func `names are unique, and found again`() {
        #expect(Set(Self.names).count == Self.names.count)
        for kind in KindRegistry.all { #expect(KindRegistry.kind(named: kind.name) == kind) }
        #expect(KindRegistry.kind(named: "spaceship") == nil)
        #expect(KindRegistry.kind(named: "") == nil)
        #expect(KindRegistry.kind(named: "City") == nil)
    }

    @Test(arguments: names) func `a kind's name and version fit the journal`(_ name: String) throws {
        let kind = try kind(name)
        #expect(name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D })
        #expect((1...64).contains(name.utf8.count))
        #expect((1...65_535).contains(kind.version))
        #expect(kind.referenceName == name)
    }

    @Test(arguments: names) func `every stored property has one field, in every group of the kind`(
        _ name: String
    ) throws {
        for group in groups(of: try kind(name)) {
            let facts = facts(of: group)
            #expect(facts.properties == facts.names.count, "\(group): \(facts.names)")
            #expect(Set(facts.names).count == facts.names.count, "\(group): \(facts.names)")
            for name in facts.names {
                let isPlain = name.utf8.allSatisfy {
                    (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                }
                #expect(isPlain, "\(group).\(name)")
            }
        }
    }

    @Test(arguments: names) func `a new record is empty, and lacks what is required`(_ name: String) throws {
        let record = try kind(name).init()
        #expect(record.isEmpty)
        #expect(record.json == Array("{}".utf8))
        #expect(try kind(name).init(json: record.json).isEmpty)
        let required = Set(record.problems.filter { $0.reason == .required }.map(\.path))
        #expect(required.isSuperset(of: requiredFields(of: try kind(name))))
        #expect(!required.isEmpty)
        #expect(
            record.contents.references.isEmpty && record.contents.texts.isEmpty
                && record.contents.media.isEmpty)
    }

    @Test(arguments: names) func `the title of a kind is one of its fields and is required`(_ name: String)
        throws
    {
        let json = Array(#"{"title":{"en":"The title"},"name":{"en":"The title"},"slug":"the-slug"}"#.utf8)
        let record = try kind(name).init(json: json)
        #expect(record.title[.english] == "The title")
        #expect(record.slug == nil || record.slug?.text == "the-slug")
        #expect(!requiredFields(of: try kind(name)).isDisjoint(with: ["title", "name"]))
    }

    /// A kind may have nothing to hide, but then it says so here.
    private static let kindsWithoutInternalFields: Set<String> = []

    @Test(arguments: names) func `a kind has a place for the office's notes`(_ name: String) throws {
        let hasInternal = facts(of: try kind(name)).audiences.contains { $0 > .visitor }
        #expect(hasInternal != Self.kindsWithoutInternalFields.contains(name))
    }

    @Test(arguments: names) func `what visitors must not see is not searched for`(_ name: String) throws {
        for group in groups(of: try kind(name)) {
            #expect(internalSearchable(of: group).isEmpty)
        }
    }

    private func requiredFields(of kind: any Kind.Type) -> Set<String> { facts(of: kind).required }

    private func internalSearchable<G: Group>(of group: G.Type) -> [String] {
        G.fields.list.filter { $0.isSearchable && $0.audience > .visitor }.map(\.name)
    }
}

/// The kind of a name in the registry.
func kind(_ name: String) throws -> any Kind.Type { try #require(KindRegistry.kind(named: name)) }

/// What a group says of itself.
struct GroupFacts {
    var properties: Int
    var names: [String]
    var required: Set<String>
    var audiences: [Audience]
    var types: [any FieldValue.Type]
}

func facts<G: Group>(of group: G.Type) -> GroupFacts {
    GroupFacts(
        properties: Mirror(reflecting: G()).children.count, names: G.fields.list.map(\.name),
        required: Set(G.fields.list.filter(\.isRequired).map(\.name)),
        audiences: G.fields.list.map(\.audience),
        types: G.fields.list.map(\.type))
}

/// A kind and all groups within it, each once.
func groups(of kind: any Kind.Type) -> [any Group.Type] {
    var found: [any Group.Type] = []
    var waiting: [any FieldValue.Type] = [kind]
    while let type = waiting.popLast() {
        if let list = type as? any ListValue.Type {
            waiting.append(list.element)
        } else if let group = type as? any Group.Type, !found.contains(where: { $0 == group }) {
            found.append(group)
            waiting += facts(of: group).types
        }
    }
    return found
}

/// A list, whatever its elements.
protocol ListValue { static var element: any FieldValue.Type { get } }

extension Array: ListValue where Element: FieldValue {
    static var element: any FieldValue.Type { Element.self }
}
