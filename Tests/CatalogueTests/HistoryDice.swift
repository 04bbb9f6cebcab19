import Kinds
import Ledger
import Records
import TestKit

/// Makes random histories of a few records: everything that the ledger takes may happen, in any order.
struct HistoryDice {
    private var dice: RecordDice
    private let codes: [Code]
    /// What is known of each record: its saves so far, with their kinds.
    private var saves: [Code: [(number: RevisionNumber, kind: String)]] = [:]

    init(_ seed: Int) {
        dice = RecordDice(seed)
        dice.density = 25
        dice.listLimit = 2
        codes = (1...5).map { Code.numbered($0) }
        dice.codes = codes
        dice.slugs = ["perm", "oxford", "kama"]
    }

    var source: Seeded {
        get { dice.source }
        set { dice.source = newValue }
    }

    /// One to six revisions that may follow `base`.
    mutating func batch(onto base: RevisionNumber) -> [Draft] {
        var drafts: [Draft] = []
        for _ in 0...source.below(6) { drafts.append(draft(at: base + drafts.count + 1)) }
        return drafts
    }

    /// Redactions of some saves: to nothing, to another record, or to bytes that cannot be read.
    mutating func replacements() -> [Replacement] {
        let numbers = saves.keys.sorted().flatMap { saves[$0] ?? [] }.sorted { $0.number < $1.number }
        var replacements: [Replacement] = []
        for save in numbers where source.chance(30) {
            replacements.append(
                Replacement(number: save.number, body: source.chance(40) ? nil : body(of: save.kind)))
        }
        return replacements
    }

    private mutating func draft(at number: RevisionNumber) -> Draft {
        let code = source.pick(codes)
        let known = saves[code] ?? []
        guard let last = known.last else { return save(code, at: number) }
        func draft(_ action: Action, _ kind: String, _ body: [UInt8]? = nil) -> Draft {
            // What is for the office alone is only talked about.
            let kinds = [kind] + known.filter { $0.number == action.target }.map(\.kind)
            guard !action.leadsToThePublic || kinds.allSatisfy({ !Self.isOfficeOnly($0) }) else {
                return Draft(record: code, kind: kind, version: 1, action: .remark, note: "why")
            }
            return Draft(record: code, kind: kind, version: 1, action: action, body: body)
        }
        switch source.below(33) {
        case 20, 32: return draft(.submit(source.pick(known).number), last.kind)
        case 21: return draft(.approve(last.number), last.kind)
        case 22: return draft(.approve(source.pick(known).number), last.kind)
        case 23, 25: return draft(.sendBack(last.number), last.kind)
        case 24, 26:
            return Draft(record: code, kind: last.kind, version: 1, action: .remark, note: "why")
        case 27, 28: return draft(.schedule(source.pick(known).number), last.kind, anyTime)
        case 29: return draft(.schedule(last.number), last.kind, anyTime)
        case 30, 31: return draft(.unschedule, last.kind)
        case 0...6: return save(code, at: number)
        case 7...11: return draft(.publish(last.number), last.kind)
        case 12...14:
            let older = source.pick(known)
            return draft(.publish(older.number), older.kind)
        case 15: return draft(.publish(source.pick(known).number), anyKind)
        case 16, 17: return draft(.withdraw, last.kind)
        default: return draft(.delete, last.kind)
        }
    }

    private var anyTime: [UInt8]? {
        mutating get { PublishingTime(milliseconds: Int64(source.below(1_000)))?.body }
    }

    private mutating func save(_ code: Code, at number: RevisionNumber) -> Draft {
        let last = saves[code]?.last?.kind
        let kind = if let last, !source.chance(15) { last } else { anyKind }
        saves[code, default: []].append((number, kind))
        return Draft(record: code, kind: kind, version: 1, action: .save, body: body(of: kind))
    }

    private var anyKind: String {
        mutating get {
            source.chance(5) ? "spaceship" : source.pick(KindRegistry.all.map { $0.name })
        }
    }

    private mutating func body(of kind: String) -> [UInt8] {
        guard let kind = KindRegistry.kind(named: kind) else { return Array(#"{"crew":7}"#.utf8) }
        let json = dice.json(kind)
        switch source.below(27) {
        case 0: return Array(json.prefix(source.below(json.count)))
        case 1: return [0xFF] + json
        case 2: return source.pick([[], Array("[]".utf8), Array("{}".utf8), Array(#"{"slug":"perm"}"#.utf8)])
        default: return json
        }
    }

    private static func isOfficeOnly(_ kind: String) -> Bool {
        KindRegistry.kind(named: kind)?.isOfficeOnly ?? false
    }
}
