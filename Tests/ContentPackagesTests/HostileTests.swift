import Catalogue
import ContentPackages
import FoundationEssentials
import Glibc
import Ledger
import Records
import TestKit
import Testing

/// Packages that someone made to do harm: nothing outside of them is opened, nothing traps, nothing comes in.
@Suite struct HostileTests {
    @Test(arguments: [
        "../secret.gif", "media/../../secret.gif", "media/../../package/../secret.gif", "/etc/hostname",
        "media//a.gif",
        "media/./a.gif", "media/link.gif", "media/linked/a.gif", "records/city/x.gif", "a.gif", "media",
        "media/",
        "media/folder", "./media/a.gif", "media/a.gif/", "media\\\\a.gif", "MEDIA/a.gif", "media/pipe", "",
        ".", "..",
        "media/a.gif\\u0001", "media/a.gif\\u0301", "media/missing.gif", "file:///etc/hostname", "~/a.gif",
        "media/%61.gif",
    ])
    func `opens no medium but a plain file of the package`(_ name: String) async throws {
        let bench = try await PackageBench()
        let scratch = bench.scratch
        try scratch.write(Sample.gif(1), to: "secret.gif")
        try scratch.write(Sample.gif(2), to: "package/media/a.gif")
        try scratch.write(Sample.gif(2), to: "package/records/city/x.gif")
        try scratch.write(Sample.gif(3), to: "outside/a.gif")
        let manager = FileManager.default
        try manager.createDirectory(
            atPath: scratch("package/media/folder"), withIntermediateDirectories: true)
        try manager.createSymbolicLink(
            atPath: scratch("package/media/link.gif"), withDestinationPath: scratch("secret.gif"))
        try manager.createSymbolicLink(
            atPath: scratch("package/media/linked"), withDestinationPath: scratch("outside"))
        try #require(mkfifo(scratch("package/media/pipe"), 0o600) == 0)
        try bench.add("photo", "F000001", Sample.photo("p", name))
        let told = try await bench.refusals()
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("records/photo/F000001.json: image: the file '") == true, "\(told)")
        #expect(try await bench.blobs.all().isEmpty)
    }

    @Test func `a package cannot name an original by its hash`() async throws {
        let bench = try await PackageBench()
        let blob = try await bench.blobs.store(Sample.gif(1))
        let record = Sample.photo("p", "x").replacing(
            #"{"file": "x"}"#,
            with: #"{"blob": "\#(blob)", "name": "a", "format": "gif", "width": 1, "height": 1}"#)
        try bench.add("photo", "F000001", record)
        let told = try await bench.refusals()
        #expect(told.contains("records/photo/F000001.json: image.blob: is not a field of this kind"))
        #expect(told.contains("records/photo/F000001.json: image: must not be empty"))
    }

    @Test(.enabled(if: PackageBench.hasImaging)) func `a medium that is no picture is told with its reason`()
        async throws
    {
        let bench = try await PackageBench()
        try bench.scratch.write(Array("<svg onload='alert(1)'/>".utf8), to: "package/media/a.gif")
        try bench.scratch.write([], to: "package/media/b.gif")
        try bench.scratch.write(Sample.gif(1).prefix(20), to: "package/media/c.gif")
        for name in ["a", "b", "c"] {
            try bench.add("photo", "F00000\(name.uppercased())", Sample.photo(name, "media/\(name).gif"))
        }
        let told = try await bench.refusals()
        #expect(told.count == 3)
        #expect(told.allSatisfy { $0.contains(": image: media/") })
    }

    @Test(.enabled(if: PackageBench.hasImaging)) func `a medium beyond the limit is not read`() async throws {
        let bench = try await PackageBench()
        try bench.scratch.write(Sample.gif(1), to: "package/media/a.gif")
        // Sparse: a petabyte would be fine as well.
        try #require(truncate(bench.scratch("package/media/a.gif"), 1 << 40) == 0)
        try bench.add("photo", "F000001", Sample.photo("p", "media/a.gif"))
        let told = try await bench.refusals()
        #expect(told.count == 1 && told.first?.contains("too large") == true, "\(told)")
    }

    @Test func `record files are plain files below records, of two megabytes at most`() async throws {
        let bench = try await PackageBench()
        let scratch = bench.scratch
        try bench.add("city", Sample.perm, Sample.city("perm"), as: "a.json", to: "outside")
        try scratch.write([], to: "package/records/huge.json")
        try #require(truncate(scratch("package/records/huge.json"), 1 << 40) == 0)
        let manager = FileManager.default
        try manager.createDirectory(
            atPath: scratch("package/records/folder.json"), withIntermediateDirectories: true)
        try manager.createSymbolicLink(
            atPath: scratch("package/records/link.json"),
            withDestinationPath: scratch("outside/records/a.json"))
        try manager.createSymbolicLink(
            atPath: scratch("package/records/linked"), withDestinationPath: scratch("outside/records"))
        try manager.createSymbolicLink(
            atPath: scratch("package/records/loop"), withDestinationPath: scratch("package/records"))
        try #require(mkfifo(scratch("package/records/pipe.json"), 0o600) == 0)
        #expect(
            try await bench.refusals() == [
                "records/folder.json: is not a plain file", "records/huge.json: is longer than 2097152 bytes",
                "records/link.json: is not a plain file", "records/pipe.json: is not a plain file",
            ])
        try manager.createDirectory(atPath: scratch("linked"), withIntermediateDirectories: true)
        try manager.createSymbolicLink(
            atPath: scratch("linked/records"), withDestinationPath: scratch("outside/records"))
        await #expect(throws: PackageFailure.self) { try await bench.plan("linked") }
    }

    @Test func `hidden files are none of the package's`() async throws {
        let bench = try await PackageBench()
        try bench.add("city", Sample.perm, Sample.city("perm"))
        for name in [
            ".hidden.json", ".git/a.json", "city/.a.json", "city/._C0000P1.json", "a.json~", "a.JSON.bak",
        ] {
            try bench.scratch.write(Array("{".utf8), to: "package/records/\(name)")
        }
        #expect(try await bench.refusals().isEmpty)
        // Marks that join the dot or the slash before them hide nothing.
        for name in ["\u{301}.json", "city/\u{301}x.json", "\u{600}.json"] {
            try bench.scratch.write(Array("{".utf8), to: "package/records/\(name)")
        }
        #expect(try await bench.refusals().count == 3)
    }

    @Test func `a file whose name is no text is told or left, and harms nothing`() async throws {
        let bench = try await PackageBench()
        try bench.add("city", Sample.perm, Sample.city("perm"))
        let folder = Array(bench.scratch("package/records/").utf8).map { CChar(bitPattern: $0) }
        let name: [CChar] =
            [CChar(bitPattern: 0xFF), CChar(bitPattern: 0xFE)] + ".json".utf8.map { CChar(bitPattern: $0) }
            + [0]
        let file = creat(folder + name, 0o600)
        try #require(file >= 0)
        close(file)
        let told = try await bench.refusals()
        #expect(told.count == 1 && told.first?.hasPrefix("records/") == true, "\(told)")
    }

    @Test(arguments: [
        String(repeating: "[", count: 1_000_000), String(repeating: #"{"kind":"#, count: 200_000),
        #"{"kind": "city", "record": "# + String(repeating: "[", count: 900_000),
        #"{"kind": "city", "code": "C0000P1", "record": {"slug": "a\u0000"}}"#,
        "{\"kind\": \"city\", \"code\": \"C0000P1\", \"record\": {\"slug\": \"a\0\"}}", "\u{FEFF}{}", "", " ",
        "\0",
        "{\"kind\": \"city\", \"record\": " + String(repeating: "1", count: 1_000_000) + "}",
    ])
    func `a hostile text is one problem with its place`(_ text: String) async throws {
        let bench = try await PackageBench()
        try bench.scratch.write(Array(text.utf8), to: "package/records/a.json")
        let told = try await bench.refusals()
        #expect(!told.isEmpty && told.allSatisfy { $0.hasPrefix("records/a.json: ") && $0.utf8.count < 500 })
    }

    @Test func `bytes that are no text are told with line and column`() async throws {
        let bench = try await PackageBench()
        let start = Array("{\"kind\": \"city\",\n \"code\": \"".utf8)
        try bench.scratch.write(start + [0xC3, 0x28] + Array("\"}".utf8), to: "package/records/a.json")
        #expect(
            try await bench.refusals() == [
                "records/a.json: is not valid JSON at line 2, column 11: the text is not UTF-8"
            ])
    }

    @Test func `thousands of problems in one record stay within bounds`() async throws {
        let bench = try await PackageBench()
        let acts = String(repeating: "{},", count: 300_000) + "{}"
        try bench.add("partnership", "S000001", #"{"title": {"en": "T"}, "acts": [\#(acts)]}"#)
        let unknown = (0..<50_000).map { "\"x\($0)\": 0" }.joined(separator: ",")
        try bench.add("city", Sample.perm, "{\(unknown)}")
        let told = try await bench.refusals()
        #expect((300...1_000).contains(told.count))
        #expect(told.contains("records/partnership/S000001.json: acts: has more than 2000 entries"))
    }
}
