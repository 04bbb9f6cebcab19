import Foundation

/// The repository as text, for the tests that keep the house.
enum SourceTree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct File {
        /// Below the root: `Sources/Pages/Route.swift`.
        let path: String
        let text: String

        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

        /// The lines without comments: what the compiler sees, near enough for looking up words.
        var code: [(number: Int, line: Substring)] {
            lines.enumerated().compactMap { number, line in
                let trimmed = line.drop { $0 == " " }
                return trimmed.hasPrefix("//") ? nil : (number + 1, line)
            }
        }
    }

    static func swiftFiles(below folder: String) throws -> [File] {
        try files(below: folder) { $0.hasSuffix(".swift") }
    }

    static func files(below folder: String, _ isWanted: (String) -> Bool) throws -> [File] {
        let base = root.appending(path: folder)
        let names = try FileManager.default.subpathsOfDirectory(atPath: base.path).filter(isWanted).sorted()
        return try names.map { name in
            let text = try String(contentsOf: base.appending(path: name), encoding: .utf8)
            return File(path: "\(folder)/\(name)", text: text)
        }
    }

    /// The languages of the interface, from the names of the catalogues.
    static let languages: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: root.path + "/Resources/locale")
        return (names ?? []).filter { $0.hasSuffix(".po") }.map { String($0.dropLast(3)) }.sorted()
    }()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}
