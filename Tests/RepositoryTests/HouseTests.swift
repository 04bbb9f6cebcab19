import Foundation
import Testing

/// The house style, kept by a test instead of by memory.
struct HouseTests {
    /// What each target may import of our own and of technologies; the arrows point at `Records`.
    private static let allowed: [String: Set<String>] = [
        "Records": ["FoundationEssentials", "Synchronization"],
        "Kinds": ["Records"],
        "Localisation": ["Records", "Foundation", "Synchronization"],
        "IIIF": ["Records"],
        "Pages": ["Records", "Localisation", "Prose", "IIIF"],
        "Prose": ["CCMark"],
        "Ledger": [
            "Records", "Kinds", "GRDB", "GRDBSQLite", "Crypto", "FoundationEssentials", "Synchronization",
            "Dispatch",
        ],
        "Office": [
            "Records", "GRDB", "Crypto", "CryptoExtras", "Foundation", "FoundationEssentials", "Dispatch",
            "Synchronization",
        ],
        "OpenID": [
            "Office", "AsyncHTTPClient", "JWTKit", "FoundationEssentials", "NIOCore", "NIOHTTP1", "NIOPosix",
        ],
        "Search": ["Records", "CStemmer", "Foundation", "Synchronization"],
        "Catalogue": [
            "Search", "GRDBSQLite",
            "Records", "Kinds", "Ledger", "Prose", "GRDB", "FoundationEssentials", "Synchronization",
        ],
        "Imaging": ["Records", "CZlib", "CPageCache", "FoundationEssentials", "Synchronization"],
        "Mail": ["CCurl", "Foundation", "Dispatch", "Synchronization"],
        "ContentPackages": [
            "Records", "Kinds", "Ledger", "Catalogue", "Imaging", "FoundationEssentials", "Synchronization",
        ],
        "Erasure": ["Records", "Kinds", "Ledger", "Catalogue", "CZlib", "FoundationEssentials"],
        "Translations": ["Records", "Kinds", "Ledger", "Catalogue"],
        "Hall": [
            "Erasure", "Translations", "Records", "Kinds", "Ledger", "Catalogue", "Search", "Localisation",
            "Office",
            "Pages", "Prose",
            "Imaging", "IIIF", "Mail", "CZlib", "CQREncode",
            "Crypto", "FoundationEssentials", "HTTPTypes", "Hummingbird", "HummingbirdCore", "Logging",
            "NIOCore",
            "NIOHTTP1", "NIOHTTPTypes", "NIOHTTPTypesHTTP1", "NIOPosix", "ServiceLifecycle",
            "Synchronization",
            "NIOConcurrencyHelpers",
        ],
        "twinhall-imaging": ["CVips", "CVipsLibrary", "Imaging", "FoundationEssentials"],
    ]

    private static let system: Set<String> = ["Glibc", "Darwin", "Musl"]

    @Test func `each target imports only what the one-way rule lets it`() throws {
        for (target, allowed) in Self.allowed {
            for file in try SourceTree.swiftFiles(below: "Sources/\(target)") {
                for module in imports(of: file)
                where !allowed.contains(module) && !Self.system.contains(module) {
                    Issue.record("\(file.path) imports \(module)")
                }
            }
        }
    }

    @Test func `the folders of the Hall do not name each other`() throws {
        for file in try SourceTree.swiftFiles(below: "Sources/Hall/Web") {
            for module in imports(of: file)
            where ["Kinds", "Catalogue", "Ledger", "Imaging"].contains(module) {
                Issue.record("\(file.path) imports \(module): Web knows nothing of cities")
            }
        }
        for file in try SourceTree.swiftFiles(below: "Sources/Hall/Site") {
            for module in imports(of: file) where module.hasPrefix("NIO") || module.hasPrefix("Hummingbird") {
                Issue.record("\(file.path) imports \(module): Site knows nothing of HTTP")
            }
        }
    }

