import Imaging
import TestKit
import Testing

struct TileGridTests {
    @Test(arguments: [(1, 1, [1]), (512, 512, [1]), (513, 1, [1, 2]), (100, 5_000, [1, 2, 4, 8, 16])])
    func `goes on until the whole picture is one tile`(width: Int, height: Int, factors: [Int]) throws {
        let size = PixelSize(width: width, height: height)
        #expect(TileGrid.factors(of: size) == factors)
        let grid = try #require(TileGrid(of: size))
        #expect(grid.levels.map(\.factor) == factors)
        let last = try #require(grid.levels.last)
        #expect((last.columns, last.rows) == (1, 1) && last.first == grid.count - 1)
    }

    @Test func `covers each pixel of each level once, with sizes that round up`() throws {
        var dice = Seeded(33)
        for _ in 0..<200 {
            let size = PixelSize(width: 1 + dice.below(5_000), height: 1 + dice.below(5_000))
            let grid = try #require(TileGrid(of: size))
            var places: [Int] = []
            for (number, level) in grid.levels.enumerated() {
                var (width, height) = (0, 0)
                for row in 0..<level.rows {
                    for column in 0..<level.columns {
                        let tile = grid.tile(level: number, column: column, row: row)
                        #expect(tile.area.lies(in: size))
                        #expect(tile.area.left == column * 512 * level.factor)
                        #expect(tile.size.width == (tile.area.width + level.factor - 1) / level.factor)
                        #expect(tile.size.width <= 512 && tile.size.height <= 512)
                        if row == 0 { width += tile.size.width }
                        if column == 0 { height += tile.size.height }
                        places.append(try #require(grid.place(level: number, column: column, row: row)))
                        // Of one pixel at the end there may be the same tile in two levels.
                        let found = try #require(grid.place(of: tile.area, in: tile.size))
                        #expect(found <= places[places.count - 1])
                    }
                }
                #expect(width == (size.width + level.factor - 1) / level.factor)
                #expect(height == (size.height + level.factor - 1) / level.factor)
            }
            #expect(places == Array(0..<grid.count))
        }
    }

    @Test func `finds no tile in what is none`() throws {
        let grid = try #require(TileGrid(of: PixelSize(width: 1_003, height: 751)))
        func place(_ left: Int, _ top: Int, _ width: Int, _ height: Int, _ size: (Int, Int)) -> Int? {
            grid.place(
                of: PixelArea(left: left, top: top, width: width, height: height),
                in: PixelSize(width: size.0, height: size.1))
        }
        #expect(place(512, 0, 491, 512, (491, 512)) == 1)
        #expect(place(0, 0, 1_003, 751, (502, 376)) == 4)
        #expect(place(0, 0, 1_003, 751, (501, 376)) == nil)
        #expect(place(0, 0, 512, 512, (511, 512)) == nil)
        #expect(place(1, 0, 512, 512, (512, 512)) == nil)
        #expect(place(512, 0, 512, 512, (512, 512)) == nil)
        #expect(place(.max, .min, .max, .max, (512, 512)) == nil)
        #expect(grid.place(level: 0, column: 2, row: 0) == nil)
        #expect(grid.place(level: -1, column: 0, row: 0) == nil)
    }

    @Test func `has none for what is nearly a line`() {
        #expect(TileGrid(of: PixelSize(width: 200_000_000, height: 1)) == nil)
        #expect(TileGrid(of: PixelSize(width: 2_000_000, height: 200)) != nil)
    }
}
