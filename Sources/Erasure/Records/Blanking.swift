import Kinds
import Records

/// What stands in a name's place afterwards.
struct Blanking {
    let record: Code
    let kind: String

    /// The words are data, as what they replace was: they stay in the language of the text whoever reads it.
    private static let words = [
        "ru": "[удалено]", "en": "[erased]", "de": "[gelöscht]", "fr": "[effacé]", "es": "[borrado]",
        "it": "[cancellato]", "zh": "[已删除]",
    ]

    /// A text without its hits.
    func text(_ text: String, _ hits: [NameHit], at path: String) -> String {
        if hits.isEmpty { return text }
        if path == "slug" { return slug }
        if path.hasSuffix(".slug") { return innerSlug(path) }
        let bytes = Array(text.utf8)
        if Blanking.isWebAddress(bytes) { return Blanking.address(bytes, hits) }
        var result: [UInt8] = []
        var place = 0
        for hit in hits {
            result += bytes[place..<hit.start]
            result += Blanking.word(for: bytes[hit.start..<hit.end], at: path).utf8
            place = hit.end
        }
        return String(decoding: result + bytes[place...], as: UTF8.self)
    }

    /// An address that says nothing: the record's code in small letters.
    var slug: String { record.text.lowercased() }

    /// The address of a room is its place in the exhibition.
    private func innerSlug(_ path: String) -> String {
        let position = path.split(separator: ".").dropLast().last.flatMap { Int($0) } ?? 0
        return "part-\(position + 1)"
    }

    /// A person without anything that was known of them.
    ///
    /// - Parameter tree: the record as it was: the languages of the name stay.
    func person(_ tree: BodyTree) -> [UInt8] {
        var person = Person()
        person.slugText = Address(stringLiteral: slug)
        if case .object(let names)? = tree["name"] {
            for (tag, _) in names {
                guard let language = Language(tag) else { continue }
                person.title[language] = Blanking.words[language.primary] ?? Blanking.words["en"]
            }
        }
        if person.title.isEmpty { person.title[.english] = Blanking.words["en"] }
        return person.json
    }

    static func word(for bytes: ArraySlice<UInt8>, at path: String) -> String {
        let standard = words["en"] ?? ""
        if let tag = path.split(separator: ".").last, let language = Language(tag),
            let word = words[language.primary]
        {
            return word
        }
        var scalars = TextScalars(Array(bytes))
        while let (value, _, _) = scalars.next() {
            switch value {
            case 0x400..<0x530: return words["ru"] ?? standard
            case 0x4E00...0x9FFF: return words["zh"] ?? standard
            case 0x41...0x5A, 0x61...0x7A: return standard
            default: continue
            }
        }
        return standard
    }

    // MARK: Addresses

    static func isWebAddress(_ bytes: [UInt8]) -> Bool {
        let start = bytes.prefix(8).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return (start.starts(with: "http://".utf8) || start.starts(with: "https://".utf8))
            && !bytes.contains { $0 <= 0x20 }
    }

    /// Of an address of the web only the part of a path goes; one whose host says the name leads nowhere (RFC 2606).
    private static func address(_ bytes: [UInt8], _ hits: [NameHit]) -> String {
        let start = (bytes.firstIndex(of: UInt8(ascii: ":")) ?? 0) + 3
        let host = bytes[min(start, bytes.count)...].firstIndex { "/?#".utf8.contains($0) } ?? bytes.count
        if let first = hits.first, first.start < host { return "https://erased.invalid/" }
        var result: [UInt8] = []
        var place = 0
        for hit in hits {
            result += bytes[place..<hit.start]
            result += "erased".utf8
            place = hit.end
        }
        return String(decoding: result + bytes[place...], as: UTF8.self)
    }
}
