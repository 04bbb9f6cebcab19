import Records
import Testing

/// Random and half-right texts: nothing traps, and what is read keeps its promises.
@Suite struct EDTFFuzzTests {
    @Test func `survives random bytes`() {
        var random = SplitMix(seed: 1)
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 0...110, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            check(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func `survives valid dates with a few bytes changed`() {
        var random = SplitMix(seed: 2)
        var read = 0
        for _ in 0..<20_000 {
            var bytes = Array(Self.seeds.randomElement(using: &random)?.utf8 ?? "".utf8)
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let byte = Self.alphabet.randomElement(using: &random) ?? 0
                let place = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: bytes.insert(byte, at: place)
                case 1 where place < bytes.count: bytes.remove(at: place)
                default: if place < bytes.count { bytes[place] = byte }
                }
            }
            if check(String(decoding: bytes, as: UTF8.self)) { read += 1 }
        }
        // Otherwise the mutations would test the refusals only.
        #expect(read > 2_500)
    }

    @Test func `sorts totally`() throws {
        var random = SplitMix(seed: 3)
        let dates = try Self.seeds.map { try EDTF($0) }
        for _ in 0..<5_000 {
            guard let a = dates.randomElement(using: &random), let b = dates.randomElement(using: &random),
                let c = dates.randomElement(using: &random)
            else { return }
            let isTotal = [a < b, a == b, b < a].count { $0 } == 1
            if !isTotal || (a < b && b < c && !(a < c)) { Issue.record("\(a), \(b), \(c)") }
        }
    }

    /// Answers whether the text was read.
    @discardableResult private func check(_ text: String) -> Bool {
        guard let date = try? EDTF(text) else { return false }
        let isInOrder = date.earliest <= date.latest
        let isInReach = date.years.map { $0.lowerBound >= -9_999 && $0.upperBound <= 9_999 } ?? true
        let isKept = (try? EDTF(date.text)) == date && date.isEmpty == (date.value == .unknown)
        // An expectation for each of the thousands would take longer than the reading.
        if !(isInOrder && isInReach && isKept) { Issue.record("\(text)") }
        return true
    }

    private static let alphabet = Array("0123456789X-~?%/.,[]{}YxTZ ".utf8)

    private static let seeds = [
        "", "2019-06-19", "2019-06", "2019", "1995~", "1995?", "1995%", "2019-06~", "2020-02-29", "199X",
        "19XX",
        "1XXX", "XXXX", "199X-02-29", "2004-XX", "2004-06-XX", "2004-XX-XX", "2019-21", "2019-24~",
        "1995/1998",
        "1995~/1998?", "2019-06-28/2019-07-03", "1985/..", "1985/", "../1985", "/1985", "[1995,1997]",
        "[1995..1997]", "[..1985]", "[1985..]", "{1995,1997..1999}", "-0581", "-058X", "-0044-03-15", "0000",
        "9999",
        "~2019-06-19", "2019-06-~19",
    ]
}

/// A small generator, so that a failure comes again.
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
