import Kinds
import Records
import Testing

/// Until when a partnership holds: what was concluded last says it.
@Suite struct LapsingTests {
    private func act(_ type: ActType, _ day: String = "", until: String = "") throws -> Partnership.Act {
        var act = Partnership.Act()
        act.type = Chosen(type)
        if !day.isEmpty {
            var claim = Claim<EDTF>()
            claim.value = try EDTF(day)
            act.dates = [claim]
        }
        if !until.isEmpty { act.until = try EDTF(until) }
        return act
    }

    private func lapses(_ acts: Partnership.Act...) -> Int? {
        var partnership = Partnership()
        partnership.acts = acts
        return partnership.lapsesOn
    }

    @Test func `a term ends the day after its last`() throws {
        #expect(lapses(try act(.agreement, "2016", until: "2026-06-11")) == 2026_06_12)
        #expect(lapses(try act(.agreement, "2016", until: "2026")) == 2026_12_32)
        #expect(lapses() == nil)
        #expect(lapses(try act(.agreement, "2016")) == nil)
    }

    @Test func `a later agreement counts, whatever the order in which they were written down`() throws {
        let first = try act(.agreement, "2008", until: "2013")
        let second = try act(.renewal, "2013-05", until: "2023")
        #expect(lapses(first, second) == lapses(second, first))
        #expect(lapses(second, first) == 2023_12_32)
        #expect(lapses(first, try act(.renewal, "2013")) == nil, "renewed without a term")
        #expect(lapses(first, try act(.end, "2012")) == nil, "there is nothing to renew")
    }

    @Test func `a visit or a letter between them changes nothing`() throws {
        let agreement = try act(.agreement, "2020", until: "2030")
        for type in [ActType.contact, .letterOfIntent, .recognition, .declaration, .councilVote] {
            #expect(lapses(agreement, try act(type, "2022")) == 2030_12_32)
        }
    }

    @Test func `of two on one day the one below counts`() throws {
        let one = try act(.agreement, "2020", until: "2025")
        let other = try act(.agreement, "2020", until: "2030")
        #expect(lapses(one, other) == 2030_12_32)
        #expect(lapses(other, one) == 2025_12_32)
    }
}
