/// The place of a revision in the ledger: 1 for the first, then without gaps.
package struct RevisionNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number itself; 0 stands before the first revision.
    package let value: Int64

    package init(_ value: Int64) { self.value = value }

    /// The place before the first revision.
    package static let zero = RevisionNumber(0)

    package var description: String { String(value) }

    package static func < (left: RevisionNumber, right: RevisionNumber) -> Bool { left.value < right.value }

    /// The number that many places later.
    package static func + (number: RevisionNumber, places: Int) -> RevisionNumber {
        RevisionNumber(number.value + Int64(places))
    }
}

/// The end of the ledger: the number of the newest revision and the chained hash over everything up to it.
///
/// Printed or published, a head is an anchor outside the file: whoever kept it can later tell that nothing
/// before it was changed.
package struct Head: Hashable, Sendable, CustomStringConvertible {
    /// The newest revision's number; 0 in an empty ledger.
    package let number: RevisionNumber
    /// The hash over everything up to and with that revision.
    package let chain: Hash

    package init(number: RevisionNumber, chain: Hash) {
        self.number = number
        self.chain = chain
    }

    /// The head of a ledger without revisions: number 0 and a chain of zero bytes.
    package static let empty = Head(number: .zero, chain: .zero)

    /// Number and chain with a blank between them, for example `12 9f86d0…`.
    package var description: String { "\(number) \(chain)" }
}
