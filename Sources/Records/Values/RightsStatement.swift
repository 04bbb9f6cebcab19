/// A statement of rights that is known by its address: a licence or mark of Creative Commons
/// (https://creativecommons.org/licenses/), or one of the twelve of RightsStatements.org 1.0.
package enum RightsStatement: Hashable, Sendable {
    /// `by-sa` of version `4.0`; of version `3.0` and before it may have a form for a country, `de`.
    case licence(String, version: String, port: String?)
    /// All rights were waived (CC0).
    case waiver(version: String)
    /// Free of known rights (Public Domain Mark).
    case publicDomain(version: String)
    case statement(Statement)

    package enum Statement: String, CaseIterable, Sendable {
        case inCopyright = "InC"
        case orphanWork = "InC-OW-EU"
        case inCopyrightForEducation = "InC-EDU"
        case inCopyrightNonCommercial = "InC-NC"
        case holderNotFound = "InC-RUU"
        case contractualRestrictions = "NoC-CR"
        case nonCommercialOnly = "NoC-NC"
        case otherRestrictions = "NoC-OKLR"
        case noCopyrightInUnitedStates = "NoC-US"
        case notEvaluated = "CNE"
        case undetermined = "UND"
        case noKnownCopyright = "NKC"
    }

    private static let licences: Set = ["by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"]

    /// - Returns: `nil` for an address of another sort.
    package init?(_ address: WebAddress) {
        let parts = address.text.lowercased().split(separator: "/").map(String.init)
        guard parts.count >= 4, ["http:", "https:"].contains(parts[0]) else { return nil }
        switch (parts[1].hasPrefix("www.") ? String(parts[1].dropFirst(4)) : parts[1], parts[2]) {
        case ("creativecommons.org", "licenses") where parts.count >= 5 && Self.licences.contains(parts[3]):
            guard Self.isVersion(parts[4]) else { return nil }
            self = .licence(parts[3], version: parts[4], port: parts.count > 5 ? Self.port(parts[5]) : nil)
        case ("creativecommons.org", "publicdomain") where parts.count >= 5 && Self.isVersion(parts[4]):
            switch parts[3] {
            case "zero": self = .waiver(version: parts[4])
            case "mark": self = .publicDomain(version: parts[4])
            default: return nil
            }
        case ("rightsstatements.org", "vocab"), ("rightsstatements.org", "page"):
            guard let statement = Statement.allCases.first(where: { $0.rawValue.lowercased() == parts[3] })
            else { return nil }
            self = .statement(statement)
        default: return nil
        }
    }

    /// `de`, `igo` or `scotland`; what follows otherwise is a page about the licence.
    private static func port(_ text: String) -> String? {
        let isPort = (2...8).contains(text.utf8.count) && text.utf8.allSatisfy { (0x61...0x7A).contains($0) }
        return isPort && text != "deed" ? text : nil
    }

    private static func isVersion(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 3 && bytes[1] == UInt8(ascii: ".")
            && [bytes[0], bytes[2]].allSatisfy { (48...57).contains($0) }
    }

    /// The address by which it is known to programs: it begins with `http`, whichever scheme was written, and names the
    /// statement itself, not a page about it.
    package var address: String {
        switch self {
        case .licence(let terms, let version, let port):
            "http://creativecommons.org/licenses/\(terms)/\(version)/" + (port.map { "\($0)/" } ?? "")
        case .waiver(let version): "http://creativecommons.org/publicdomain/zero/\(version)/"
        case .publicDomain(let version): "http://creativecommons.org/publicdomain/mark/\(version)/"
        case .statement(let statement): "http://rightsstatements.org/vocab/\(statement.rawValue)/1.0/"
        }
    }

    /// `CC BY-SA 4.0`, the same in every language; `nil` for what is told in words.
    package var abbreviation: String? {
        switch self {
        case .licence(let terms, let version, _): "CC \(terms.uppercased()) \(version)"
        case .waiver(let version): "CC0 \(version)"
        case .publicDomain(let version): "Public Domain Mark \(version)"
        case .statement: nil
        }
    }

    /// Whether everybody may take a copy, at least for use that is not commercial. What only some may is not among it.
    package var allowsCopies: Bool {
        switch self {
        case .licence, .waiver, .publicDomain: true
        case .statement(let statement): [.nonCommercialOnly, .noCopyrightInUnitedStates].contains(statement)
        }
    }
}
