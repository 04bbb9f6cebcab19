/// Reads the bytes of one date, from left to right, without looking back.
struct EDTFReader {
    let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The text without the blanks that people type, with capital `X`.
    static func canonicalBytes(of text: String) throws(EDTFProblem) -> [UInt8] {
        let utf8 = text.utf8
        guard utf8.count <= EDTF.longestText else {
            throw EDTFProblem(reason: .tooLong, offset: EDTF.longestText)
        }
        var kept: [UInt8] = []
        kept.reserveCapacity(utf8.count)
        var blanks = 0
        for byte in utf8 {
            if byte == .space {
                blanks += 1
                continue
            }
            let mayFollowBlank = kept.isEmpty || kept.last == .comma || byte == .comma
            if blanks > 0, !mayFollowBlank { throw EDTFProblem(reason: .expected(.end), offset: kept.count) }
            blanks = 0
            kept.append(byte == UInt8(ascii: "x") ? .x : byte)
        }
        return kept
    }

    /// Reads everything.
    mutating func readWhole() throws(EDTFProblem) -> EDTF.Value {
        guard let first = bytes.first else { return .unknown }
        let value: EDTF.Value
        switch first {
        case .openBracket: value = .oneOf(try readSet(closing: .closeBracket))
        case .openBrace: value = .allOf(try readSet(closing: .closeBrace))
        default: value = try readMomentOrInterval()
        }
        guard index == bytes.count else {
            let isTime = bytes[index] == UInt8(ascii: "T")
            throw problem(isTime ? .unsupported(.timeOfDay) : .expected(.end))
        }
        return value
    }

    // MARK: Intervals and sets

    private mutating func readMomentOrInterval() throws(EDTFProblem) -> EDTF.Value {
        let first = try readBound()
        guard skip(.slash) else {
            guard case .moment(let moment) = first else { throw problem(.expected(.fourDigitYear)) }
            return .moment(moment)
        }
        let start = index
        let last = try readBound()
        switch (first, last) {
        case (.moment(let first), .moment(let last)):
            try checkOrder(first, last, at: start)
        case (.moment, _), (_, .moment): break
        default: throw EDTFProblem(reason: .nothingKnown, offset: 0)
        }
        return .interval(first, last)
    }

    private mutating func readBound() throws(EDTFProblem) -> EDTF.Bound {
        if index == bytes.count || bytes[index] == .slash { return .unknown }
        if skipDots() { return .open }
        return .moment(try readMoment())
    }

    private mutating func readSet(closing: UInt8) throws(EDTFProblem) -> [EDTF.Member] {
        index += 1
        var members: [EDTF.Member] = []
        repeat {
            members.append(try readMember(isFirst: members.isEmpty, closing: closing))
        } while skip(.comma)
        guard skip(closing) else { throw problem(.expected(.closingBracket)) }
        return members
    }

    private mutating func readMember(isFirst: Bool, closing: UInt8) throws(EDTFProblem) -> EDTF.Member {
        guard index < bytes.count, bytes[index] != closing, bytes[index] != .comma else {
            throw problem(.expected(.member))
        }
        if isFirst, skipDots() { return .upTo(try readMoment()) }
        let first = try readMoment()
        guard skipDots() else { return .moment(first) }
        if index < bytes.count, bytes[index] == closing { return .from(first) }
        let start = index
        let last = try readMoment()
        try checkOrder(first, last, at: start)
        return .range(first, last)
    }

    private func checkOrder(_ first: EDTF.Moment, _ last: EDTF.Moment, at offset: Int) throws(EDTFProblem) {
        guard first.bounds.earliest <= last.bounds.latest else {
            throw EDTFProblem(reason: .endBeforeBeginning, offset: offset)
        }
    }

    // MARK: Moments

    private mutating func readMoment() throws(EDTFProblem) -> EDTF.Moment {
        var doubt = Doubt()
        skipDoubt(&doubt)
        var moment = try readYear()
        skipDoubt(&doubt)
        if skip(.hyphen) {
            skipDoubt(&doubt)
            let start = index
            let month = try readMonth(into: &moment)
            skipDoubt(&doubt)
            if skip(.hyphen) {
                if case .season = moment.part {
                    throw EDTFProblem(reason: .noSuchMonth(month ?? 0), offset: start)
                }
                skipDoubt(&doubt)
                try readDay(of: month, into: &moment)
                skipDoubt(&doubt)
            }
        }
        moment.isApproximate = doubt.isApproximate
        moment.isUncertain = doubt.isUncertain
        return moment
    }

