import Foundation
import Pages
import Records
import Testing

@Suite struct PhotoPageTests {
    private func html(_ change: (inout PhotoModel) throws -> Void) rethrows -> String {
        var model = Sample.english.photo
        (model.related, model.looks, model.named, model.earlier) = ([], [], [], nil)
        try change(&model)
        return Sample.html(Sample.english.story("", .photo(.english, "harvesters"), .photo(model)))
    }

    private func look(_ left: Int, _ top: Int, _ width: Int, _ height: Int) throws -> LookModel {
        let part = try #require(PictureArea.Box(left: left, top: top, width: width, height: height))
        return LookModel(part: part, title: Said("A sheaf", in: .english), text: nil)
    }

    @Test(arguments: [
        ([1_000, 2_000, 3_000, 4_000], "140,236,420,472/max", 420, 472),
        ([0, 0, 10_000, 10_000], "full/800,674", 800, 674),
        ([5_000, 0, 5_000, 10_000], "700,0,700,1180/475,800", 475, 800),
    ])
    func `a part is cut out by its one address, no larger than it is shown`(
        _ box: [Int], _ region: String, _ width: Int, _ height: Int
    ) throws {
        let html = try html { $0.looks = [try look(box[0], box[1], box[2], box[3])] }
        #expect(
            html.contains(
                "<img src=\"/iiif/3/HARVEST/\(region)/0/default.jpg\" width=\"\(width)\" height=\"\(height)\""
            ))
        #expect(html.contains("alt=\"A sheaf\"") && html.contains("<h3>A sheaf</h3>"))
    }

    @Test func `what the image service does not know yet is not asked of it`() throws {
        let html = try html {
            $0.looks = [try look(0, 0, 5_000, 5_000)]
            $0.picture.ownAddress = .picture("HARVEST", width: 640)
        }
        #expect(html.contains("<h3>A sheaf</h3>") && !html.contains("/iiif/3/"))
    }

    @Test func `who is named stands in the order of the office, with a part where there is one`() throws {
        let html = try html {
            $0.named = [
                NamedPersonModel(
                    part: nil, name: Said("Boris Sample", in: .english),
                    office: Said("Mayor <of> Example", in: .english)),
                NamedPersonModel(
                    part: try look(1_000, 2_000, 3_000, 4_000).part, name: Said("Ada Example", in: .english),
                    office: nil),
            ]
        }
        let first = try #require(html.range(of: "<bdi>Boris Sample</bdi>"))
        let second = try #require(html.range(of: "<bdi>Ada Example</bdi>"))
        #expect(first.lowerBound < second.lowerBound && html.contains("<h2 id=\"named\">Who is shown</h2>"))
        #expect(html.contains("<p>Mayor &lt;of&gt; Example</p>"))
        #expect(
            html.components(separatedBy: "data-part=").count == 2
                && html.contains("data-part=\"10,20,30,40\""))
        // No larger than the list shows it.
        #expect(
            html.contains(
                "/140,236,420,472/285,320/0/default.jpg\" width=\"285\" height=\"320\" alt=\"Ada Example\""))
    }

    @Test func `without looks and an earlier photo there is neither section nor script of them`() {
        let html = html { _ in }
        #expect(html.contains("data-service=\"/iiif/3/HARVEST\"") && html.contains("/assets/viewer.js"))
        for word in ["class=\"looks\"", "class=\"named\"", "class=\"then-now\"", "/assets/then-now.js"] {
            #expect(!html.contains(word), "\(word)")
        }
    }

    @Test func `the earlier photo stands first and leads to its page`() throws {
        let html = html { $0.earlier = Sample.english.lady }
        let then = try #require(html.range(of: ">Then<")), now = try #require(html.range(of: ">Now<"))
        #expect(then.lowerBound < now.lowerBound)
        #expect(html.contains("<a href=\"/en/photos/lady\">") && html.contains("/assets/then-now.js"))
        #expect(!html.contains("<a href=\"/en/photos/harvesters\">"), "no link to the page itself")
    }

    @Test func `copies are offered in every size, with whom to name, and only where everybody may take them`()
    {
        let copied = html { $0.allowsCopies = true }
        for width in Sample.english.photo.picture.widths {
            #expect(
                copied.contains("<a href=\"/p/HARVEST/\(width).jpg\" download=\"harvest-\(width).jpg\">"))
        }
        #expect(copied.contains("Please name with it: "))
        #expect(!html { $0.allowsCopies = false }.contains(" download="))
        let preview = html {
            $0.allowsCopies = true
            $0.picture.ownAddress = .picture("HARVEST", width: 640)
        }
        #expect(!preview.contains(" download="))
    }
}
