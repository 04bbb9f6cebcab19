import IIIF
import Testing

struct ImageInformationTests {
    private let information = ImageInformation(
        id: "https://hall.example/iiif/3/0A1B2C3", extent: ImageExtent(width: 3_001, height: 2_000),
        sizes: [ImageExtent(width: 320, height: 213), ImageExtent(width: 99_999, height: 1)],
        tiles: ImageTiles(side: 512, factors: [1, 2, 4, 8]),
        rights: "https://creativecommons.org/licenses/by-sa/4.0/",
        limits: ImageLimits(maxWidth: 4_000, maxHeight: 3_000, maxArea: 9_000_000))

    @Test func `says what version 3 wants`() {
        #expect(
            String(decoding: information.json(.three), as: UTF8.self) == """
                {"@context":"http://iiif.io/api/image/3/context.json","id":"https://hall.example/iiif/3/0A1B2C3",\
                "type":"ImageService3","protocol":"http://iiif.io/api/image","profile":"level2","width":3001,\
                "height":2000,"maxWidth":4000,"maxHeight":3000,"maxArea":9000000,\
                "sizes":[{"width":320,"height":213}],"tiles":[{"width":512,"scaleFactors":[1,2,4,8]}],\
                "rights":"http://creativecommons.org/licenses/by-sa/4.0/","extraFormats":["webp"],\
                "extraQualities":["color","gray","bitonal"],"extraFeatures":["canonicalLinkHeader",\
                "mirroring","profileLinkHeader","sizeUpscaling"]}
                """)
    }

    @Test func `says what version 2 wants`() {
        #expect(
            String(decoding: information.json(.two), as: UTF8.self) == """
                {"@context":"http://iiif.io/api/image/2/context.json","@id":"https://hall.example/iiif/3/0A1B2C3",\
                "protocol":"http://iiif.io/api/image","profile":["http://iiif.io/api/image/2/level2.json",\
                {"formats":["jpg","png","webp"],"qualities":["default","color","gray","bitonal"],\
                "maxWidth":4000,"maxHeight":3000,"maxArea":9000000,"supports":["canonicalLinkHeader",\
                "mirroring","profileLinkHeader","regionSquare","sizeAboveFull"]}],"width":3001,"height":2000,\
                "sizes":[{"width":320,"height":213}],"tiles":[{"width":512,"scaleFactors":[1,2,4,8]}],\
                "license":"https://creativecommons.org/licenses/by-sa/4.0/"}
                """)
    }

    @Test(arguments: [
        ("http://rightsstatements.org/vocab/InC/1.0/", true), ("https://hall.example/terms", false),
        ("https://creativecommons.org.evil.example/licenses/by/4.0/", false),
    ])
    func `names as rights in version 3 only what it allows`(rights: String, isNamed: Bool) {
        let json = ImageInformation(
            id: "x", extent: ImageExtent(width: 1, height: 1), sizes: [],
            tiles: ImageTiles(side: 512, factors: [1]), rights: rights
        ).json(.three)
        #expect(String(decoding: json, as: UTF8.self).contains("\"rights\"") == isNamed)
    }
}
