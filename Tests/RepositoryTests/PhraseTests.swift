import Foundation
import Kinds
import Localisation
import Records
import Testing

/// Keeps the catalogues complete: a phrase that a page asks for must be there in every language.
@Suite struct PhraseTests {
    private static let root = #filePath.components(separatedBy: "/Tests/")[0]

    /// Values that phrases are looked up by, with their contexts.
    private static let choices: [(context: String, values: [String])] = [
        ("act", ActType.allCases.map(\.rawValue)),
        ("partnership-type", PartnershipType.allCases.map(\.rawValue)),
        ("status", PartnershipStatus.allCases.map(\.rawValue)),
        ("direction", GiftDirection.allCases.map(\.rawValue)),
        ("nature", PictureNature.allCases.map(\.rawValue)), ("kind", KindRegistry.all.map { $0.name }),
        ("kinds", KindRegistry.all.map { $0.name }),
        ("role", ["reader", "editor", "protocolOfficer", "curator", "publisher", "administrator"]),
    ]

    /// What the Desk's forms ask for: the names of all fields, and the words of all choices.
    private static let forms: [(context: String, values: [String])] = {
        let form = FormShape.group(KindRegistry.all.flatMap { $0.formFields })
        return [("field", form.fieldNames.sorted()), ("choice", form.choices.sorted())]
    }()

    @Test func `the house speaks six languages`() {
        #expect(SourceTree.languages == ["de", "en", "fr", "it", "ru", "zh-Hans"])
    }

    /// English has its phrases as their names.
    @Test(arguments: SourceTree.languages.filter { $0 != "en" })
    func `every phrase of the pages is translated`(language: String) throws {
        let entries = try Self.entries(of: language)
        let calls = try Self.calls()
        #expect(calls.count > 50)
        for call in calls {
            let key = Key(context: call.context, id: call.id)
            guard let entry = entries[key], !entry.forms.isEmpty else {
                Issue.record("\(language).po lacks \(key), which \(call.place) asks for")
                continue
            }
            let isSame = entry.plural == call.plural
            #expect(isSame, "\(language).po has another plural of \(key) than \(call.place)")
        }
    }

    @Test(arguments: SourceTree.languages)
    func `every choice, every kind and every field of a form has its words`(language: String) throws {
        let entries = try Self.entries(of: language)
        for (context, values) in Self.choices + Self.forms {
            for value in values {
                let key = Key(context: context, id: value)
                let isThere = entries[key]?.forms.isEmpty == false
                #expect(isThere, "\(language).po lacks \(key)")
            }
        }
    }

    @Test(arguments: SourceTree.languages)
    func `a translation holds only values that its phrase holds`(language: String) throws {
        // Chosen from by a language: the number of a century in three spellings.
        let alternatives = ["{ordinal} century": ["{roman}", "{number}"]]
        for entry in try Self.entries(of: language).values {
            let known =
                Self.names(entry.id) + Self.names(entry.plural ?? "") + alternatives[entry.id, default: []]
            for form in entry.forms {
                let strangers = Set(Self.names(form)).subtracting(known)
                #expect(strangers.isEmpty, "\(language).po, msgid \"\(entry.id)\": “\(form)”")
            }
        }
    }

