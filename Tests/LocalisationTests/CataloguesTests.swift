import Foundation
import Localisation
import Records
import Testing

@Suite struct CataloguesTests {
    private let root = #filePath.components(separatedBy: "/Tests/")[0]

    @Test func `loads the catalogues of the house`() throws {
        let catalogues = try Catalogues(folder: root + "/Resources/locale")
        #expect(catalogues.languages.contains(.english))
        #expect(catalogues.languages.contains(.russian))
        #expect(
            catalogues.phrases(for: .russian)?("end-of-activities", context: "act")
                == "Прекращение деятельности")
        #expect(
            catalogues.phrases(for: .english)?("end-of-activities", context: "act") == "End of activities")
        #expect(catalogues.phrases(for: try #require(Language("tlh"))) == nil)
    }

    @Test(arguments: ["act", "partnership-type", "status", "direction", "kind", "nature"])
    func `says each choice of a field differently`(context: String) throws {
        for language in try Catalogues(folder: root + "/Resources/locale").languages {
            let bytes = try Data(contentsOf: URL(filePath: root + "/Resources/locale/\(language.tag).po"))
            let words = try POFile(Array(bytes)).entries.filter { $0.context == context }.flatMap(\.forms)
            #expect(words.count > 1)
            #expect(Set(words).count == words.count)
        }
    }

    @Test func `names the file and the line of a mistake`() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/catalogues-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func problem(_ name: String, _ text: String) throws -> String? {
            let path = folder + "/" + name
            try Data(text.utf8).write(to: URL(filePath: path))
            defer { try? FileManager.default.removeItem(atPath: path) }
            return #expect(throws: Catalogues.Problem.self) { try Catalogues(folder: folder) }?.description
        }
        let mistake = try problem("ru.po", "msgid \"a\"\nmsgid \"b\"")
        #expect(mistake?.hasPrefix("ru.po: line 2: ") == true)
        #expect(try problem("klingon.po", "") == "klingon.po: the name is not a language")
        #expect(try problem("ru.txt", "") == "\(folder): there is no catalogue (*.po)")
        let missing = #expect(throws: Catalogues.Problem.self) { try Catalogues(folder: folder + "/none") }
        #expect(missing?.file == folder + "/none")
    }
}
