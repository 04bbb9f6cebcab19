import Pages
import Testing

struct ReadingSettingsTests {
    @Test func `reads back the code of every combination`() {
        var codes: Set<String> = []
        for settings in ReadingSettings.all {
            #expect(ReadingSettings(code: settings.code) == settings)
            codes.insert(settings.code)
        }
        #expect(codes.count == 5 * 7 * 3 * 3 * 3 * 2 * 2)
        #expect(codes.contains("4200000"))
    }

    @Test func `is the normal version by default`() {
        #expect(ReadingSettings().code == "0000000")
        #expect(ReadingSettings().isDefault)
        #expect(ReadingSettings(code: "0000001")?.isDefault == false)
    }

    @Test(arguments: [
        "", "000000", "00000000", "5000000", "0700000", "0030000", "0000020", "000000a", "-000000", "٠٠٠٠٠٠٠",
    ])
    func `refuses a code that is not one`(code: String) {
        #expect(ReadingSettings(code: code) == nil)
    }

    @Test func `writes the attributes of the page`() throws {
        let settings = try #require(ReadingSettings(code: "4212211"))
        #expect(
            settings.attributes == """
                data-size="largest" data-scheme="white-on-black" data-images="greyscale" data-spacing="wider" \
                data-line="widest" data-typeface="serif" data-motion="off"
                """)
    }

    @Test func `reads a form and takes the default for what it does not know`() {
        let form = ["size": "huge", "scheme": "pink", "motion": "off"]
        let settings = ReadingSettings { form[$0] }
        #expect(settings.code == "3000001")
    }
}
