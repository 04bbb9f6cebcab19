import Catalogue
import Kinds
import Pages
import Records

/// The records that the links of a form name, and those that it offers.
struct FormLinks {
    /// How many of a kind a browser offers of itself while somebody types.
    static let offeredOfKind = 100

    private struct Name: Hashable {
        let text: String
        let kind: String?
    }

    /// What a browser offers, by kind.
    private(set) var offered: [String: [DeskForm.Option]] = [:]
    /// The records that are named by their codes.
    private var known: [String: (kind: String, option: DeskForm.Option)] = [:]
    /// The codes of the records that are called as somebody typed.
    private var called: [Name: [String]] = [:]
    /// Codes that stood there before: a link to what has gone since must not keep the record from being saved.
    private var before: Set<String> = []

    init() {}

    /// - Parameters:
    ///   - texts: what the form holds.
    ///   - saved: what it held before.
    init(
        of fields: [FormField], _ texts: FormTexts, saved: FormTexts, _ view: CatalogueView,
        title: (StoredRecord, any Kind.Type) -> String
    ) throws {
        func option(_ stored: StoredRecord) -> DeskForm.Option {
            let type = KindRegistry.kind(named: stored.kind)
            return DeskForm.Option(
                code: stored.code.text, title: type.map { title(stored, $0) } ?? stored.code.text)
        }
        for kind in Set(fields.flatMap { $0.shape.kindsPointedAt }) {
            offered[kind] = try view.office(kind, offset: 0, limit: Self.offeredOfKind).map(option)
        }
        for (path, shape) in saved.controls(fields) {
            if case .reference = shape, let code = Self.code(in: saved[path]) { before.insert(code.text) }
        }
        for (path, shape) in texts.controls(fields) + saved.controls(fields) {
            guard case .reference(let kind) = shape else { continue }
            for text in Set([texts[path], saved[path]]) where !text.isEmpty {
                if let code = Self.code(in: text) {
                    guard known[code.text] == nil, let stored = try view.stored(code), !stored.isDeleted
                    else { continue }
                    known[code.text] = (stored.kind, option(stored))
                } else if called[Name(text: text, kind: kind)] == nil {
                    let found = try view.called(text, kind: kind)
                    for stored in found { known[stored.code.text] = (stored.kind, option(stored)) }
                    called[Name(text: text, kind: kind)] = found.map(\.code.text)
                }
            }
        }
    }

    /// The code that is meant: `Qingdao · 4K7Q2MZ`, the code alone, or a name that only one record has. `nil` when
    /// there is no such record, or it is of another kind.
    func code(of text: String, _ kind: String?) -> String? {
        if let code = Self.code(in: text)?.text {
            let isThere = known[code].map { kind == nil || $0.kind == kind } ?? false
            return isThere || before.contains(code) ? code : nil
        }
        let codes = called[Name(text: text, kind: kind)] ?? []
        return codes.count == 1 ? codes[0] : nil
    }

    /// A record as it stands in a control; `nil` for what is no code of one.
    func text(of code: String) -> String? { known[code]?.option.text }

    /// The name of a link that was chosen already: `Qingdao` of `Qingdao · 4K7Q2MZ`.
    static func name(in text: String) -> String {
        guard let code = code(in: text), text.hasSuffix(" · \(code)") else { return text }
        return String(text.dropLast(Code.length + 3))
    }

    private static func code(in text: String) -> Code? {
        guard let code = Code(text.suffix(Code.length)) else { return nil }
        return text.count == Code.length || text.hasSuffix(" · \(code)") ? code : nil
    }
}

extension FormShape {
    fileprivate var kindsPointedAt: [String] {
        switch self {
        case .reference(let kind): kind.map { [$0] } ?? []
        case .group(let fields): fields.flatMap { $0.shape.kindsPointedAt }
        case .rows(let element): element.kindsPointedAt
        default: []
        }
    }
}
