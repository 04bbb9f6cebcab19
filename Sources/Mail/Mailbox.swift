import Foundation

/// One mail address to send to or from (RFC 5321, 4.1.2; with letters of any script, RFC 6531).
///
/// Words in quotes before the @ and addresses in brackets behind it are no addresses of people, and are not taken.
package struct Mailbox: Sendable, Hashable {
    /// The most bytes before the @, of a label behind it, and of all (RFC 5321, 4.5.3.1; RFC 1035, 2.3.4).
    package static let localBytes = 64
    package static let labelBytes = 63
    package static let bytes = 254

    /// `anna@xn--e1afmkfd.xn--p1ai`: the domain always in ASCII.
    package let text: String
    /// Whether only a server with SMTPUTF8 can take it: what stands before the @ is not ASCII.
    package let isInternational: Bool

    /// Reads what somebody typed; blanks around it do not count.
    ///
    /// - Returns: `nil` for anything but one address.
    package init?(_ typed: String) {
        let text = typed.trimmingPrefix { $0 == " " || $0 == "\t" }
        let scalars = text.unicodeScalars.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
        guard scalars.count <= Self.bytes,
            let sign = scalars.firstIndex(of: "@"), scalars.count(where: { $0 == "@" }) == 1,
            let local = Self.local(scalars[..<sign]), let domain = Self.domain(scalars[sign...].dropFirst())
        else { return nil }
        guard local.utf8.count + 1 + domain.utf8.count <= Self.bytes else { return nil }
        self.text = local + "@" + domain
        isInternational = !local.utf8.allSatisfy { $0 < 0x80 }
    }

    /// Words divided by single dots.
    private static func local(_ scalars: some Collection<Unicode.Scalar>) -> String? {
        let words = scalars.split(separator: ".", omittingEmptySubsequences: false)
        guard words.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isAllowed) }) else { return nil }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        let local = String(text).precomposedStringWithCanonicalMapping
        return local.utf8.count <= localBytes ? local : nil
    }

    /// A character of a word: `atext`, and beyond ASCII what can be seen and is no blank.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.isASCII else {
            return isLetterOrDigit(scalar) || "!#$%&'*+-/=?^_`{|}~".contains(Character(scalar))
        }
        return isWord(scalar)
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .decimalNumber:
            true
        default: false
        }
    }

    /// A name of at least two labels, in ASCII.
    private static func domain(_ scalars: some Collection<Unicode.Scalar>) -> String? {
        guard
            scalars.allSatisfy({ isLetterOrDigit($0) || $0 == "-" || $0 == "." || !$0.isASCII && isWord($0) })
        else { return nil }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        guard let domain = ascii(String(text)) else { return nil }
        let labels = domain.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let hyphen = UInt8(ascii: "-")
        guard labels.count >= 2,
            labels.allSatisfy({
                (1...labelBytes).contains($0.count) && $0.first != hyphen && $0.last != hyphen
            }), labels.last?.contains(where: { $0 >= UInt8(ascii: "a") }) ?? false
        else { return nil }
        return domain
    }

    /// The domain as the name system knows it. Foundation writes the name of a host in an address so (UTS 46), by the
    /// tables of ICU that it carries.
    private static func ascii(_ domain: String) -> String? {
        if domain.utf8.allSatisfy({ $0 < 0x80 }) { return domain.lowercased() }
        guard let host = URLComponents(string: "http://\(domain)/")?.encodedHost,
            host.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "%") })
        else { return nil }
        return host.lowercased()
    }
}
