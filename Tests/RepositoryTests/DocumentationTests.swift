import Foundation
import Kinds
import Records
import Testing

/// What the documents say is what there is.
struct DocumentationTests {
    @Test func `every command is in the reference`() throws {
        let reference = try SourceTree.text("docs/reference/commands.md")
        for file in try SourceTree.swiftFiles(below: "Sources/twinhall/Commands") {
            let name = try #require(
                quoted(after: "commandName:", in: file.text), "\(file.path) names no command")
            #expect(reference.contains("## `twinhall \(name)"), "twinhall \(name) is not in the reference")
        }
    }

    @Test func `every setting is in the reference, with its variable`() throws {
        let reference = try SourceTree.text("docs/reference/commands.md")
        for file in try SourceTree.swiftFiles(below: "Sources/twinhall") {
            let lines = file.lines
            for (index, line) in lines.enumerated() where line.contains("@Option(") || line.contains("@Flag(")
            {
                let declaration = try #require(
                    lines[index...].first { $0.contains("    var ") }, "\(file.path)")
                let name = try #require(declaration.split(separator: " ").dropFirst().first)
                let flag = "--" + kebab(name.split(separator: ":")[0])
                #expect(reference.contains("`\(flag)"), "\(flag) of \(file.path) is not in the reference")
            }
        }
        for name in [
            "DATA", "HOST", "PORT", "PUBLIC_URL", "TRUSTED_PROXIES", "RENDER_CACHE", "MAX_CONNECTIONS",
            "SECOND_FACTOR", "MAIL_SERVER", "MAIL_FROM", "MAIL_LOGIN", "MAIL_PASSWORD", "MAIL_AUTHORITY",
            "OPENID_ISSUER", "OPENID_CLIENT", "OPENID_SECRET", "OPENID_NAME",
        ] {
            #expect(reference.contains("`TWINHALL_\(name)`"), "TWINHALL_\(name) is not in the reference")
        }
    }

    @Test func `every kind is in the glossary and in the guide to packages`() throws {
        let glossary = try SourceTree.text("docs/glossary.md").lowercased()
        let guide = try SourceTree.text("docs/reference/packages.md")
        for kind in KindRegistry.all {
            // A word of the language, so without the hyphen of the name.
            let word = kind.name.replacing("-", with: " ")
            // Asked before, because a failed expectation prints the whole document with it.
            let isExplained = glossary.contains("**\(word)**")
            #expect(isExplained, "docs/glossary.md does not explain **\(word)**")
            guard let row = guide.split(separator: "\n").first(where: { $0.hasPrefix("| `\(kind.name)` |") })
            else {
                Issue.record("docs/reference/packages.md has no row of `\(kind.name)`")
                continue
            }
            let lacking = fields(of: kind).filter { !row.contains(" \($0)") }
            #expect(
                lacking.isEmpty,
                "the row of `\(kind.name)` in docs/reference/packages.md lacks \(lacking.joined(separator: ", "))"
            )
        }
    }

    @Test func `links between documents lead somewhere`() throws {
        let top = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"].map {
            (path: $0, folder: "")
        }
        let inner = try SourceTree.files(below: "docs") { $0.hasSuffix(".md") }.map { file in
            (
                path: file.path,
                folder: String(file.path.prefix(upTo: file.path.lastIndex(of: "/") ?? file.path.endIndex))
                    + "/"
            )
        }
        for (path, folder) in top + inner {
            let text = try SourceTree.text(path)
            for link in text.split(separator: "](").dropFirst() {
                let target = link.prefix { $0 != ")" && $0 != "#" && $0 != " " }
                guard !target.isEmpty, !target.contains("://"), !target.hasPrefix("mailto:") else { continue }
                let file = SourceTree.root.appending(path: folder + target).standardized.path
                #expect(FileManager.default.fileExists(atPath: file), "\(path) links to \(target)")
            }
        }
    }

    /// The fields as the guide writes them: bold when required, slanted when visitors never see them.
    private func fields<K: Kind>(of kind: K.Type) -> [String] {
        K.fields.list.map { field in
            let mark = (field.isRequired ? "**" : "") + (field.audience > .visitor ? "*" : "")
            return "\(mark)`\(field.name)`\(mark)"
        }
    }

    private func quoted(after word: String, in text: String) -> String? {
        guard let range = text.range(of: word) else { return nil }
        let parts = text[range.upperBound...].split(
            separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count > 1 ? String(parts[1]) : nil
    }

    private func kebab(_ name: Substring) -> String {
        name.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
    }
}
