import Localisation
import Records

/// The journal as an auditor reads it.
extension Page {
    func deskJournal(_ journal: DeskJournal, _ person: DeskModel.Person?) {
        deskTrail()
        deskHead(t("Journal"))
        p { text(t("Every step of everybody, newest first. Nothing can be changed here.")) }
        p { a(.href(.desk(language, .check))) { text(t("Check that nothing was changed behind its back")) } }
        if let problem = journal.problem {
            p(.class("desk-problem"), .role("alert")) { text(problem) }
        }
        filter(journal)
        if journal.rows.isEmpty {
            p(.class("empty"), .role("status")) { text(t("No step fits.")) }
        } else {
            journalRows(journal.rows)
        }
        if let number = journal.lookedBackTo {
            p {
                text(
                    t(
                        "Looked back as far as step {number}; older steps are on the next page.",
                        ["number": "\(number)"]))
            }
        }
        turning(previous: journal.newest, next: journal.older)
        exports(journal.query)
    }

    private func exports(_ query: DeskJournalQuery) {
        h2 { text(t("Take it with you")) }
        p { text(t("A file holds what fits above, at most 20,000 steps, the newest first.")) }
        ul {
            for (format, words) in [
                (DeskJournalQuery.Format.csv, t("A table (CSV)")),
                (.lines, t("The headers that the chain covers (JSON Lines)")),
            ] {
                let place = { () -> DeskPlace in
                    var asked = query
                    asked.format = format
                    return .journal(asked)
                }()
                li { a(.href(.desk(language, place))) { text(words) } }
            }
        }
    }

    private func filter(_ journal: DeskJournal) {
        let query = journal.query
        form(.class("desk-form desk-filter"), .method("get"), .action(.desk(language, .journal()))) {
            out.mark(.viewField)
            choice("person", t("Who"), journal.people, query.person)
            choice("kind", t("Kind"), journal.kinds.map { ($0, t($0, context: "kind")) }, query.kind)
            choice(
                "action", t("What was done"),
                DeskHistory.Step.Action.allCases.map { ($0.word, name(of: $0)) }, query.action)
            control("record", t("Code of a record"), .type("text"), query.record)
            control("from", t("From the day"), .type("date"), query.from)
            control("until", t("To the day"), .type("date"), query.until)
            div(.class("buttons")) { button(.type("submit")) { text(t("Show")) } }
        }
    }

    private func control(_ name: StaticString, _ words: String, _ type: Attribute, _ value: String) {
        div(.class("field")) {
            label(.for(name)) { text(words) }
            input(Attribute("id", .literal(name)), type, .name(name), .value(value))
        }
    }

    private func choice(
        _ name: StaticString, _ words: String, _ options: [(String, String)], _ chosen: String
    ) {
        div(.class("field")) {
            label(.for(name)) { text(words) }
            element("select", [Attribute("id", .literal(name)), .name(name)]) {
                for (value, words) in [("", "–")] + options {
                    element("option", [.value(value), Attribute("selected", .flag).if(value == chosen)]) {
                        text(words)
                    }
                }
            }
        }
    }

    private func journalRows(_ rows: [DeskJournal.Row]) {
        scrolling(.class("desk-list desk-journal"), t("Journal")) {
            thead {
                tr {
                    for heading in [
                        t("Step"), t("When (UTC)"), t("Who"), t("What was done"), t("Record"), t("Why"),
                    ] {
                        th(Attribute("scope", .literal("col"))) { text(heading) }
                    }
                }
            }
            tbody {
                for row in rows {
                    tr {
                        th(Attribute("scope", .literal("row"))) { text("\(row.stamp.number)") }
                        td {
                            time(.datetime(row.stamp.time.replacing(" ", with: "T") + "Z")) {
                                text(row.stamp.time)
                            }
                        }
                        td { text(row.stamp.author) }
                        td {
                            text(name(of: row.action))
                            if let planned = row.stamp.planned { text(" · " + planned) }
                        }
                        td {
                            a(.href(.desk(language, .history(row.code)))) {
                                text((row.title.map { $0 + " · " } ?? "") + row.code)
                            }
                            text(" · " + t(row.kind, context: "kind"))
                        }
                        td(.directionOfItself) { text(row.stamp.note ?? "") }
                    }
                }
            }
        }
    }

    // MARK: Checking

    func deskCheck(_ check: DeskCheck, _ person: DeskModel.Person?) {
        deskTrail((t("Journal"), .desk(language, .journal())))
        deskHead(t("Check of the journal"))
        p {
            text(
                t(
                    "Every step is read and every hash worked out anew, and so is that of every original file. It takes a while and disturbs nobody."
                ))
        }
        switch check.state {
        case .none: p { text(t("Nobody asked for a check since the server was started.")) }
        case .running(let part, let since, let by):
            p(.class("desk-notice"), .role("status")) {
                text(
                    part == .journal
                        ? t("Running, part 1 of 2: the steps of the journal.")
                        : t("Running, part 2 of 2: the original files."))
                text(" " + t("Asked for by {name}, {time} UTC.", ["name": by, "time": since]))
            }
            p { a(.class("button"), .href(.desk(language, .check))) { text(t("Look again")) } }
        case .failed(let time, let by):
            p(.class("desk-problem"), .role("alert")) {
                text(t("The check could not be carried out. The server's log says why."))
                text(" " + t("Asked for by {name}, {time} UTC.", ["name": by, "time": time]))
            }
        case .done(let result): checked(result)
        }
        if case .running = check.state { return }
        sending(.check, person) {
            div(.class("buttons")) { button(.type("submit")) { text(t("Check now")) } }
        }
    }

    private func checked(_ result: DeskCheck.Result) {
        h2 {
            text(
                result.findings.isEmpty
                    ? t("All is well")
                    : t("{count} finding", "{count} findings", count: result.findings.count))
        }
        dl(.class("desk-versions")) {
            for (name, value) in [
                (t("Begun"), result.since + " UTC"), (t("Ended"), result.until + " UTC"),
                (t("Asked for by"), result.by), (t("Steps read"), t.number(result.revisionCount)),
                (t("Of these erased in part"), t.number(result.redactedCount)),
                (t("Newest step"), "\(result.headNumber)"),
            ] {
                dt { text(name) }
                dd { text(value) }
            }
            dt { text(t("Hash of everything up to it")) }
            dd(.class("desk-hash")) { text(result.headChain) }
        }
        p(.class("desk-help")) {
            text(
                t(
                    "Print this page or write the last two down: whoever keeps them can tell later that nothing before was changed."
                ))
        }
        guard !result.findings.isEmpty else { return }
        scrolling(.class("desk-list"), t("Findings")) {
            thead {
                tr {
                    for heading in [t("Where"), t("What is wrong")] {
                        th(Attribute("scope", .literal("col"))) { text(heading) }
                    }
                }
            }
            tbody {
                for finding in result.findings {
                    tr {
                        // The check speaks English, as the log does.
                        th(Attribute("scope", .literal("row")), .lang(.english)) { text(finding.place) }
                        td(.lang(.english)) { text(finding.problem) }
                    }
                }
            }
        }
    }
}
