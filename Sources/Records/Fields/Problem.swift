/// What is wrong with one field of a record, in a form that every surface can put into words.
package struct Problem: Hashable, Sendable, CustomStringConvertible {
    /// How many problems of one record are listed at most.
    package static let limit = 200

    package enum Reason: Hashable, Sendable {
        case required
        case shape(expected: String)
        case unknownField
        case repeatedField
        case unknownChoice(String, known: [String])
        case date(String)
        case code(String)
        case slug(String)
        case language(String)
        case webAddress(String)
        case tooLong(limitBytes: Int)
        case tooMany(limit: Int)
        case control(UInt32)
        case range(String)
        case noFile(String)
        case picture(String)
        case rule(String)
        /// The record is of a kind that is never public.
        case officeOnly
        /// A consent that is named does not cover what is to be shown.
        case consent(ConsentGap)
        /// It is said that people were made unrecognisable, but the picture is not the one that was made so.
        case notBlurred
    }

    /// Why a consent is worth nothing here.
    package enum ConsentGap: String, Hashable, Sendable, CaseIterable {
        case missing, notYet, ended, withdrawn, notForTheSite
    }

    /// `acts.2.dates.0.value`; empty where the record as a whole is meant.
    package let path: String
    package let reason: Reason

    package init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    package var description: String { path.isEmpty ? sentence : "\(path): \(sentence)" }

    private var sentence: String {
        switch reason {
        case .required: "must not be empty"
        case .shape(let expected): "\(expected) was expected"
        case .unknownField: "is not a field of this kind"
        case .repeatedField: "stands here twice"
        case .unknownChoice(let text, let known): "'\(text)' is none of \(known.joined(separator: ", "))"
        case .date(let reason): reason
        case .code(let text): "'\(text)' is not a code: seven of 0-9 and A-Z without I, L, O, U"
        case .slug(let text):
            "'\(text)' is not an address: small letters, digits, single hyphens, not four digits alone"
        case .language(let text): "'\(text)' is not a language tag such as ru or zh-Hans"
        case .webAddress(let text): "'\(text)' is not an http or https address"
        case .tooLong(let limit): "is longer than \(limit) bytes"
        case .tooMany(let limit): "has more than \(limit) entries"
        case .control(let scalar):
            "holds the control character U+\(String(scalar, radix: 16, uppercase: true))"
        case .range(let text): text
        case .noFile(let name): "the file '\(name)' is not in the package"
        case .picture(let reason): reason
        case .rule(let text): text
        case .officeOnly: "is for the office alone and can never be public"
        case .consent(let gap): gap.sentence
        case .notBlurred: "says 'blurred', but the picture is not the one that was made so"
        }
    }
}

extension Problem.ConsentGap {
    fileprivate var sentence: String {
        switch self {
        case .missing: "is no consent of this Hall"
        case .notYet: "is a consent that has not begun yet"
        case .ended: "is a consent that has run out"
        case .withdrawn: "is a consent that was withdrawn"
        case .notForTheSite: "is a consent that is not for the Hall's site"
        }
    }
}

/// One step on the way to a value: a member's name or an element's position.
package enum PathStep: Hashable, Sendable {
    case member(String)
    case element(Int)

    static func text(_ steps: [PathStep]) -> String {
        steps.map { step in
            switch step {
            case .member(let name): name
            case .element(let position): "\(position)"
            }
        }.joined(separator: ".")
    }
}