    private mutating func readYear() throws(EDTFProblem) -> EDTF.Moment {
        let start = index
        if index < bytes.count, bytes[index] == UInt8(ascii: "Y") { throw problem(.unsupported(.longYear)) }
        let isNegative = skip(.hyphen)
        var (number, unknown, count) = (0, 0, 0)
        while index < bytes.count, let digit = digitOrUnknown(bytes[index]) {
            guard count < 4 else { throw EDTFProblem(reason: .unsupported(.longYear), offset: start) }
            guard unknown == 0 || digit == nil else { throw problem(.expected(.fourDigitYear)) }
            number = number * 10 + (digit ?? 0)
            if digit == nil { unknown += 1 }
            count += 1
            index += 1
        }
        let span = [1, 10, 100, 1_000, 10_000][min(unknown, 4)]
        guard count == 4, !(isNegative && number == 0) else {
            throw EDTFProblem(reason: .expected(.fourDigitYear), offset: start)
        }
        let last = number + span - 1
        return EDTF.Moment(
            years: isNegative ? -last ... -number : number...last, unknownDigits: unknown, part: .none,
            isApproximate: false, isUncertain: false)
    }

    /// Reads a month or a season and answers the number, `nil` for `XX`.
    private mutating func readMonth(into moment: inout EDTF.Moment) throws(EDTFProblem) -> Int? {
        let start = index
        guard let month = try readTwoDigits() else {
            moment.part = .someMonth
            return nil
        }
        if let season = EDTF.Season(rawValue: month) {
            moment.part = .season(season)
        } else {
            guard (1...12).contains(month) else {
                throw EDTFProblem(reason: .noSuchMonth(month), offset: start)
            }
            moment.part = .month(month)
        }
        return month
    }

    private mutating func readDay(of month: Int?, into moment: inout EDTF.Moment) throws(EDTFProblem) {
        let start = index
        guard let day = try readTwoDigits() else {
            moment.part = .someDay(month: month)
            return
        }
        guard let month else {
            throw EDTFProblem(reason: .unsupported(.knownDayOfUnknownMonth), offset: start)
        }
        let hasLeapDay = month == 2 && moment.years.contains(where: EDTF.isLeapYear)
        let length = hasLeapDay ? 29 : EDTF.length(of: month, in: moment.years.lowerBound)
        guard (1...length).contains(day) else {
            throw EDTFProblem(reason: .noSuchDay(day, month: month), offset: start)
        }
        moment.part = .day(month: month, day: day)
    }

    /// Two digits as a number, or `nil` for `XX`.
    private mutating func readTwoDigits() throws(EDTFProblem) -> Int? {
        guard index + 1 < bytes.count, let tens = digitOrUnknown(bytes[index]),
            let ones = digitOrUnknown(bytes[index + 1])
        else { throw problem(.expected(.twoDigits)) }
        switch (tens, ones) {
        case (nil, nil):
            index += 2
            return nil
        case (let tens?, let ones?):
            index += 2
            return tens * 10 + ones
        default: throw problem(.unsupported(.partlyKnownMonthOrDay))
        }
    }

    // MARK: Bytes

    private struct Doubt {
        var isApproximate = false
        var isUncertain = false
    }

    /// Level 2 lets a qualifier stand before or after each part; here each one counts for the whole.
    private mutating func skipDoubt(_ doubt: inout Doubt) {
        guard index < bytes.count else { return }
        switch bytes[index] {
        case UInt8(ascii: "~"): doubt.isApproximate = true
        case UInt8(ascii: "?"): doubt.isUncertain = true
        case UInt8(ascii: "%"): (doubt.isApproximate, doubt.isUncertain) = (true, true)
        default: return
        }
        index += 1
    }

    /// `.some(nil)` for `X`, `nil` for anything that is no digit.
    private func digitOrUnknown(_ byte: UInt8) -> Int?? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .some(Int(byte - UInt8(ascii: "0")))
        case .x: .some(nil)
        default: nil
        }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipDots() -> Bool {
        guard index + 1 < bytes.count, bytes[index] == .dot, bytes[index + 1] == .dot else { return false }
        index += 2
        return true
    }

    private func problem(_ reason: EDTFProblem.Reason) -> EDTFProblem {
        EDTFProblem(reason: reason, offset: index)
    }
}

extension UInt8 {
    fileprivate static let space = UInt8(ascii: " ")
    fileprivate static let comma = UInt8(ascii: ",")
    fileprivate static let slash = UInt8(ascii: "/")
    fileprivate static let hyphen = UInt8(ascii: "-")
    fileprivate static let dot = UInt8(ascii: ".")
    fileprivate static let x = UInt8(ascii: "X")
    fileprivate static let openBracket = UInt8(ascii: "[")
    fileprivate static let closeBracket = UInt8(ascii: "]")
    fileprivate static let openBrace = UInt8(ascii: "{")
    fileprivate static let closeBrace = UInt8(ascii: "}")
}