    @Test func `no source calls what the house has banned`() throws {
        let banned = [
            "try!", "fatalError(", "as!", " print(", "DateFormatter", "Bundle.module", "NSRegular",
            "TODO", "FIXME", "localizedDescription",
        ]
        for file in try SourceTree.swiftFiles(below: "Sources") {
            for (number, line) in file.code {
                for word in banned where line.contains(word) {
                    Issue.record("\(file.path):\(number) uses \(word.drop { $0 == " " })")
                }
                for word in ["@unchecked Sendable", "nonisolated(unsafe)"] where line.contains(word) {
                    let reason = file.lines[max(0, number - 6)..<number].contains { $0.contains("SAFETY:") }
                    #expect(reason, "\(file.path):\(number) has \(word) without a SAFETY line")
                }
            }
        }
    }

    @Test func `files stay small enough to be read`() throws {
        for file in try SourceTree.swiftFiles(below: "Sources") {
            #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test func `everything that other targets see is described`() throws {
        for file in try SourceTree.swiftFiles(below: "Sources") {
            let lines = file.lines
            for (index, line) in lines.enumerated() where declaresType(line) {
                let above = lines[..<index].last { !$0.drop { $0 == " " }.hasPrefix("@") } ?? ""
                #expect(
                    above.drop { $0 == " " }.hasPrefix("///"),
                    "\(file.path):\(index + 1) has no description: \(line)")
            }
        }
    }

    @Test func `the compiler knows the features that the package asks for`() throws {
        let asked = try SourceTree.text("Package.swift").split(separator: "\n")
            .compactMap {
                $0.split(separator: "enableUpcomingFeature(\"").dropFirst().first?.split(separator: "\"")
                    .first
            }
        #expect(asked.count >= 5)
        let swiftc = Process()
        let output = Pipe()
        swiftc.executableURL = URL(filePath: "/usr/bin/env")
        swiftc.arguments = ["swiftc", "-print-supported-features"]
        swiftc.standardOutput = output
        try swiftc.run()
        let known = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        swiftc.waitUntilExit()
        for feature in asked {
            #expect(known.contains("\"\(feature)\""), "\(feature) is not known to the compiler")
        }
    }

    @Test func `nothing in the repository names a machine`() throws {
        let files = try ["Sources", "Tests", "script", "docs", "demo"].flatMap { folder in
            try SourceTree.files(below: folder) { name in
                [".swift", ".md", ".py", ".json", ".sh", ".css", ".po", ".txt"].contains {
                    name.hasSuffix($0)
                }
                    || !name.contains(".") && folder == "script" && !name.contains("/")
            }
        }
        // Put together here, so that this file does not find itself.
        let places = ["/wo" + "rk/", "/ro" + "ot/", "/opt/" + "swift", "/tmp/" + "plan"]
        for file in files {
            for place in places where file.text.contains(place) {
                Issue.record("\(file.path) names \(place)")
            }
        }
    }

    /// A page that is written from right to left is its own mirror image; see also Tests/Browser/test_right_to_left.py.
    @Test func `the style sheet says start and end, never left and right`() throws {
        let sheet = try SourceTree.text("Resources/assets/site.css")
        let sides = /(?:^|[\s;{])(?:(?:margin|padding|border|inset)-)?(?:left|right)(?:-\w+)?\s*:/
        let values = /(?:text-align|float|clear)\s*:\s*(?:left|right)/
        // Four values go round the box: the second is on the right, the fourth on the left.
        let round = /(?:margin|padding|inset)\s*:\s*[^\s;(]+\s+([^\s;(]+)\s+[^\s;(]+\s+([^\s;}(]+)\s*[;}]/
        #expect("a { padding: 0 1em 0 0; }".contains(round) && "a { left: 0 }".contains(sides))
        for (number, line) in sheet.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let isLopsided = line.matches(of: round).contains { $0.1 != $0.2 }
            if line.contains(sides) || line.contains(values) || isLopsided {
                Issue.record("site.css:\(number + 1) knows left and right")
            }
        }
    }

    private func declaresType(_ line: Substring) -> Bool {
        // A type within a type is told by the type around it.
        ["struct", "enum", "final class", "actor", "protocol"].contains { line.hasPrefix("package \($0) ") }
    }

    private func imports(of file: SourceTree.File) -> [String] {
        file.code.compactMap { _, line in
            let words = line.split(separator: " ")
            guard let position = words.firstIndex(of: "import"), position <= 2, words.count > position + 1
            else { return nil }
            guard line.first != " ", !line.hasPrefix("\"") else { return nil }
            return String(words[position + 1])
        }
    }
}
