/// A record's JSON as it stands in the journal, of any kind and version, so that single texts of it can be replaced.
package indirect enum BodyTree: Sendable {
    case object([(name: String, value: BodyTree)])
    case array([BodyTree])
    case string(String)
    /// As it was written.
    case number(String)
    case bool(Bool)
    case null

    /// - Returns: `nil` for bytes that are not JSON.
    package init?(_ bytes: [UInt8]) {
        var reader = JSONReader(bytes)
        guard let tree = try? BodyTree(&reader), (try? reader.end()) != nil else { return nil }
        self = tree
    }

    private init(_ reader: inout JSONReader) throws(JSONProblem) {
        switch reader.peek() {
        case .object:
            var members: [(name: String, value: BodyTree)] = []
            try reader.object { (reader, name) throws(JSONProblem) in
                members.append((name, try BodyTree(&reader)))
            }
            self = .object(members)
        case .array:
            var elements: [BodyTree] = []
            try reader.array { (reader) throws(JSONProblem) in elements.append(try BodyTree(&reader)) }
            self = .array(elements)
        case .string: self = .string(try reader.string())
        case .number: self = .number(try reader.numberText())
        case .bool: self = .bool(try reader.bool())
        case .null, .end, .other:
            try reader.skip()
            self = .null
        }
    }

    /// The canonical bytes: what the program wrote comes out as it went in.
    package var bytes: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    private func write(to writer: inout JSONWriter) {
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
        case .string(let text): writer.string(text)
        case .number(let text): writer.number(text)
        case .bool(let value): writer.bool(value)
        case .null: writer.null()
        }
    }

    /// Calls `take` with each text and its path (`acts.0.text.ru`), and with each member's name that is no plain word.
    package func eachText(at path: String = "", _ take: (String, String) -> Void) {
        switch self {
        case .object(let members):
            for member in members {
                let place = BodyTree.path(path, member.name)
                if !member.name.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x2E && $0 > 0x20 }) {
                    take(place, member.name)
                }
                member.value.eachText(at: place, take)
            }
        case .array(let elements):
            for (position, element) in elements.enumerated() {
                element.eachText(at: BodyTree.path(path, "\(position)"), take)
            }
        case .string(let text): take(path, text)
        case .number, .bool, .null: break
        }
    }

    /// The tree with each text as `change` gives it, by its path.
    package func replacingTexts(at path: String = "", _ change: (String, String) -> String) -> BodyTree {
        switch self {
        case .object(let members):
            .object(
                members.map { member in
                    let place = BodyTree.path(path, member.name)
                    let isPlain = member.name.utf8.allSatisfy { $0 < 0x80 && $0 != 0x2E && $0 > 0x20 }
                    return (
                        isPlain ? member.name : change(place, member.name),
                        member.value.replacingTexts(at: place, change)
                    )
                })
        case .array(let elements):
            .array(
                elements.enumerated().map {
                    $0.element.replacingTexts(at: BodyTree.path(path, "\($0.offset)"), change)
                })
        case .string(let text): .string(change(path, text))
        case .number, .bool, .null: self
        }
    }

    /// The tree with texts of some languages put into texts in several languages, by their paths; what stands at no path
    /// of the tree is left out.
    package func putting(_ texts: [String: [Language: String]], at path: String = "") -> BodyTree {
        switch self {
        case .object(let members):
            guard let new = texts[path] else {
                return .object(
                    members.map { ($0.name, $0.value.putting(texts, at: BodyTree.path(path, $0.name))) })
            }
            let kept = members.filter { member in !new.keys.contains { $0.tag == member.name } }
            let put = new.map { (name: $0.key.tag, value: BodyTree.string($0.value)) }
            return .object((kept + put).sorted { $0.name < $1.name })
        case .array(let elements):
            return .array(
                elements.enumerated().map {
                    $0.element.putting(texts, at: BodyTree.path(path, "\($0.offset)"))
                })
        case .string, .number, .bool, .null: return self
        }
    }

    /// The tree without the files of some originals: as a record that never had one, or an element less in a list.
    package func removingFiles(_ blobs: Set<String>) -> BodyTree {
        switch self {
        case .object(let members):
            .object(
                members.filter { !$0.value.isFile(of: blobs) }.map {
                    ($0.name, $0.value.removingFiles(blobs))
                })
        case .array(let elements):
            .array(elements.filter { !$0.isFile(of: blobs) }.map { $0.removingFiles(blobs) })
        case .string, .number, .bool, .null: self
        }
    }

    private func isFile(of blobs: Set<String>) -> Bool {
        guard case .object(let members) = self else { return false }
        return members.contains { member in
            guard member.name == "blob", case .string(let blob) = member.value else { return false }
            return blobs.contains(blob)
        }
    }

    /// The originals that it names.
    package var blobs: Set<String> {
        var blobs: Set<String> = []
        eachText { path, text in
            if path == "blob" || path.hasSuffix(".blob"), text.utf8.count == 64 { blobs.insert(text) }
        }
        return blobs
    }

    package subscript(name: String) -> BodyTree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    private static func path(_ path: String, _ name: String) -> String {
        path.isEmpty ? name : "\(path).\(name)"
    }
}
