import Kinds
import Records
import TestKit
import Testing

/// A form holds a record whole, for every kind, from nothing but the field lists.
@Suite struct FormTests {
    @Test(arguments: KindShapeTests.names) func `a record that goes through a form is the same record`(
        _ name: String
    ) throws {
        let kind = try #require(KindRegistry.kind(named: name))
        for seed in 0..<60 {
            var dice = RecordDice(seed)
            dice.isWild = false
            dice.density = seed % 3 == 0 ? 100 : 40
            try goThrough(kind, dice.json(kind), seed)
        }
    }

    private func goThrough<K: Kind>(_ kind: K.Type, _ json: [UInt8], _ seed: Int) throws {
        let record = try K(json: json)
        let texts = try FormTexts(json: json)
        // A file stands in no form, and a fixed field is written elsewhere.
        let files = Set(
            K.formFields.filter { if case .media = $0.shape { true } else { $0.isFixed } }.map(\.name))
        let back = try K(json: texts.json(K.formFields)).keeping(files, of: record)
        let difference = back.differences(from: record)
        #expect(difference.isEmpty, "seed \(seed): \(difference)")
        // Sent by a browser, the controls of all fields bring all texts.
        let sent = FormTexts(
            posted: texts.paths.sorted().map { ($0, texts[$0].replacing("\n", with: "\r\n")) })
        let received = try K(json: sent.json(K.formFields)).keeping(files, of: record)
        #expect(received.differences(from: record).isEmpty, "seed \(seed), sent")
    }

    @Test(arguments: KindShapeTests.names) func `what an audience may not see is in no form of theirs`(
        _ name: String
    ) throws {
        let kind = try #require(KindRegistry.kind(named: name))
        // Of what is for the office alone a visitor has no form at all.
        for audience in Audience.allCases where audience > .visitor || !kind.isOfficeOnly {
            for seed in 0..<20 {
                var dice = RecordDice(seed)
                dice.density = 100
                try hide(kind, dice.json(kind), from: audience)
            }
        }
    }

    private func hide<K: Kind>(_ kind: K.Type, _ json: [UInt8], from audience: Audience) throws {
        let record = try K(json: json)
        let fields = K.formFields.visible(to: audience)
        let hidden = record.hiddenFields(from: audience)
        for field in K.formFields where field.audience > audience { #expect(hidden.contains(field.name)) }
        // A form that posts everything, hidden or not, changes nothing of what is hidden.
        let whole = try FormTexts(json: record.json)
        let edited = try K(json: whole.json(fields))
        #expect(edited.seen(by: audience).json == edited.json)
        let saved = edited.keeping(hidden, of: record)
        #expect(Set(saved.differences(from: record)).isDisjoint(with: hidden))
    }

    @Test func `an empty row stays until the form is saved, whatever else is asked for`() {
        var texts = FormTexts(posted: [
            ("cities.0", ""), ("dates.0.value", "2019"), ("dates.0.sources.1.title.en", ""),
            ("order.300", ""),
        ])
        #expect(texts.rows(at: "cities") == 1 && texts.rows(at: "dates.0.sources") == 2)
        #expect(texts.rows(at: "dates") == 1 && texts.rows(at: "order") == 0)
        texts.addRow(to: "cities")
        #expect(texts.rows(at: "cities") == 2 && texts.rows(at: "dates.0.sources") == 2)
        texts.removeEmptyRows(.group(Visit.formFields))
        #expect(texts.rows(at: "cities") == 0 && texts.rows(at: "dates") == 1)
        #expect(texts.rows(at: "dates.0.sources") == 0)
    }

    @Test func `rows come, go and change places`() {
        var texts = FormTexts(posted: [
            ("acts.0.type", "a"), ("acts.1.type", "b"), ("acts.2.type", "c"),
            ("acts.2.dates.0.value", "2019"),
            ("actsToo.1", "x"),
        ])
        #expect(texts.rows(at: "acts") == 3 && texts.rows(at: "nothing") == 0)
        texts.moveRow(2, of: "acts", by: -1)
        #expect(texts["acts.1.type"] == "c" && texts["acts.1.dates.0.value"] == "2019")
        #expect(texts["acts.2.type"] == "b" && texts["acts.2.dates.0.value"].isEmpty)
        texts.removeRow(0, of: "acts")
        #expect(texts["acts.0.type"] == "c" && texts.rows(at: "acts") == 2)
        texts.addRow(to: "acts")
        texts.addRow(to: "acts.2.dates")
        #expect(texts.rows(at: "acts") == 3 && texts.rows(at: "acts.2.dates") == 1)
        for (row, step) in [(0, -1), (2, 1), (9, -1), (-1, 1)] {
            let before = texts
            texts.moveRow(row, of: "acts", by: step)
            #expect(texts == before)
        }
        texts.removeRow(7, of: "acts")
        #expect(texts["actsToo.1"] == "x" && texts.rows(at: "acts") == 3)
    }

    @Test func `empty rows are left out, and problems keep their places`() throws {
        var texts = FormTexts(posted: [
            ("dates.1.value", "no date"), ("dates.3.value", "2019"), ("title.en", "A"),
        ])
        texts.removeEmptyRows(.group(Document.formFields))
        #expect(texts["dates.0.value"] == "no date" && texts["dates.1.value"] == "2019")
        var reader = JSONReader(texts.json(Document.formFields), reportsUnknown: true)
        let document = try Document(from: &reader)
        #expect(reader.problems.map(\.path) == ["dates.0.value"])
        #expect(document.title[.english] == "A")
    }

    @Test func `a form is bounded`() {
        let many = FormTexts(posted: (0..<20_000).map { ("acts.\($0).type", "x") })
        #expect(many.paths.count == FormTexts.limit && many.rows(at: "acts") == FormTexts.rowLimit)
        #expect(FormTexts(posted: [("acts.99999999999999999999.type", "x")]).rows(at: "acts") == 0)
        #expect(FormTexts(posted: [("acts.-5.type", "x")]).rows(at: "acts") == 0)
    }
}
