import Foundation
import Kinds
import Records
import TestKit
import Testing

/// One record of every kind and version that was ever written: it must be read for ever.
///
/// `SNAP_UPDATE=1` writes the samples that are missing. None is ever written anew: a record that this program cannot
/// read any more needs an upcaster, not another sample.
@Suite struct FrozenSampleTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Frozen")

    @Test(arguments: KindShapeTests.names) func `the kind has a frozen sample`(_ name: String) throws {
        let kind = try kind(name)
        let file = Self.file(name, version: kind.version)
        if ProcessInfo.processInfo.environment["SNAP_UPDATE"] == "1", !FileManager.default.fileExists(atPath: file.path) {
            var dice = RecordDice(2_019)
            dice.isWild = false
            dice.listLimit = 2
            try Data(dice.json(kind) + [0x0A]).write(to: file)
        }
        #expect(
            FileManager.default.fileExists(atPath: file.path),
            "kind '\(name)' has no frozen sample of version \(kind.version): run the test with SNAP_UPDATE=1")
    }

    @Test(arguments: KindShapeTests.names) func `each frozen sample of a kind is read and written the same`(
        _ name: String
    ) throws {
        let kind = try kind(name)
        for version in 1...kind.version {
            let file = Self.file(name, version: version)
            guard var json = (try? Data(contentsOf: file)).map({ [UInt8]($0) }) else {
                Issue.record("\(file.lastPathComponent) is missing")
                continue
            }
            if json.last == 0x0A { json.removeLast() }
            let record = try kind.init(json: json)
            #expect(record.problems.isEmpty)
            #expect(record.json == json)
            #expect(record.title.isEmpty == false)
        }
    }

    @Test func `no sample stands there for nothing`() throws {
        let known = Set(
            KindRegistry.all.flatMap { kind in
                (1...kind.version).map { Self.file(kind.name, version: $0).lastPathComponent }
            })
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files).subtracting(known).isEmpty)
    }

    private static func file(_ name: String, version: Int) -> URL {
        folder.appending(path: "\(name)-v\(version).json")
    }
}
