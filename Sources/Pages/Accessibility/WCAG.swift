/// The success criteria of the Web Content Accessibility Guidelines 2.2 that the Hall aims at.
package enum WCAG {
    /// All of level A. (4.1.1 was taken out with version 2.2.)
    package static let a: [String] = [
        "1.1.1", "1.2.1", "1.2.2", "1.2.3", "1.3.1", "1.3.2", "1.3.3", "1.4.1", "1.4.2", "2.1.1", "2.1.2",
        "2.1.4", "2.2.1", "2.2.2", "2.3.1", "2.4.1", "2.4.2", "2.4.3", "2.4.4", "2.5.1", "2.5.2", "2.5.3",
        "2.5.4", "3.1.1", "3.2.1", "3.2.2", "3.2.6", "3.3.1", "3.3.2", "3.3.7", "4.1.2",
    ]
    /// All of level AA.
    package static let aa: [String] = [
        "1.2.4", "1.2.5", "1.3.4", "1.3.5", "1.4.3", "1.4.4", "1.4.5", "1.4.10", "1.4.11", "1.4.12", "1.4.13",
        "2.4.5", "2.4.6", "2.4.7", "2.4.11", "2.5.7", "2.5.8", "3.1.2", "3.2.3", "3.2.4", "3.3.3", "3.3.4",
        "3.3.8", "4.1.3",
    ]
    /// Those of level AAA that the Hall aims at as well.
    package static let aaa: [String] = [
        "1.4.6", "1.4.8", "1.4.9", "2.1.3", "2.2.6", "2.3.3", "2.4.8", "2.4.9", "2.4.10", "2.4.12", "2.4.13",
        "2.5.5", "3.1.4", "3.2.5", "3.3.5", "3.3.6", "3.3.9",
    ]

    /// Whether a criterion is one of those that conformance is claimed for.
    package static func isRequired(_ criterion: String) -> Bool {
        a.contains(criterion) || aa.contains(criterion)
    }

    package static func isKnown(_ criterion: String) -> Bool {
        isRequired(criterion) || aaa.contains(criterion)
    }
}
