import Foundation
import Records

/// Countries by what visitors call them: their names, and the words for what comes from there.
package enum Countries {
    /// The code of ISO 3166-1 of a country that is called so, as `Terms.lookups` gives the name; `nil` where none is.
    package static func code(of lookup: String) -> String? { codes[lookup] }

    private static let languages = ["ru", "en", "de", "fr", "it", "zh-Hans"]

    /// Built once: some 250 names in each language, of ICU.
    private static let codes: [String: String] = {
        let countries = Locale.Region.isoRegions.map(\.identifier).filter { $0.utf8.count == 2 }.sorted()
        var codes: [String: String] = [:]
        for tag in languages {
            guard let language = Language(tag) else { continue }
            let locale = Locale(identifier: tag)
            var names = countries.compactMap { country in
                locale.localizedString(forRegionCode: country).map { ($0, country) }
            }
            names += usual[tag, default: []]
            // What comes from a country is mostly called as its language is. Whole names go before.
            names += adjectives.compactMap { language, country in
                locale.localizedString(forLanguageCode: language).map { ($0, country) }
            }
            for (name, country) in names {
                for lookup in Terms.lookups(of: name, in: language) where codes[lookup] == nil {
                    codes[lookup] = country
                }
            }
        }
        return codes
    }()

    /// The languages that are the first of some country, each with the country where most people speak it.
    private static let adjectives: [(language: String, country: String)] = {
        let first = Locale.Region.isoRegions.compactMap { region in
            Locale.Language(
                identifier: Locale.Language(identifier: "und-\(region.identifier)").maximalIdentifier
            )
            .languageCode?.identifier
        }
        return Set(first).sorted().compactMap { language in
            if language == "en" { return (language, "GB") }
            let country = Locale.Language(
                identifier: Locale.Language(identifier: language).maximalIdentifier
            ).region?.identifier
            return country.map { (language, $0) }
        }
    }()

    /// What ICU does not call them.
    private static let usual: [String: [(String, String)]] = [
        "ru": [
            ("США", "US"), ("Америка", "US"), ("американский", "US"), ("Англия", "GB"), ("британский", "GB"),
        ],
        "en": [("USA", "US"), ("America", "US"), ("American", "US"), ("England", "GB"), ("British", "GB")],
        "de": [
            ("USA", "US"), ("Amerika", "US"), ("amerikanisch", "US"), ("England", "GB"), ("britisch", "GB"),
        ],
        "fr": [
            ("Amérique", "US"), ("américain", "US"), ("Angleterre", "GB"), ("Grande-Bretagne", "GB"),
            ("britannique", "GB"),
        ],
        "it": [
            ("America", "US"), ("americano", "US"), ("Inghilterra", "GB"), ("Gran Bretagna", "GB"),
            ("britannico", "GB"),
        ],
    ]
}
