import Catalogue
import ContentPackages
import FoundationEssentials
import Ledger
import TestKit
import Testing

/// The package that a newcomer sees first.
@Suite(.enabled(if: PackageBench.hasImaging)) struct DemoTests {
    private static let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "demo/perm").path

    @Test func `the demo package is sound, and goes out as it came in`() async throws {
        let bench = try await PackageBench()
        let work = PackageImport(path: Self.path, catalogue: bench.catalogue, imaging: bench.worker)
        let plan = try await work.plan(at: PackageBench.moment)
        #expect(plan.problems.map(\.description) == [])
        let head = try await work.run(
            plan, log: bench.ledger, blobs: bench.blobs, author: "test", at: PackageBench.moment)
        #expect(try await bench.export(to: "out").records == plan.added)
        #expect(try await bench.plan("out").isEmpty)
        #expect(try await bench.ledger.head() == head)
        let findings = try await Catalogue.check(
            path: bench.folder.catalogue, log: bench.ledger, blobs: bench.blobs)
        #expect(findings.isEmpty)
    }
}
