import Records
import TestKit
import Testing

@Suite struct PictureAreaTests {
    @Test(arguments: [
        ("0", 0), ("100", 10_000), ("12.5", 1_250), ("12,5", 1_250), ("12.05", 1_205), ("7.", 700),
        ("007", 700),
        ("33.339", 3_333), ("99.99", 9_999), ("0.01", 1),
    ])
    func `reads a percentage as it is typed`(_ text: String, _ hundredths: Int) {
        #expect(PictureArea.hundredths(text) == hundredths)
        #expect(PictureArea.hundredths(PictureArea.percent(hundredths)) == hundredths)
    }

    @Test(arguments: [
        "", " ", ".", ".5", "-1", "+1", "-0", "nan", "NaN", "inf", "1e2", "0x10", "100.01", "101", "1000",
        "1.2.3",
        "1,2,3", "12 %", "1 2", "١٢", "１２", "²", "12.5a", "12.-5", "1\u{301}2", "\u{0}5",
        "99999999999999999999999999",
    ])
    func `takes nothing else for a percentage`(_ text: String) {
        #expect(PictureArea.hundredths(text) == nil)
    }

    @Test func `every area is written as a region of the image interface, and read back`() throws {
        var dice = Seeded(7)
        for _ in 0..<2_000 {
            let side = PictureArea.Box.side
            let (left, top) = (dice.below(side), dice.below(side))
            let box = try #require(
                PictureArea.Box(
                    left: left, top: top, width: dice.below(side) + 1, height: dice.below(side) + 1))
            #expect(box.left + box.width <= side && box.top + box.height <= side, "cut at the edge")
            #expect(PictureArea(box).box == box)
        }
        let box = try #require(PictureArea.Box(left: 1_250, top: 3_000, width: 805, height: 10_000))
        #expect(PictureArea(box).text == "pct:12.5,30,8.05,70")
    }

    @Test func `an area without a pixel is none`() {
        for (left, top, width, height) in [
            (10_000, 0, 1, 1), (0, 10_000, 1, 1), (0, 0, 0, 1), (0, 0, 1, 0), (-1, 0, 5, 5), (0, 0, -5, 5),
        ] {
            #expect(PictureArea.Box(left: left, top: top, width: width, height: height) == nil)
        }
    }

    @Test(arguments: [
        "pct:", "pct:1,2,3", "pct:1,2,3,4,5", "pct:1,2,0,4", "pct:100,2,3,4", "pct:90,2,11,4", "pct:-1,2,3,4",
        "pct:nan,2,3,4", "1,2,3,4", "PCT:1,2,3,4", "pct:1,2,3,4 ", "pct::1,2,3,4", "full", "square",
    ])
    func `a text that is no area, or reaches beyond the picture, is a problem`(_ text: String) {
        var area = PictureArea()
        area.text = text
        var problems: [Problem] = []
        area.check(at: { "areas.0" }, into: &problems)
        #expect(area.box == nil && problems.map(\.path) == ["areas.0"])
    }

    @Test(arguments: [
        ("12.5, 30, 8, 10.25", "pct:12.5,30,8,10.25"), ("0,0,100,100", "pct:0,0,100,100"),
        ("12,5; 30; 8; 10,25", "pct:12.5,30,8,10.25"), ("pct:1,2,3,4", "pct:1,2,3,4"),
    ])
    func `numbers are taken as they are typed, and kept as a region`(_ typed: String, _ kept: String) throws {
        var reader = JSONReader(Array("\"\(typed)\"".utf8))
        let area = try PictureArea(from: &reader)
        #expect(area.text == kept && area.box != nil)
        #expect("pct:" + PictureArea.numbers(area.text) == kept)
    }

    @Test(arguments: ["1, 2, 3", "1, 2, 0, 4", "90, 2, 11, 4", "1; 2; 3; x", "12,5, 30, 8, 10", "left, top"])
    func `what is typed and is no area stays as it was, for its problem to be told`(_ typed: String) throws {
        var reader = JSONReader(Array("\"\(typed)\"".utf8))
        let area = try PictureArea(from: &reader)
        #expect(area.text == typed && area.box == nil)
    }
}
