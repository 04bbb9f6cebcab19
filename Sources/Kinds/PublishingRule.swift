package import Records

/// A kind that asks for more before it becomes public than a draft must have.
package protocol Gated: Kind {
    /// What keeps the record from the public, each with its field.
    func gaps(in hall: PublishingRule) -> [Problem]
    /// What of this can be told from the record alone; `nil` for a record that is not asked.
    var gapMarks: GapMarks { get }
}

/// The one rule of what may become public, for the Desk and for packages: a pure function of the record and what the
/// Hall says.
package struct PublishingRule: Sendable {
    /// The languages in which a picture must be described.
    package var languages: [Language]
    /// What the consents that the record names are worth today; one that is not here is missing.
    package var consents: [Code: ConsentStanding]

    package init(languages: [Language], consents: [Code: ConsentStanding]) {
        self.languages = languages
        self.consents = consents
    }

    /// Everything that keeps a record from the public; empty when it may be published.
    package func problems(of record: any Kind) -> [Problem] {
        let kind = type(of: record)
        guard !kind.isOfficeOnly else {
            return [Problem(path: "", reason: .officeOnly)]
        }
        return (record as? any Gated)?.gaps(in: self) ?? []
    }

    /// The consents that a record names.
    package static func consents(of record: any Kind) -> [Code] {
        guard let photo = record as? Photo else { return [] }
        return (photo.people.consents + photo.named.map(\.coveredBy)).compactMap(\.code)
    }
}

/// What a record lacks before it can be public, as far as it can be told without looking elsewhere; small enough to be
/// looked up in an index.
package struct GapMarks: Sendable, Hashable {
    /// Whether something is missing whatever the languages are.
    package var isIncomplete: Bool
    /// The languages in which the picture is described.
    package var described: [Language]

    /// `0:en,ru`, or `1:` and so on.
    package var text: String {
        (isIncomplete ? "1:" : "0:") + described.map(\.tag).sorted().joined(separator: ",")
    }

    package init(isIncomplete: Bool, described: [Language]) {
        self.isIncomplete = isIncomplete
        self.described = described
    }

    /// Reads what `text` wrote; `nil` for any other text.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "0" || parts[0] == "1" else { return nil }
        isIncomplete = parts[0] == "1"
        described = parts[1].split(separator: ",").compactMap { Language($0) }
    }

    /// Whether a record with these marks has a gap in a Hall of some languages.
    package func hasGap(in languages: [Language]) -> Bool {
        isIncomplete || described.isEmpty || !languages.allSatisfy(described.contains)
    }
}

extension Photo: Gated {
    package func gaps(in hall: PublishingRule) -> [Problem] {
        var problems: [Problem] = []
        let undescribed = hall.languages.filter { alt[$0] == nil }
        if alt.isEmpty, hall.languages.isEmpty { problems.append(Problem(path: "alt", reason: .required)) }
        problems += undescribed.map { Problem(path: "alt.\($0)", reason: .required) }
        if credit.isEmpty { problems.append(Problem(path: "credit", reason: .required)) }
        return problems + peopleGaps(hall.consents) + namedGaps(hall.consents)
    }

    private func peopleGaps(_ consents: [Code: ConsentStanding]) -> [Problem] {
        switch people.covered.value {
        case nil: return [Problem(path: "people.covered", reason: .required)]
        case .nobody, .office: return []
        case .event, .historical:
            return people.occasion.isEmpty ? [Problem(path: "people.occasion", reason: .required)] : []
        case .consent:
            guard !people.consents.isEmpty else {
                return [Problem(path: "people.consents", reason: .required)]
            }
            return consentGaps(consents)
        case .blurred:
            let gap = isBlurred ? [] : [Problem(path: "people.covered", reason: .notBlurred)]
            // Of those who were left as they are, some may have consented.
            return gap + consentGaps(consents)
        }
    }

    private func consentGaps(_ consents: [Code: ConsentStanding]) -> [Problem] {
        people.consents.enumerated().compactMap { row, consent in
            gap(of: consent, at: "people.consents.\(row)", consents)
        }
    }

    /// An office needs no consent; one that is given all the same must hold, for who took it back did so for the picture.
    private func namedGaps(_ consents: [Code: ConsentStanding]) -> [Problem] {
        named.enumerated().compactMap { row, person in
            let path = "named.\(row).coveredBy"
            guard person.coveredBy.isEmpty else { return gap(of: person.coveredBy, at: path, consents) }
            return person.office.isEmpty ? Problem(path: path, reason: .required) : nil
        }
    }

    private func gap(
        of consent: Reference<Consent>, at path: String, _ consents: [Code: ConsentStanding]
    ) -> Problem? {
        let standing = consent.code.flatMap { consents[$0] } ?? .missing
        return standing.reason.map { Problem(path: path, reason: $0) }
    }

    package var gapMarks: GapMarks {
        // A consent may end without a change of the photo, so what it is worth is looked up where consents are.
        let holding = Dictionary(
            PublishingRule.consents(of: self).map { ($0, ConsentStanding.holds) },
            uniquingKeysWith: { first, _ in first })
        let isComplete = !credit.isEmpty && peopleGaps(holding).isEmpty && namedGaps(holding).isEmpty
        return GapMarks(isIncomplete: !isComplete, described: alt.languages)
    }
}

extension ConsentStanding {
    fileprivate var reason: Problem.Reason? {
        self == .holds ? nil : .consent(word)
    }

    private var word: Problem.ConsentGap {
        switch self {
        case .holds, .missing: .missing
        case .notYet: .notYet
        case .ended: .ended
        case .withdrawn: .withdrawn
        case .notForTheSite: .notForTheSite
        }
    }
}
