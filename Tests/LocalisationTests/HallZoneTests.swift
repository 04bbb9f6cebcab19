import Localisation
import Testing

/// What the clocks of the Hall show, and what they mean.
@Suite struct HallZoneTests {
    private func milliseconds(_ local: String, _ zone: String) throws -> Int64? {
        try #require(HallZone(zone)).milliseconds(of: local)
    }

    @Test func `reads a time as the clocks of the place show it`() throws {
        #expect(try milliseconds("2026-12-01T09:00", "Asia/Yekaterinburg") == 1_796_097_600_000)
        #expect(try milliseconds("2026-12-01T09:00", "Europe/Berlin") == 1_796_112_000_000)
        #expect(try milliseconds("2026-07-01T09:00", "Europe/Berlin") == 1_782_889_200_000)
        #expect(HallZone.universal.milliseconds(of: "1970-01-01T00:01") == 60_000)
    }

    @Test func `a time that does not exist is none, and of one that comes twice it is the first`() throws {
        #expect(try milliseconds("2026-03-29T02:30", "Europe/Berlin") == nil)
        let first = try #require(try milliseconds("2026-10-25T01:59", "Europe/Berlin")) + 31 * 60_000
        #expect(try milliseconds("2026-10-25T02:30", "Europe/Berlin") == first)
    }

    @Test(arguments: [
        "", "2026-12-01", "2026-12-01T09:00:00", "2026-02-30T09:00", "2026-13-01T09:00", "2026-12-01T24:00",
        "2026-12-01 09:00", "+026-12-01T09:00", "２026-12-01T09:00",
    ])
    func `anything else is no time`(text: String) {
        #expect(HallZone.universal.milliseconds(of: text) == nil)
    }

    @Test func `shows what it read`() throws {
        for name in ["Asia/Yekaterinburg", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"] {
            let zone = try #require(HallZone(name))
            for local in ["2026-01-31T23:59", "2026-06-15T00:00", "2028-02-29T12:30"] {
                #expect(zone.milliseconds(of: local).map { zone.local($0) } == local)
            }
        }
        #expect(HallZone("Nowhere/Else") == nil)
    }
}
