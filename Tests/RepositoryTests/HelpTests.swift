import Foundation
import Kinds
import Localisation
import Records
import Testing

/// The words of help beside fields, which are looked up by the name of a field or of a kind and its field.
struct HelpTests {
    private func helped(_ language: String) throws -> Set<String> {
        let entries = try POFile(Array(SourceTree.text("Resources/locale/\(language).po").utf8)).entries
        return Set(entries.filter { $0.context == "help" && !$0.forms.isEmpty }.map(\.id))
    }

    @Test func `help stands at fields that there are, in every language`() throws {
        let words = try helped("en")
        #expect(words.count > 10)
        for language in SourceTree.languages {
            #expect(try helped(language) == words, "\(language)")
        }
        for key in words {
            let parts = key.split(separator: ".").map(String.init)
            let kinds = KindRegistry.all.filter { parts.count == 1 || $0.name == parts[0] }
            let isKnown = kinds.contains { names(of: $0.formFields).contains(parts.last ?? "") }
            #expect(isKnown, "there is no field \(key)")
        }
    }

    private func names(of fields: [FormField]) -> Set<String> {
        fields.reduce(into: []) { names, field in
            names.insert(field.name)
            names.formUnion(self.names(inside: field.shape))
        }
    }

    private func names(inside shape: FormShape) -> Set<String> {
        switch shape {
        case .group(let fields): names(of: fields)
        case .rows(let element): names(inside: element)
        default: []
        }
    }
}
