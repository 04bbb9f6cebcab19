import Localisation
import Records

/// The table of records and languages, the way out for translators, and the way back.
extension Page {
    func deskTranslations(_ translations: DeskTranslations, _ person: DeskModel.Person?) {
        deskTrail()
        deskHead(t("Translations"))
        p {
            text(
                t(
                    "How far each record has come in each language of the Hall. The source of a text is the first of these languages in which it is there."
                ))
        }
        counts(translations)
        filter(translations)
        if translations.rows.isEmpty {
            p(.class("empty"), .role("status")) {
                text(t("No record fits. Choose another kind, language or state."))
            }
        } else {
            table(translations, person)
        }
        turning(previous: translations.newest, next: translations.older)
        wayOut(translations)
        if person?.editedKinds.isEmpty == false {
            h2 { text(t("Take a translation back")) }
            translationUpload(translations.fileMegabytes, person)
        }
    }

    private func counts(_ translations: DeskTranslations) {
        let states: [DeskTranslations.State] = [.missing, .stale, .draft, .final]
        scrolling(.class("desk-list desk-counts"), t("Records by language and state")) {
            thead {
                tr {
                    th(Attribute("scope", .literal("col"))) { text(t("Language")) }
                    for state in states { th(Attribute("scope", .literal("col"))) { mark(state) } }
                }
            }
            tbody {
                for language in translations.languages {
                    tr {
                        th(Attribute("scope", .literal("row")), .lang(language)) {
                            text(t.ownName(of: language))
                        }
                        for state in states {
                            td { count(translations, language, state) }
                        }
                    }
                }
            }
        }
    }

    private func count(
        _ translations: DeskTranslations, _ language: Language, _ state: DeskTranslations.State
    ) {
        let count = translations.counts[language]?[state] ?? 0
        guard count > 0 else { return text(t.number(0)) }
        var query = DeskTranslationsQuery()
        (query.kind, query.language, query.state) = (translations.query.kind, language.tag, state.rawValue)
        let words = t.number(count)
        a(
            .href(.desk(self.language, .translations(query))),
            .label(t.labelled(words, t.ownName(of: language) + ", " + name(of: state)))
        ) { text(words) }
    }

    private func filter(_ translations: DeskTranslations) {
        let query = translations.query
        form(.class("desk-form desk-filter"), .method("get"), .action(.desk(language, .translations()))) {
            out.mark(.viewField)
            choice("kind", t("Kind"), translations.kinds.map { ($0, t($0, context: "kind")) }, query.kind)
            choice("language", t("Language"), ownNames(translations.languages), query.language)
            choice(
                "state", t("State"),
                DeskTranslations.State.allCases.map { ($0.rawValue, name(of: $0)) }, query.state)
            div(.class("buttons")) { button(.type("submit")) { text(t("Show")) } }
        }
    }

    private func ownNames(_ languages: [Language]) -> [(String, String)] {
        languages.map { ($0.tag, t.ownName(of: $0)) }
    }

    /// - Parameter isNeeded: whether there is no way to choose nothing.
    private func choice(
        _ name: StaticString, _ words: String, _ options: [(String, String)], _ chosen: String,
        id: StaticString? = nil, isNeeded: Bool = false
    ) {
        div(.class("field")) {
            label(.for(id ?? name)) { text(words) }
            element("select", [Attribute("id", .literal(id ?? name)), .name(name)]) {
                for (value, words) in (isNeeded ? [] : [("", "–")]) + options {
                    element("option", [.value(value), Attribute("selected", .flag).if(value == chosen)]) {
                        text(words)
                    }
                }
            }
        }
    }

    private func table(_ translations: DeskTranslations, _ person: DeskModel.Person?) {
        let count = t("{count} record", "{count} records", count: translations.total)
        p(.class("table-caption"), .decoration) { text(count) }
        scrolling(.class("desk-list desk-translations"), count) {
            thead {
                tr {
                    for heading in [t("Name"), t("Kind")] {
                        th(Attribute("scope", .literal("col"))) { text(heading) }
                    }
                    for language in translations.languages {
                        th(Attribute("scope", .literal("col")), .lang(language)) {
                            text(t.ownName(of: language))
                        }
                    }
                }
            }
            tbody {
                for row in translations.rows {
                    tr {
                        th(Attribute("scope", .literal("row"))) {
                            a(.href(.desk(language, .record(row.code)))) { text(row.title) }
                        }
                        td { text(t(row.kind, context: "kind")) }
                        for (language, state) in zip(translations.languages, row.states) {
                            td { cell(row, language, state, person) }
                        }
                    }
                }
            }
        }
    }

    /// What to do next is in the form, which opens in this language.
    private func cell(
        _ row: DeskTranslations.Row, _ language: Language, _ state: DeskTranslations.State,
        _ person: DeskModel.Person?
    ) {
        guard person?.mayEdit(row.kind) == true else { return mark(state) }
        a(
            .href(.desk(self.language, .record(row.code, only: language.tag))),
            .label(t.labelled(name(of: state), t.ownName(of: language) + ", " + row.title.text))
        ) { mark(state) }
    }

    /// A state in words, with a sign for who looks for one in a large table.
    private func mark(_ state: DeskTranslations.State) {
        span(.class(state.mark)) { text(name(of: state)) }
    }

    func name(of state: DeskTranslations.State) -> String {
        switch state {
        case .missing: t("missing")
        case .stale: t("older than its source")
        case .draft: t("not public yet")
        case .final: t("up to date and public")
        case .open: t("missing or older than its source")
        }
    }

    private func wayOut(_ translations: DeskTranslations) {
        let query = translations.query
        h2 { text(t("Give to translate")) }
        p {
            text(
                t(
                    "A file holds texts that visitors may see, of at most {count} records; those saved last first.",
                    ["count": t.number(translations.fileLimit)]))
        }
        form(.class("desk-form desk-filter"), .method("get"), .action(.desk(language, .translations()))) {
            choice(
                "from", t("From the language"), ownNames(translations.languages), query.from, isNeeded: true)
            choice(
                "language", t("Into the language"), ownNames(translations.languages),
                query.language.isEmpty ? translations.languages.dropFirst().first?.tag ?? "" : query.language,
                id: "into", isNeeded: true)
            choice(
                "kind", t("Kind"), translations.kinds.map { ($0, t($0, context: "kind")) }, query.kind,
                id: "kind-out")
            choice(
                "state", t("State"), DeskTranslations.State.allCases.map { ($0.rawValue, name(of: $0)) },
                query.state.isEmpty ? "open" : query.state, id: "state-out")
            choice(
                "as", t("Format"), [("xliff", t("XLIFF 2.0, for translators")), ("csv", t("A table (CSV)"))],
                "xliff", isNeeded: true)
            div(.class("buttons")) { button(.type("submit")) { text(t("Take the file")) } }
        }
    }
}

extension DeskTranslations.State {
    /// The class by which the style sheet puts a sign before the words.
    fileprivate var mark: StaticString {
        switch self {
        case .missing, .open: "desk-mark-missing"
        case .stale: "desk-mark-stale"
        case .draft: "desk-mark-draft"
        case .final: "desk-mark-final"
        }
    }
}
