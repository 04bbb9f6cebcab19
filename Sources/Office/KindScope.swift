/// The kinds of records that somebody may change.
package enum KindScope: Sendable, Hashable {
    case all
    /// Never empty: who may change nothing is a reader.
    case only(Set<String>)

    /// The most kinds that are kept, and the most bytes of a name.
    private static let limit = 64

    /// What was chosen of a list; nothing chosen is every kind. `nil` when a name cannot be one.
    package init?(_ names: [String]) {
        let names = Set(names)
        guard names.count <= KindScope.limit, names.allSatisfy(KindScope.isName) else { return nil }
        self = names.isEmpty ? .all : .only(names)
    }

    /// Whether records of a kind are within it.
    package func holds(_ kind: String) -> Bool {
        switch self {
        case .all: true
        case .only(let names): names.contains(kind)
        }
    }

    /// The names in order; none for every kind.
    package var names: [String] {
        switch self {
        case .all: []
        case .only(let names): names.sorted()
        }
    }

    /// As it is stored: `gift,visit`, and nothing for every kind.
    var stored: String? { self == .all ? nil : names.joined(separator: ",") }

    /// Reads what `stored` gives; `nil` for anything else.
    init?(stored: String?) {
        guard let stored else {
            self = .all
            return
        }
        let names = stored.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        self.init(names.map { String(decoding: $0, as: UTF8.self) })
    }

    private static func isName(_ name: String) -> Bool {
        (1...limit).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") }
    }
}
