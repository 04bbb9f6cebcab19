import Records
import Testing

struct RightsStatementTests {
    @Test(arguments: [
        ("https://creativecommons.org/licenses/by-sa/4.0/", "CC BY-SA 4.0"),
        ("http://creativecommons.org/licenses/by/3.0/de/deed.ru", "CC BY 3.0"),
        ("https://www.creativecommons.org/licenses/by-nc-nd/2.5", "CC BY-NC-ND 2.5"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/deed.fr", "Public Domain Mark 1.0"),
    ])
    func `licences and marks are known by their addresses, and allow copies`(
        _ address: String, _ name: String
    ) {
        let rights = RightsStatement(WebAddress(address))
        #expect(rights?.abbreviation == name && rights?.allowsCopies == true)
    }

    @Test func `each of the twelve statements is known, and few of them allow copies`() {
        let known = RightsStatement.Statement.allCases
        #expect(known.count == 12)
        for statement in known {
            for start in ["http://rightsstatements.org/vocab/", "https://rightsstatements.org/page/"] {
                #expect(
                    RightsStatement(WebAddress("\(start)\(statement.rawValue)/1.0/")) == .statement(statement)
                )
            }
        }
        let free = known.filter { RightsStatement.statement($0).allowsCopies }
        #expect(free == [.nonCommercialOnly, .noCopyrightInUnitedStates])
    }

    @Test(arguments: [
        ("https://www.creativecommons.org/licenses/by-sa/4.0/deed.de", "licenses/by-sa/4.0/"),
        ("http://creativecommons.org/licenses/by/3.0/de/deed.ru", "licenses/by/3.0/de/"),
        ("https://creativecommons.org/licenses/by/3.0/igo/legalcode", "licenses/by/3.0/igo/"),
        ("https://creativecommons.org/licenses/by/4.0/deed", "licenses/by/4.0/"),
        ("https://creativecommons.org/licenses/by/4.0/legalcode", "licenses/by/4.0/"),
        ("https://creativecommons.org/publicdomain/zero/1.0", "publicdomain/zero/1.0/"),
        ("https://creativecommons.org/publicdomain/mark/1.0/deed.fr", "publicdomain/mark/1.0/"),
    ])
    func `programs know each by one address`(_ written: String, _ address: String) {
        let told = "http://creativecommons.org/\(address)"
        #expect(RightsStatement(WebAddress(written))?.address == told)
        #expect(RightsStatement(WebAddress(told))?.address == told)
    }

    @Test func `the address of a statement is that of its vocabulary`() {
        for statement in RightsStatement.Statement.allCases {
            let told = "http://rightsstatements.org/vocab/\(statement.rawValue)/1.0/"
            let written = "https://rightsstatements.org/page/\(statement.rawValue)/1.0/?language=fr"
            #expect(RightsStatement(WebAddress(written))?.address == told)
        }
    }

    @Test(arguments: [
        "", "https://example.org/licenses/by/4.0/", "https://creativecommons.org/licenses/by/",
        "https://creativecommons.org/",
        "https://creativecommons.org.example.org/licenses/by/4.0/",
        "https://creativecommons.org/licenses/free/4.0/",
        "https://creativecommons.org/licenses/by/../4.0/", "https://creativecommons.org/licenses/by/four/",
        "https://rightsstatements.org/vocab/", "https://rightsstatements.org/vocab/InC-XX/1.0/",
        "ftp://rightsstatements.org/vocab/InC/1.0/",
    ])
    func `another address says nothing of copies`(_ address: String) {
        #expect(RightsStatement(WebAddress(address)) == nil)
    }
}
