import Foundation
package import Records

/// The catalogues of a folder: one `*.po` file a language, named by its tag (`ru.po`, `zh-Hans.po`).
package struct Catalogues: Sendable {
    /// What keeps a folder of catalogues from being read.
    package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        /// The name of the file, or the folder's path.
        package let file: String
        package let description: String
    }

    /// The languages of the interface, in the order of their tags.
    package let languages: [Language]

    private let phrases: [Language: Phrases]

    /// Reads every `*.po` of the folder.
    ///
    /// - Throws: `Problem` when the folder or a file cannot be read, a name is no language, a file has an error (it
    ///   names the line), or no catalogue is there at all.
    package init(folder: String) throws(Problem) {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } catch {
            throw Problem(file: folder, description: "\(folder): the folder of catalogues cannot be read")
        }
        var phrases: [Language: Phrases] = [:]
        for name in names where name.hasSuffix(".po") {
            guard let language = Language(name.dropLast(3)) else {
                throw Problem(file: name, description: "\(name): the name is not a language")
            }
            phrases[language] = try Self.read(name, in: folder, language)
        }
        guard !phrases.isEmpty else {
            throw Problem(file: folder, description: "\(folder): there is no catalogue (*.po)")
        }
        self.init(phrases)
    }

    /// Takes phrases that are already there, for tests.
    package init(_ phrases: [Phrases]) {
        self.init(Dictionary(phrases.map { ($0.language, $0) }, uniquingKeysWith: { first, _ in first }))
    }

    private init(_ phrases: [Language: Phrases]) {
        self.phrases = phrases
        languages = phrases.keys.sorted()
    }

    /// The phrases of exactly this language; `negotiate` finds the nearest.
    package func phrases(for language: Language) -> Phrases? { phrases[language] }

    private static func read(_ name: String, in folder: String, _ language: Language) throws(Problem)
        -> Phrases
    {
        guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
            throw Problem(file: name, description: "\(name): the file cannot be read")
        }
        do { return Phrases(language, catalogue: try POFile(Array(data))) } catch {
            throw Problem(file: name, description: "\(name): \(error)")
        }
    }
}
