package import Records

/// The accessibility statement, in the words of a reader's language.
package struct StatementModel: Sendable {
    package struct Issue: Sendable {
        package var id: String
        package var since: EDTF
        package var criteria: [String]
        package var what: Said
        package var place: Said
        package var whom: Said
        package var way: Said

        package init(
            id: String, since: EDTF, criteria: [String], what: Said, place: Said, whom: Said, way: Said
        ) {
            self.id = id
            self.since = since
            self.criteria = criteria
            self.what = what
            self.place = place
            self.whom = whom
            self.way = way
        }
    }

    package var conformance: Conformance
    package var report: AccessibilityReport
    package var issues: [Issue]
    package var untested: [Said]
    /// Whom to write or call about accessibility.
    package var contact: Said?
    /// Where somebody turns whom our answer does not satisfy.
    package var enforcement: Said?

    /// - Parameter chain: the language of the reader, and those to fall back on.
    package init(
        _ report: AccessibilityReport, _ known: KnownIssues, in chain: LanguageChain, contact: Said? = nil,
        enforcement: Said? = nil
    ) {
        func said(_ text: Localized) -> Said { text.said(in: chain) ?? Said("", in: chain.preferred) }
        conformance = Conformance(report, known)
        self.report = report
        issues = known.issues.map {
            Issue(
                id: $0.id, since: $0.since, criteria: $0.criteria, what: said($0.what),
                place: said($0.place), whom: said($0.whom), way: said($0.way))
        }
        untested = known.untested.map(said)
        self.contact = contact
        self.enforcement = enforcement
    }
}
