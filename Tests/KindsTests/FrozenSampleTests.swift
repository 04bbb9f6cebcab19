import Foundation
import Kinds
import Records
import TestKit
import Testing

/// One record of every kind and version that was ever written: it must be read for ever.
///
/// `FREEZE=1` writes the samples that are missing. None is ever written anew: a record that this program cannot
/// read any more needs an upcaster, not another sample.
@Suite struct FrozenSampleTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Frozen")

    @Test(arguments: KindShapeTests.names)
    func `each version of the kind has a sample, read and written the same`(
        _ name: String
    ) throws {
        let kind = try kind(name)
        if ProcessInfo.processInfo.environment["FREEZE"] == "1" { try freeze(kind) }
        for version in 1...kind.version {
            let file = Self.file(name, version: version)
            guard var json = (try? Data(contentsOf: file)).map({ [UInt8]($0) }) else {
                Issue.record(
                    "'\(name)' has no frozen sample of version \(version): FREEZE=1 swift test --filter KindsTests"
                )
                continue
            }
            if json.last == 0x0A { json.removeLast() }
            let record = try kind.init(json: json)
            #expect(record.problems.isEmpty)
            #expect(record.json == json)
            #expect(!record.title.isEmpty)
        }
    }

    /// Writes the sample of the present version, unless there is one.
    private func freeze(_ kind: any Kind.Type) throws {
        let file = Self.file(kind.name, version: kind.version)
        guard !FileManager.default.fileExists(atPath: file.path) else { return }
        var dice = RecordDice(2_019)
        dice.isWild = false
        dice.listLimit = 2
        try Data(dice.json(kind) + [0x0A]).write(to: file)
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
