import FoundationEssentials
import Localisation
import Records
import Testing

@testable import Pages

@Suite("The picture to share a page with")
struct SharePictureTests {
    private static let land = Array("<svg><path id=\"land\" d=\"M0 0\"/></svg>".utf8)

    private func map(_ places: [(Double, Double)]) -> MapModel {
        MapModel(
            home: MapPoint(longitude: 56.25, latitude: 58.01), homeName: Said("Perm", in: .english),
            spots: places.map { MapModel.Spot(point: MapPoint(longitude: $0, latitude: $1), count: 1) },
            table: TableModel(caption: "", columns: [], rows: []), total: places.count, unplaced: 0)
    }

    private func drawing(_ map: MapModel?) -> String {
        String(decoding: SharePicture.drawing(map, land: Self.land), as: UTF8.self)
    }

    private func count(_ part: String, in text: String) -> Int { text.ranges(of: part).count }

    @Test func `has the land, an arc to each partner, and no letters`() {
        let text = drawing(map([(6.76, 51.43), (-1.26, 51.75), (120.38, 36.07)]))
        #expect(count("stroke=", in: text) == 3 && count("<circle", in: text) == 4)
        #expect(count("id=\"land\"", in: text) == 1 && !text.contains("<text"))
    }

    @Test func `holds every place, wherever the partners are`() throws {
        let maps: [[(Double, Double)]] = [
            [(6.76, 51.43)], [(56.25, 58.01)], [(-179, -50), (179, 80)], [(0, -57), (56, 83)],
            (0..<40).map { (Double($0) * 9 - 179, 0) },
        ]
        for places in maps {
            let text = drawing(map(places))
            for (name, side) in [("cx", SharePicture.width), ("cy", SharePicture.height)] {
                let values = text.split(separator: "\(name)=\"").dropFirst().compactMap {
                    Double($0.prefix { $0 != "\"" })
                }
                #expect(values.count == places.count + 1)
                #expect(values.allSatisfy { (0...Double(side)).contains($0) }, "\(places): \(values)")
            }
        }
    }

    @Test func `is the house's sign where there is no place to draw`() {
        for text in [drawing(nil), drawing(map([]))] {
            #expect(count("<circle", in: text) == 2 && !text.contains("land"))
        }
    }
}
