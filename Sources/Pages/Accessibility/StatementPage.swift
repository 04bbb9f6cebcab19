import Localisation
import Records

/// The accessibility statement, after the model of Implementing Decision (EU) 2018/1523: what is aimed at, how far it is
/// reached, what is not accessible and why, how that is known, and to whom one can turn.
extension Page {
    func statement(_ model: StatementModel) {
        trail()
        article(.class("statement")) {
            header(.class("page-head")) {
                h1 { text(t("Accessibility")) }
                div(.class("lead")) {
                    p {
                        text(
                            t(
                                "The Hall is for every eye, ear and hand. Here stands how far it keeps the rules, what does not work yet, and how to tell us."
                            ))
                    }
                    p { a(.class("button"), .href(.message(language))) { text(t("Report a barrier")) } }
                }
            }
            aims()
            reached(model)
            issues(model)
            tests(model.report)
            untested(model)
            readingControls()
            contacts(model)
            made(model)
        }
    }

    private func part(_ title: String, _ content: () -> Void) {
        section {
            h2 { text(title) }
            content()
        }
    }

    private func aims() {
        part(t("What we aim at")) {
            p {
                text(
                    t(
                        "The Web Content Accessibility Guidelines (WCAG) 2.2, all of levels A and AA. They hold what EN 301 549 and GOST R 52872-2019 ask of web pages. Of level AAA the Hall aims at these as well:"
                    ))
            }
            p(.class("criteria"), .lang(.none)) { text(WCAG.aaa.joined(separator: " · ")) }
        }
    }

    private func reached(_ model: StatementModel) {
        part(t("How far it is reached")) {
            p {
                strong { text(words(of: model.conformance)) }
            }
        }
    }

    func words(of conformance: Conformance) -> String {
        switch conformance {
        case .full: t("The pages fully conform to WCAG 2.2, level AA.")
        case .partial:
            t(
                "The pages partially conform to WCAG 2.2, level AA: what is missing, and what nobody has tried yet, stands below."
            )
        case .none: t("The pages do not conform to WCAG 2.2, level AA: what is missing stands below.")
        }
    }

    private func issues(_ model: StatementModel) {
        part(t("What does not work yet")) {
            if model.issues.isEmpty { p(.class("empty")) { text(t("No barrier is known.")) } }
            for issue in model.issues {
                div(.class("issue"), .id("issue-" + issue.id)) {
                    h3 { text(issue.what) }
                    dl(.class("facts")) {
                        known(t("Where")) { text(issue.place) }
                        known(t("Whom it hurts")) { text(issue.whom) }
                        known(t("The way round")) { text(issue.way) }
                        known(t("Criteria of WCAG")) {
                            span(.lang(.none)) { text(issue.criteria.joined(separator: ", ")) }
                        }
                        known(t("Known since")) { date(issue.since) }
                    }
                }
            }
        }
    }

    private func known(_ label: String, _ value: () -> Void) {
        div {
            dt { text(label) }
            dd { value() }
        }
    }

    private func tests(_ report: AccessibilityReport) {
        part(t("How it was tested")) {
            p {
                sentence(
                    t(
                        "By programs, on {date}, with these tools: {tools}.",
                        [
                            "date": t.words(report.date), "tools": gap(0),
                        ]), tools(report))
            }
            p {
                let counts = [
                    t("{count} sort of page", "{count} sorts of pages", count: report.pages.count),
                    t("{count} language", "{count} languages", count: report.languages.count),
                    t("{count} colour scheme", "{count} colour schemes", count: report.schemes.count),
                    t("{count} font size", "{count} font sizes", count: report.sizes.count),
                ]
                text(t("Looked at: {counts}.", ["counts": t.list(counts)]))
            }
            let caption = t("What was checked, how often, and how often something was wrong")
            p(.class("table-caption"), .decoration) { text(caption) }
            scrolling(.class("checks"), caption) {
                thead {
                    tr {
                        for heading in [t("Check"), t("Looked at"), t("Something was wrong")] {
                            th(Attribute("scope", .literal("col"))) { text(heading) }
                        }
                    }
                }
                tbody {
                    for check in report.checks {
                        tr {
                            th(Attribute("scope", .literal("row"))) { name(of: check) }
                            td { text(t.number(check.looked)) }
                            td { text(t.number(check.failed)) }
                        }
                    }
                }
            }
        }
    }

    /// Names of programs are the same in every language.
    private func tools(_ report: AccessibilityReport) -> Said {
        Said(report.tools.map { "\($0.name) \($0.version)" }.joined(separator: ", "), in: .none)
    }

    private func name(of check: AccessibilityReport.Check) {
        let words: String? =
            switch check.id {
            case "axe": t("The rules of axe-core, undecided findings included")
            case "html": t("Valid HTML")
            case "reflow": t("No scrolling sideways on narrow screens and with large letters")
            case "clipped": t("No text is cut off")
            case "targets": t("Everything to press measures 44 × 44 pixels")
            case "focus": t("The keyboard’s place is always seen and never covered")
            case "languages": t("Every text is in the language it says")
            case "forced-colours": t("Works with the colours of the device")
            case "images-off": t("Nothing is lost without pictures")
            case "console": t("No complaint of the browser")
            case "origin": t("Nothing is fetched from elsewhere")
            case "print": t("Reads well on paper")
            default: nil
            }
        if let words { text(words) } else { element("code", [.lang(.none)]) { text(check.id) } }
    }

    private func untested(_ model: StatementModel) {
        guard !model.untested.isEmpty else { return }
        part(t("What was not tested")) {
            ul(.class("plain-list")) {
                for words in model.untested { li { text(words) } }
            }
        }
    }

    private func contacts(_ model: StatementModel) {
        part(t("Tell us what does not work")) {
            p {
                text(
                    t(
                        "A short form is enough: it needs no account and no address. The office reads every message."
                    ))
            }
            p { a(.class("button"), .href(.message(language))) { text(t("Report a barrier")) } }
            if let contact = model.contact { div(.class("prose")) { paragraphs(contact) } }
        }
        if let enforcement = model.enforcement {
            part(t("If our answer does not satisfy you")) {
                div(.class("prose")) { paragraphs(enforcement) }
            }
        }
    }

    private func made(_ model: StatementModel) {
        part(t("How this page is made")) {
            p {
                text(
                    t(
                        "By the Hall itself, from the results of its tests and the list of known barriers, last on {date}. Nobody from outside has examined it.",
                        ["date": t.words(model.report.date)]))
            }
            p {
                a(.class("more-link"), .href(.accessibilityData(language))) {
                    text(t("The same as data (JSON)"))
                }
            }
        }
    }
}
