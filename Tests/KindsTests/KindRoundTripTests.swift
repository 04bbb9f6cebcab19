import Kinds
import Records
import TestKit
import Testing

/// Random records of every kind, made from nothing but the field lists.
@Suite struct KindRoundTripTests {
    @Test(arguments: KindShapeTests.names) func `a random record is written back byte by byte`(_ name: String)
        throws
    {
        let kind = try kind(name)
        for seed in 0..<150 {
            var dice = RecordDice(seed)
            dice.density = seed % 3 == 0 ? 100 : 40
            let json = dice.json(kind)
            let record = try kind.init(json: json)
            let isSame = record.json == json && !record.isEmpty
            if !isSame { Issue.record("seed \(seed): \(String(decoding: json, as: UTF8.self))") }
            #expect(dice.unknownTypes.isEmpty, "teach RecordDice these value types")
        }
    }

    @Test(arguments: KindShapeTests.names) func `a record in which all is filled has no problems`(
        _ name: String
    ) throws {
        let kind = try kind(name)
        for seed in 0..<20 {
            var dice = RecordDice(seed)
            dice.isWild = false
            let problems = try kind.init(json: dice.json(kind)).problems
            #expect(problems.isEmpty, "seed \(seed)")
        }
    }

    @Test(arguments: KindShapeTests.names) func `equal records are equal, others are not`(_ name: String)
        throws
    {
        let kind = try kind(name)
        var first = RecordDice(1)
        var second = RecordDice(2)
        let json = first.json(kind)
        let other = second.json(kind)
        #expect(try isEqual(kind, json, json))
        #expect(try !isEqual(kind, json, other))
    }

    @Test(arguments: KindShapeTests.names) func `members of a newer program are skipped`(_ name: String)
        throws
    {
        let kind = try kind(name)
        var dice = RecordDice(3)
        let json = dice.json(kind)
        let newer = Array(#"{"fromTomorrow":[{"a":[null,1e99,"x"]}],"#.utf8) + json.dropFirst()
        let atEnd = json.dropLast() + Array(#","fromTomorrow":{"title":1}}"#.utf8)
        #expect(try kind.init(json: newer).json == json)
        #expect(try kind.init(json: Array(atEnd)).json == json)
    }

    @Test(arguments: KindShapeTests.names) func `a choice of a newer program is kept as it was written`(
        _ name: String
    ) throws {
        let kind = try kind(name)
        let choices = facts(of: kind)
        for (field, type) in zip(choices.names, choices.types) where "\(type)".hasPrefix("Chosen<") {
            let json = Array("{\"\(field)\":\"from-tomorrow\"}".utf8)
            let record = try kind.init(json: json)
            #expect(record.json == json)
            #expect(record.problems.contains { $0.path == field && "\($0.reason)".contains("from-tomorrow") })
        }
    }

    @Test(arguments: KindShapeTests.names) func `members in another order make the same record`(
        _ name: String
    ) throws {
        let kind = try kind(name)
        var dice = RecordDice(4)
        dice.isWild = false
        let json = dice.json(kind)
        var mixed = topMembers(json)
        #expect(mixed.count == facts(of: kind).names.count)
        mixed.shuffle(using: &dice.source)
        let text = Array("{".utf8) + Array(mixed.joined(separator: [UInt8(ascii: ",")])) + Array("}".utf8)
        #expect(try kind.init(json: text).json == json)
    }

    /// The members of an object as bytes, each with its name.
    private func topMembers(_ json: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = [[]]
        var depth = 0
        var isInText = false
        var isEscaped = false
        for byte in json.dropFirst().dropLast() {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = true
            case UInt8(ascii: "\""): isInText.toggle()
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += isInText ? 0 : 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= isInText ? 0 : 1
            case UInt8(ascii: ",") where depth == 0 && !isInText:
                parts.append([])
                continue
            default: break
            }
            parts[parts.count - 1].append(byte)
        }
        return parts
    }

    private func isEqual<K: Kind>(_ kind: K.Type, _ first: [UInt8], _ second: [UInt8]) throws -> Bool {
        try K(json: first) == K(json: second)
    }
}
