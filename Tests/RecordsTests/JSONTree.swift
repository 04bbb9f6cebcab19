import Records
import TestKit

/// Any JSON value, for tests that compare what was read with what was written.
enum JSONTree: Equatable {
    case object([Member])
    case array([JSONTree])
    case text(String)
    case whole(Int)
    case decimal(Double)
    case bool(Bool)

    struct Member: Equatable {
        let name: String
        let value: JSONTree
    }

    init(from reader: inout JSONReader) throws(JSONProblem) {
        switch reader.peek() {
        case .object:
            var members: [Member] = []
            try reader.object { (reader, name) throws(JSONProblem) in
                members.append(Member(name: name, value: try JSONTree(from: &reader)))
            }
            self = .object(members)
        case .array:
            var elements: [JSONTree] = []
            try reader.array { (reader) throws(JSONProblem) in elements.append(try JSONTree(from: &reader)) }
            self = .array(elements)
        case .string: self = .text(try reader.string())
        case .bool: self = .bool(try reader.bool())
        case .number:
            var copy = reader
            if let whole = try? copy.integer() {
                self = .whole(whole)
                reader = copy
            } else {
                self = .decimal(try reader.decimal())
            }
        case .null, .end, .other: throw reader.shape("a value of the tests")
        }
    }

    /// A random value; `depth` levels at most.
    init(random source: inout Seeded, depth: Int) {
        switch source.below(depth > 0 ? 6 : 4) {
        case 0: self = .text(JSONTree.randomText(&source))
        case 1: self = .whole(Int(truncatingIfNeeded: source.next()) >> source.below(64))
        case 2: self = .decimal(JSONTree.randomDecimal(&source))
        case 3: self = .bool(source.chance(50))
        case 4: self = .array((0..<source.below(5)).map { _ in JSONTree(random: &source, depth: depth - 1) })
        default:
            self = .object(
                (0..<source.below(5)).map { _ in
                    Member(
                        name: JSONTree.randomText(&source), value: JSONTree(random: &source, depth: depth - 1)
                    )
                })
        }
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .object(let members):
            writer.object { writer in
                for member in members {
                    writer.name(member.name)
                    member.value.write(to: &writer)
                }
            }
        case .array(let elements):
            writer.array { writer in for element in elements { element.write(to: &writer) } }
        case .text(let text): writer.string(text)
        case .whole(let value): writer.integer(value)
        case .decimal(let value): writer.decimal(value)
        case .bool(let value): writer.bool(value)
        }
    }

    /// Any scalars but NUL, which the reader refuses, the awkward ones more often than their share.
    private static func randomText(_ source: inout Seeded) -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<source.below(12) {
            let value = source.chance(50) ? UInt32(source.below(0x80)) : UInt32(source.below(0x11_0000))
            if let scalar = Unicode.Scalar(value), value > 0 { scalars.append(scalar) }
        }
        return String(scalars)
    }

    /// A finite number that is not whole, so that it is read back as a decimal; or one that is very large or small.
    private static func randomDecimal(_ source: inout Seeded) -> Double {
        let value = Double(bitPattern: source.next())
        return value.isFinite && Int(exactly: value) == nil ? value : 0.1
    }
}

extension JSONWriter {
    /// The bytes of one value.
    static func bytes(of tree: JSONTree, isIndented: Bool = false) -> [UInt8] {
        var writer = JSONWriter(isIndented: isIndented)
        tree.write(to: &writer)
        return writer.bytes
    }
}
