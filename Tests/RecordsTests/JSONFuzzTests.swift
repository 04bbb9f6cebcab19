import Foundation
import Records
import TestKit
import Testing

/// Random and half-right texts, judged by Foundation's reader as well.
@Suite struct JSONFuzzTests {
    @Test func `survives random bytes`() {
        var source = Seeded(1)
        for _ in 0..<20_000 { _ = isJSON(source.bytes(source.below(60))) }
    }

    @Test func `agrees with another reader on texts of few characters`() {
        var source = Seeded(2)
        let alphabet = Array(#"[]{}:,"\/01-+.eEutrfalsn 9"#.utf8) + [0x0A]
        var taken = 0
        for _ in 0..<30_000 {
            let bytes = (0..<source.below(8)).map { _ in source.pick(alphabet) }
            if agrees(bytes) { taken += 1 }
        }
        // Otherwise only refusals were compared.
        #expect(taken > 300)
    }

    @Test func `agrees with another reader on valid texts with a few bytes changed`() {
        var source = Seeded(3)
        let alphabet =
            Array(#"[]{}:,"\/019-+.eEu tn"#.utf8) + [0x80, 0xC3, 0xE2, 0xF0, 0xFF, 0x1F, 0x7F, 0x0A, 0x09]
        var taken = 0
        for round in 0..<20_000 {
            let tree = JSONTree(random: &source, depth: 3)
            var bytes = JSONWriter.bytes(of: tree, isIndented: round % 2 == 0)
            for _ in 0..<source.below(4) { mutate(&bytes, with: alphabet, &source) }
            if agrees(bytes) { taken += 1 }
        }
        #expect(taken > 2_000)
    }

    @Test func `reads the same texts and numbers as another reader`() throws {
        var source = Seeded(4)
        for _ in 0..<3_000 {
            let tree = JSONTree(random: &source, depth: 0)
            let bytes = JSONWriter.bytes(of: tree)
            let other = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            let isSame =
                switch tree {
                case .text(let text): (other as? String).map { Array($0.utf8) } == Array(text.utf8)
                case .whole(let value): (other as? NSNumber)?.intValue == value
                case .decimal(let value): isNear((other as? NSNumber)?.doubleValue, value)
                case .bool(let value): (other as? NSNumber)?.boolValue == value
                case .object, .array: false
                }
            if !isSame { Issue.record("\(String(decoding: bytes, as: UTF8.self)) was read as \(other)") }
        }
    }

    /// Foundation goes through decimals of 38 digits and may miss the last bit.
    private func isNear(_ other: Double?, _ value: Double) -> Bool {
        guard let other else { return false }
        return abs(other - value) <= abs(value) * 1e-14
    }

    /// Compares the verdicts; answers whether both took it.
    ///
    /// Left out: what our reader refuses on purpose (NUL, byte order marks), numbers that a Double cannot hold, which
    /// it leaves to those who want the number, and the comma before `]`, which Foundation takes against the RFC.
    private func agrees(_ bytes: [UInt8]) -> Bool {
        let mine = isJSON(bytes)
        if bytes.contains(0) || holds(#"\u0000"#, bytes) || bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return false
        }
        let other = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
        if mine != other, !holdsHugeNumber(bytes), !(other && holdsLastComma(bytes)) {
            Issue.record("\(mine ? "taken" : "refused"): \(String(decoding: bytes, as: UTF8.self)) \(bytes)")
        }
        return mine && other
    }

    private func holdsLastComma(_ bytes: [UInt8]) -> Bool {
        let closing = [UInt8(ascii: "]"), UInt8(ascii: "}")]
        let seen = bytes.filter { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
        return zip(seen, seen.dropFirst()).contains { $0 == UInt8(ascii: ",") && closing.contains($1) }
    }

    private func holds(_ words: String, _ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains(words)
    }

    /// A number with an exponent of three digits or more.
    private func holdsHugeNumber(_ bytes: [UInt8]) -> Bool {
        var digits = 0
        var isExponent = false
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "e"), UInt8(ascii: "E"): (isExponent, digits) = (true, 0)
            case UInt8(ascii: "+"), UInt8(ascii: "-"): continue
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if digits >= 3, isExponent { return true }
            default: isExponent = false
            }
        }
        return false
    }

    private func mutate(_ bytes: inout [UInt8], with alphabet: [UInt8], _ source: inout Seeded) {
        let place = source.below(bytes.count + 1)
        switch source.below(4) {
        case 0: bytes.insert(source.pick(alphabet), at: place)
        case 1 where place < bytes.count: bytes.remove(at: place)
        case 2: bytes.removeSubrange(place...)
        default: if place < bytes.count { bytes[place] = source.pick(alphabet) }
        }
    }
}
