package import Records

/// A kind whose records say something that holds for a time only.
package protocol Lapsing: Kind {
    /// The first number of a day (`yyyymmdd`, there need not be such a day) on which it does not hold any more; `nil`
    /// where it has no end.
    var lapsesOn: Int? { get }
}

extension Consent: Lapsing {
    package var lapsesOn: Int? { siteEnds }
}

extension Partnership: Lapsing {
    /// What was concluded last counts: an agreement without a term, or an act that ends the tie, leaves nothing to renew.
    package var lapsesOn: Int? {
        guard let term, !term.isEmpty else { return nil }
        return term.latest + 1
    }

    /// Until when the last act that concludes or ends something says that it holds; `nil` where none says so.
    package var term: EDTF? {
        let deciding = acts.filter { !$0.until.isEmpty || $0.type.value?.decides == true }
        let days = deciding.map { $0.dates.chosen()?.earliest ?? 0 }
        // Of several on one day, the one that was written down last.
        guard let last = deciding.indices.max(by: { (days[$0], $0) < (days[$1], $1) }) else { return nil }
        return deciding[last].until.isEmpty ? nil : deciding[last].until
    }
}

extension ActType {
    /// Whether nothing that was concluded before holds beside it.
    fileprivate var decides: Bool {
        switch self {
        case .agreement, .renewal, .resumption, .suspension, .endOfActivities, .end: true
        case .contact, .letterOfIntent, .councilVote, .declaration, .recognition: false
        }
    }
}
