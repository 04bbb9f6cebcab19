import FoundationEssentials
import Localisation
import Pages
import Records
import Testing

/// Every page as it was when it was last looked at. `SNAP_UPDATE=1` writes the snapshots anew.
struct SnapshotTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Snapshots")

    @Test(arguments: Sample.stories.indices)
    func `looks as it did`(index: Int) throws {
        let story = Sample.stories[index]
        let html = Sample.html(story)
        let name = "\(story.frame.phrases.language.tag)-\(story.name).html"
        // Head, header and foot are the same on every page, so one page keeps them.
        let text = lines(story.name == "about" ? html : main(of: html))
        let file = Self.folder.appending(path: name)
        if ProcessInfo.processInfo.environment["SNAP_UPDATE"] == "1" {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let before = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        let first = zip(text.split(separator: "\n"), before.split(separator: "\n")).first { $0 != $1 }
        let isSame = text == before
        #expect(
            isSame,
            """
            \(name): \(first?.0 ?? "more or fewer lines") instead of \(first?.1 ?? "")
            If this is meant: SNAP_UPDATE=1 swift test --filter SnapshotTests, then read the diff.
            """)
    }

    private func main(of html: String) -> String {
        guard let start = html.firstRange(of: "<main"), let end = html.firstRange(of: "</main>") else {
            return html
        }
        return String(html[start.lowerBound..<end.upperBound])
    }

    /// A line for each tag that follows another, so that a difference is a line.
    private func lines(_ html: String) -> String {
        html.split(separator: "><", omittingEmptySubsequences: false).joined(separator: ">\n<") + "\n"
    }
}
