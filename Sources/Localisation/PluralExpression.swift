/// An expression of C over one unsigned number `n`.
indirect enum PluralExpression: Hashable, Sendable {
    enum Operator: Hashable, Sendable {
        case or, and, equal, notEqual, less, greater, atMost, atLeast, plus, minus, times, divided, remainder
    }

    case number
    case constant(UInt)
    case not(PluralExpression)
    case binary(Operator, PluralExpression, PluralExpression)
    case choice(PluralExpression, PluralExpression, PluralExpression)

    init(_ bytes: [UInt8]) throws(POProblem.Reason) {
        var parser = try PluralParser(bytes)
        self = try parser.parse()
    }

    func value(of number: UInt) -> UInt {
        switch self {
        case .number: number
        case .constant(let constant): constant
        case .not(let inner): inner.value(of: number) == 0 ? 1 : 0
        case .choice(let test, let first, let second):
            test.value(of: number) != 0 ? first.value(of: number) : second.value(of: number)
        case .binary(let sign, let left, let right):
            Self.apply(sign, left.value(of: number), right.value(of: number))
        }
    }

    private static func apply(_ sign: Operator, _ left: UInt, _ right: UInt) -> UInt {
        switch sign {
        case .or: left != 0 || right != 0 ? 1 : 0
        case .and: left != 0 && right != 0 ? 1 : 0
        case .equal: left == right ? 1 : 0
        case .notEqual: left != right ? 1 : 0
        case .less: left < right ? 1 : 0
        case .greater: left > right ? 1 : 0
        case .atMost: left <= right ? 1 : 0
        case .atLeast: left >= right ? 1 : 0
        case .plus: left &+ right
        case .minus: left &- right
        case .times: left &* right
        case .divided: right == 0 ? 0 : left / right
        case .remainder: right == 0 ? 0 : left % right
        }
    }
}

/// Precedence climbing over the tokens of a plural expression.
private struct PluralParser {
    private enum Token: Hashable {
        case number, constant(UInt), sign(PluralExpression.Operator), not, question, colon, open, close
    }

    private static let longestExpression = 1_000
    private static let deepest = 40

    private let tokens: [Token]
    private var index = 0
    private var depth = 0

    init(_ bytes: [UInt8]) throws(POProblem.Reason) {
        guard bytes.count <= Self.longestExpression else { throw .pluralForms }
        tokens = try Self.tokens(of: bytes)
    }

    mutating func parse() throws(POProblem.Reason) -> PluralExpression {
        let expression = try parseChoice()
        guard index == tokens.count else { throw .pluralForms }
        return expression
    }

    private mutating func parseChoice() throws(POProblem.Reason) -> PluralExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw .pluralForms }
        let test = try parseBinary(above: 0)
        guard take(.question) else { return test }
        let first = try parseChoice()
        guard take(.colon) else { throw .pluralForms }
        return .choice(test, first, try parseChoice())
    }

    private mutating func parseBinary(above level: Int) throws(POProblem.Reason) -> PluralExpression {
        var left = try parseSingle()
        while index < tokens.count, case .sign(let sign) = tokens[index], Self.level(of: sign) > level {
            index += 1
            left = .binary(sign, left, try parseBinary(above: Self.level(of: sign)))
        }
        return left
    }

    private mutating func parseSingle() throws(POProblem.Reason) -> PluralExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest, index < tokens.count else { throw .pluralForms }
        let token = tokens[index]
        index += 1
        switch token {
        case .number: return .number
        case .constant(let value): return .constant(value)
        case .not: return .not(try parseSingle())
        case .open:
            let inner = try parseChoice()
            guard take(.close) else { throw .pluralForms }
            return inner
        case .sign, .question, .colon, .close: throw .pluralForms
        }
    }

    private mutating func take(_ token: Token) -> Bool {
        guard index < tokens.count, tokens[index] == token else { return false }
        index += 1
        return true
    }

    private static func level(of sign: PluralExpression.Operator) -> Int {
        switch sign {
        case .or: 1
        case .and: 2
        case .equal, .notEqual: 3
        case .less, .greater, .atMost, .atLeast: 4
        case .plus, .minus: 5
        case .times, .divided, .remainder: 6
        }
    }

    private static func tokens(of bytes: [UInt8]) throws(POProblem.Reason) -> [Token] {
        var tokens: [Token] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if let pair = pairs(byte, next) {
                tokens.append(.sign(pair))
                index += 2
                continue
            }
            index += 1
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): continue
            case UInt8(ascii: "n"): tokens.append(.number)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                var value = UInt(byte - UInt8(ascii: "0"))
                while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
                    guard value < 1_000_000_000 else { throw .pluralForms }
                    value = value * 10 + UInt(bytes[index] - UInt8(ascii: "0"))
                    index += 1
                }
                tokens.append(.constant(value))
            default: tokens.append(try single(byte))
            }
        }
        return tokens
    }

    private static func pairs(_ first: UInt8, _ second: UInt8) -> PluralExpression.Operator? {
        switch (first, second) {
        case (UInt8(ascii: "|"), UInt8(ascii: "|")): .or
        case (UInt8(ascii: "&"), UInt8(ascii: "&")): .and
        case (UInt8(ascii: "="), UInt8(ascii: "=")): .equal
        case (UInt8(ascii: "!"), UInt8(ascii: "=")): .notEqual
        case (UInt8(ascii: "<"), UInt8(ascii: "=")): .atMost
        case (UInt8(ascii: ">"), UInt8(ascii: "=")): .atLeast
        default: nil
        }
    }

    private static func single(_ byte: UInt8) throws(POProblem.Reason) -> Token {
        switch byte {
        case UInt8(ascii: "!"): .not
        case UInt8(ascii: "<"): .sign(.less)
        case UInt8(ascii: ">"): .sign(.greater)
        case UInt8(ascii: "+"): .sign(.plus)
        case UInt8(ascii: "-"): .sign(.minus)
        case UInt8(ascii: "*"): .sign(.times)
        case UInt8(ascii: "/"): .sign(.divided)
        case UInt8(ascii: "%"): .sign(.remainder)
        case UInt8(ascii: "?"): .question
        case UInt8(ascii: ":"): .colon
        case UInt8(ascii: "("): .open
        case UInt8(ascii: ")"): .close
        default: throw .pluralForms
        }
    }
}
