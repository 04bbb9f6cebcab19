import Records
import Testing

@testable import Records

/// What each audience gets of a record whose groups hide something at every depth.
@Suite struct VisibilityTests {
    @Test func `a visitor gets nothing that is not for visitors, at any depth`() {
        let copy = full.seen(by: .visitor)
        #expect(!holds("STAFF", copy) && !holds("OFFICER", copy))
        #expect(count("OPEN", copy) == count("OPEN", full))
    }

    @Test func `the staff get their notes, and not the protocol officer's`() {
        let copy = full.seen(by: .staff)
        #expect(!holds("OFFICER", copy))
        #expect(count("STAFF", copy) == count("STAFF", full))
        #expect(count("STAFF", full) == 7)
    }

    @Test func `the protocol officer gets all`() {
        #expect(full.seen(by: .protocolOfficer) == full)
        #expect(count("OFFICER", full) == 7)
    }

    @Test func `seeing twice is seeing once, and the lesser view wins`() {
        for first in Audience.allCases {
            for second in Audience.allCases {
                #expect(full.seen(by: first).seen(by: second) == full.seen(by: min(first, second)))
            }
        }
    }

    @Test func `the words and links of a visitor's copy hold nothing hidden`() {
        let copy = full.seen(by: .visitor)
        for text in copy.contents.searchTexts + copy.contents.texts {
            #expect(!text.text.contains("STAFF") && !text.text.contains("OFFICER"))
        }
    }

    @Test func `the highest of several audiences counts`() {
        let field = Field<SampleRecord>(
            "note", \.note, .seenBy(.protocolOfficer), .seenBy(.visitor), .seenBy(.staff))
        #expect(field.audience == .protocolOfficer)
        #expect(Field<SampleRecord>("note", \.note).audience == .visitor)
    }

    private var full: SampleRecord {
        var inner = group
        inner.inner = [group]
        var outer = group
        outer.inner = [inner]
        var claim = Claim<SampleGroup>()
        claim.value = group
        var record = SampleRecord()
        record.title = [.english: "OPEN"]
        record.main = group
        record.parts = [outer, group]
        record.claims = [claim]
        record.note = "STAFF"
        record.price = "OFFICER"
        return record
    }

    private var group: SampleGroup {
        var group = SampleGroup()
        group.name = "OPEN"
        group.secret = "STAFF"
        group.price = [.english: "OFFICER"]
        return group
    }

    private func holds(_ word: String, _ record: SampleRecord) -> Bool { count(word, record) > 0 }

    private func count(_ word: String, _ record: SampleRecord) -> Int {
        String(decoding: record.json, as: UTF8.self).components(of: word)
    }
}

extension String {
    /// How often a word stands in the text.
    fileprivate func components(of word: String) -> Int { ranges(of: word).count }
}
