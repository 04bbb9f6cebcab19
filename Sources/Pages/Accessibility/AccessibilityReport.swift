package import Records

/// What the last run of all tests of the pages looked at, and how often it found something.
package struct AccessibilityReport: Sendable, Hashable {
    /// One sort of check, over everything it looked at.
    package struct Check: Sendable, Hashable {
        /// A word of small letters, `axe`.
        package var id: String
        /// How many times it was done, and in how many of them something was wrong.
        package var looked: Int
        package var failed: Int

        package init(id: String, looked: Int, failed: Int) {
            self.id = id
            self.looked = looked
            self.failed = failed
        }
    }

    package struct Tool: Sendable, Hashable {
        package var name: String
        package var version: String

        package init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    /// The day of the run.
    package var date: EDTF
    package var tools: [Tool]
    /// The kinds of pages that were looked at, by the names of the test suite.
    package var pages: [String]
    package var languages: [Language]
    package var schemes: [ReadingSettings.Scheme]
    package var sizes: [ReadingSettings.Size]
    package var checks: [Check]

    package init(
        date: EDTF, tools: [Tool], pages: [String], languages: [Language], schemes: [ReadingSettings.Scheme],
        sizes: [ReadingSettings.Size], checks: [Check]
    ) {
        self.date = date
        self.tools = tools
        self.pages = pages
        self.languages = languages
        self.schemes = schemes
        self.sizes = sizes
        self.checks = checks
    }
}

/// What is known not to work, and what nobody has tried yet.
package struct KnownIssues: Sendable, Hashable {
    package struct Issue: Sendable, Hashable {
        package var id: String
        /// The day since which it is known.
        package var since: EDTF
        /// The success criteria of WCAG that are not met, `1.4.5`.
        package var criteria: [String]
        package var what = Localized()
        package var place = Localized()
        /// Whom it hurts.
        package var whom = Localized()
        /// The way round it.
        package var way = Localized()

        package init(id: String, since: EDTF, criteria: [String]) {
            self.id = id
            self.since = since
            self.criteria = criteria
        }
    }

    package var issues: [Issue]
    /// What was not tested, in a sentence each.
    package var untested: [Localized]

    package init(issues: [Issue] = [], untested: [Localized] = []) {
        self.issues = issues
        self.untested = untested
    }
}

/// How far the pages conform, in the words of the model statement of Implementing Decision (EU) 2018/1523.
package enum Conformance: String, Sendable, Hashable, CaseIterable {
    case full, partial, none

    /// What follows from the tests and from what is known.
    ///
    /// Full: every check was done and found nothing, no known issue touches a criterion of level A or AA, and nothing is
    /// left untested. None: most of the checks found something. Partial: all between.
    package init(_ report: AccessibilityReport, _ known: KnownIssues) {
        let broken = report.checks.count { $0.failed > 0 }
        let isTested = !report.checks.isEmpty && report.checks.allSatisfy { $0.looked > 0 }
        let touches = known.issues.contains { $0.criteria.contains(where: WCAG.isRequired) }
        if broken * 2 > report.checks.count {
            self = .none
        } else {
            self = broken == 0 && isTested && !touches && known.untested.isEmpty ? .full : .partial
        }
    }
}
