import Records
import Testing

@Suite struct EDTFTests {
    @Test(arguments: [
        ("2019-06-19", 2019_06_19, 2019_06_19), ("2019-06", 2019_06_01, 2019_06_30),
        ("2019", 2019_01_01, 2019_12_31),
        ("2020-02", 2020_02_01, 2020_02_29), ("1900-02", 1900_02_01, 1900_02_28),
        ("1995~", 1995_01_01, 1995_12_31),
        ("199X", 1990_01_01, 1999_12_31), ("19XX", 1900_01_01, 1999_12_31),
        ("2004-06-XX", 2004_06_01, 2004_06_30),
        ("2004-XX", 2004_01_01, 2004_12_31), ("199X-06", 1990_06_01, 1999_06_30),
        ("199X-02-29", 1992_02_29, 1996_02_29), ("2019-21", 2019_03_01, 2019_05_31),
        ("2019-23", 2019_09_01, 2019_11_30), ("2019-24", 2019_01_01, 2019_12_31),
        ("1995/1998", 1995_01_01, 1998_12_31), ("1985/..", 1985_01_01, EDTF.farFuture),
        ("1985/", 1985_01_01, EDTF.farFuture), ("../1985", EDTF.farPast, 1985_12_31),
        ("/1985-03", EDTF.farPast, 1985_03_31), ("[1997,1995]", 1995_01_01, 1997_12_31),
        ("[1995..1997]", 1995_01_01, 1997_12_31), ("[..1985]", EDTF.farPast, 1985_12_31),
        ("{1995,1997..}", 1995_01_01, EDTF.farFuture), ("XXXX", EDTF.farPast, EDTF.farFuture),
        ("", EDTF.farPast, EDTF.farFuture),
    ])
    func `knows the first and the last possible day`(text: String, earliest: Int, latest: Int) throws {
        let date = try EDTF(text)
        #expect(date.earliest == earliest)
        #expect(date.latest == latest)
        #expect(date.text == text)
    }

    @Test func `orders days before the common era and finds their years`() throws {
        let birth = try EDTF("-0581-03-15")
        #expect(birth.years == -581 ... -581)
        #expect(try EDTF("-0581-03-15") < EDTF("-0581-04-01"))
        #expect(try EDTF("-0581-12-31") < EDTF("-0580-01-01"))
        #expect(try EDTF("-0001-12-31") < EDTF("0000-01-01"))
        #expect(try EDTF("-058X").years == -589 ... -580)
        #expect(try EDTF("0000").years == 0...0)
    }

    @Test(arguments: [
        ("2019-02-29", EDTFProblem.Reason.noSuchDay(29, month: 2), 8),
        ("1900-02-29", .noSuchDay(29, month: 2), 8),
        ("2019-04-31", .noSuchDay(31, month: 4), 8), ("2019-06-00", .noSuchDay(0, month: 6), 8),
        ("2019-13", .noSuchMonth(13), 5), ("2019-00", .noSuchMonth(0), 5), ("2019-25", .noSuchMonth(25), 5),
        ("2019-21-01", .noSuchMonth(21), 5), ("1998/1995", .endBeforeBeginning, 5),
        ("[1997..1995]", .endBeforeBeginning, 7), ("../..", .nothingKnown, 0), ("/", .nothingKnown, 0),
        ("..", .expected(.fourDigitYear), 2), ("Y170000002", .unsupported(.longYear), 0),
        ("12345", .unsupported(.longYear), 0), ("95", .expected(.fourDigitYear), 0),
        ("19X5", .expected(.fourDigitYear), 3), ("-0000", .expected(.fourDigitYear), 0),
        ("2019-6-19", .expected(.twoDigits), 5), ("2019-06-19T10:00", .unsupported(.timeOfDay), 10),
        ("2019-1X", .unsupported(.partlyKnownMonthOrDay), 5),
        ("2019-XX-05", .unsupported(.knownDayOfUnknownMonth), 8),
        ("1995?~", .expected(.end), 5), ("1995 1996", .expected(.end), 4), ("1995–1998", .expected(.end), 4),
        ("[]", .expected(.member), 1), ("[1995,]", .expected(.member), 6),
        ("[1995", .expected(.closingBracket), 5),
        ("[1995}", .expected(.closingBracket), 5), ("около 1995", .expected(.end), 10),
        ("1995/1996/1997", .expected(.end), 9), ("1995-06-19-", .expected(.end), 10),
    ])
    func `refuses what is no date and says where`(text: String, reason: EDTFProblem.Reason, offset: Int) {
        #expect(throws: EDTFProblem(reason: reason, offset: offset)) { try EDTF(text) }
    }