    @Test func `finds the calls, their plurals and contexts`() {
        let source = #"""
            t("One")  // t("not this")
            frame.phrases("Say \"x\"", ["a": t("Two")], context: "act")
            t(
                "{count} a", "{count} b", count: f(1, ")"), context: "c")
            format("no") + t(value, context: "act") + list("no")
            """#
        #expect(PhraseCall.all(in: source, file: "F").map(\.place) == ["F:1", "F:2", "F:2", "F:3"])
        #expect(PhraseCall.all(in: source, file: "F").map(\.id) == ["One", "Say \"x\"", "Two", "{count} a"])
        #expect(PhraseCall.all(in: source, file: "F").map(\.context) == [nil, "act", nil, "c"])
        #expect(PhraseCall.all(in: source, file: "F").map(\.plural) == [nil, nil, nil, "{count} b"])
    }

    private struct Key: Hashable, CustomStringConvertible {
        let context: String?
        let id: String

        /// As a `.po` file names the entry.
        var description: String { (context.map { "msgctxt \"\($0)\", " } ?? "") + "msgid \"\(id)\"" }
    }

    private static func entries(of language: String) throws -> [Key: POFile.Entry] {
        let bytes = try Data(contentsOf: URL(filePath: root + "/Resources/locale/\(language).po"))
        let pairs = try POFile(Array(bytes)).entries.map { (Key(context: $0.context, id: $0.id), $0) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private static func calls() throws -> [PhraseCall] {
        try ["Pages", "Hall"].flatMap { folder in
            let path = root + "/Sources/" + folder
            let files = try #require(
                FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String })
            return try files.filter { $0.hasSuffix(".swift") }.sorted().flatMap { file in
                let source = try String(contentsOf: URL(filePath: path + "/" + file), encoding: .utf8)
                return PhraseCall.all(in: source, file: folder + "/" + file)
            }
        }
    }

    private static func names(_ phrase: String) -> [String] {
        phrase.split(separator: "{").dropFirst(phrase.hasPrefix("{") ? 0 : 1)
            .compactMap { part in part.firstIndex(of: "}").map { "{" + part[..<$0] + "}" } }
    }
}

extension FormShape {
    /// The fields that stand in it, at any depth.
    fileprivate var fieldNames: Set<String> {
        switch self {
        case .group(let fields):
            fields.reduce(into: Set(fields.map(\.name))) { $0.formUnion($1.shape.fieldNames) }
        case .rows(let element): element.fieldNames
        default: []
        }
    }

    /// The words that are chosen from in it, at any depth.
    fileprivate var choices: Set<String> {
        switch self {
        case .choice(let words): Set(words)
        case .group(let fields): fields.reduce(into: []) { $0.formUnion($1.shape.choices) }
        case .rows(let element): element.choices
        default: []
        }
    }
}

/// A call `t("…")` or `phrases("…")` in the source, read by a scanner that knows strings, comments and brackets.
private struct PhraseCall {
    var place: String
    var id: String
    var plural: String?
    var context: String?

    static func all(in source: String, file: String) -> [PhraseCall] {
        var scanner = Scanner(bytes: Array(source.utf8))
        var calls: [PhraseCall] = []
        for start in scanner.starts() {
            scanner.index = start
            guard let id = scanner.literal() else { continue }
            let line = scanner.bytes[..<start].count { $0 == UInt8(ascii: "\n") } + 1
            var call = PhraseCall(place: "\(file):\(line)", id: id)
            if scanner.take(","), let plural = scanner.literal() { call.plural = plural }
            call.context = scanner.context()
            calls.append(call)
        }
        return calls
    }

    private struct Scanner {
        let bytes: [UInt8]
        var index = 0

        /// The places after the opening bracket of each call, outside comments and strings.
        mutating func starts() -> [Int] {
            var starts: [Int] = []
            index = 0
            while index < bytes.count {
                if bytes[index] == UInt8(ascii: "\"") {
                    _ = literal()
                } else if bytes[index...].starts(with: "//".utf8) {
                    index = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                } else if let name = ["t(", "phrases("].first(where: { bytes[index...].starts(with: $0.utf8) }
                ),
                    index == 0 || !isNameByte(bytes[index - 1])
                {
                    index += name.utf8.count
                    starts.append(index)
                } else {
                    index += 1
                }
            }
            return starts
        }

        /// A string literal on one line, its escapes undone; `nil` when something else comes.
        mutating func literal() -> String? {
            skipBlanks()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
            index += 1
            var text: [UInt8] = []
            while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\n")
            {
                if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
                text.append(bytes[index])
                index += 1
            }
            index += 1
            return String(decoding: text, as: UTF8.self)
        }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            skipBlanks()
            guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
            index += 1
            return true
        }

        /// The literal after `context:` in the rest of this call.
        mutating func context() -> String? {
            var depth = 1
            while index < bytes.count, depth > 0 {
                if depth == 1, bytes[index...].starts(with: "context:".utf8) {
                    index += "context:".utf8.count
                    return literal()
                }
                switch bytes[index] {
                case UInt8(ascii: "\""):
                    _ = literal()
                    continue
                case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
                default: break
                }
                index += 1
            }
            return nil
        }

        private mutating func skipBlanks() {
            while index < bytes.count, [0x20, 0x0A, 0x09].contains(bytes[index]) { index += 1 }
        }

        private func isNameByte(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "_") || byte >= 0x80 || (0x30...0x39).contains(byte)
                || (0x61...0x7A).contains(byte | 0x20)
        }
    }
}