    @Test func `says in a sentence what is wrong`() throws {
        let problem = #expect(throws: EDTFProblem.self) { try EDTF("2019-02-30") }
        #expect(problem?.description == "Month 2 of that year has no day 30 (at character 9)")
    }

    @Test func `refuses a text of more than a hundred bytes and takes one of a hundred`() throws {
        let longest = "[" + Array(repeating: "1995", count: 18).joined(separator: ",") + ",1995-06~]"
        #expect(longest.utf8.count == EDTF.longestText)
        #expect(try EDTF(longest).years == 1995...1995)
        let problem = #expect(throws: EDTFProblem.self) { try EDTF(String(repeating: "1", count: 101)) }
        #expect(problem?.reason == .tooLong)
    }

    @Test func `writes a date canonically`() throws {
        #expect(try EDTF(" 199x ").text == "199X")
        #expect(try EDTF("[1995 , 1997]").text == "[1995,1997]")
        #expect(try EDTF("   ") == EDTF())
        #expect(EDTF().isEmpty)
        #expect(try EDTF("1995").description == "1995")
    }

    @Test func `takes qualifiers anywhere and counts them for the whole`() throws {
        for text in ["2019-06-19~", "2019~-06-19", "~2019-06-19", "2019-~06-19", "2019-06-~19"] {
            guard case .moment(let moment) = try EDTF(text).value else {
                Issue.record("\(text) is not one moment")
                continue
            }
            #expect(moment.isApproximate && !moment.isUncertain)
            #expect(moment.part == .day(month: 6, day: 19))
        }
        guard case .moment(let both) = try EDTF("1995%").value else { return }
        #expect(both.isApproximate && both.isUncertain)
    }

    @Test func `takes intervals and sets apart`() throws {
        let plain = try EDTF("1995").value
        guard case .moment(let year) = plain else { return }
        #expect(year.isPlainYear)
        #expect(try EDTF("1995/..").value == .interval(.moment(year), .open))
        #expect(try EDTF("1995/").value == .interval(.moment(year), .unknown))
        #expect(try EDTF("../1995").value == .interval(.open, .moment(year)))
        #expect(try EDTF("[..1995,1995..1995]").value == .oneOf([.upTo(year), .range(year, year)]))
        #expect(try EDTF("{1995..}").value == .allOf([.from(year)]))
    }

    @Test func `sorts by the first day, the less precise first, the unknown last`() throws {
        let expected = [
            "-0044-03-15", "0581", "19XX", "198X-12", "../1985", "[..1985]", "1985/..", "1985", "199X",
            "1995/1998",
            "1995", "1995-XX", "1995~", "1995-01", "1995-01-01", "1995-06", "1995-06-01", "1996", "", "XXXX",
        ]
        #expect(try expected.reversed().map { try EDTF($0) }.sorted().map(\.text) == expected)
        #expect(try EDTF("1995") < EDTF("1995-01"))
        #expect(try EDTF("1995-01") < EDTF("1995-01-01"))
        #expect(try EDTF("../1985") < EDTF("1985"))
        #expect(try EDTF("1985") < EDTF("1985-03"))
        #expect(try EDTF("9999") < EDTF())
        #expect(try EDTF("9999") < EDTF("XXXX"))
    }

    @Test func `says nothing of years where an end is open`() throws {
        #expect(try EDTF("1995/1998").years == 1995...1998)
        #expect(try EDTF("1995/..").years == nil)
        #expect(try EDTF("[..1995]").years == nil)
        #expect(EDTF().years == nil)
    }
}
