import Localisation
import Records

/// The first page of the Desk: what waits, and the ways to everything.
extension Page {
    func deskHome(
        _ counts: [DeskModel.KindCount], _ work: [DeskWork], _ unsaved: [DeskUnsaved],
        _ messages: Int?, _ person: DeskModel.Person?
    ) {
        deskHead(t("Desk"))
        deskSearch("")
        unsavedTexts(unsaved)
        section(.class("desk-work"), .label(t("What waits"))) {
            h2 { text(t("What waits")) }
            messagesWaiting(messages)
            if work.isEmpty, messages ?? 0 == 0 { p(.class("empty")) { text(t("Nothing waits for you.")) } }
            for work in work {
                h3 { text(heading(of: work.list)) }
                rows(work.rows, heading(of: work.list))
                if work.goesOn {
                    p {
                        let words = t("Show more")
                        a(
                            .href(.desk(language, .work(work.list.name))),
                            .label("\(words): \(heading(of: work.list))")
                        ) { text(words) }
                    }
                }
            }
        }
        h2 { text(t("All records")) }
        ul(.class("desk-kinds")) {
            for count in counts {
                li {
                    a(.href(.desk(language, .list(kind: count.kind)))) {
                        text(t(count.kind, context: "kinds"))
                    }
                    text(" " + t.number(count.count))
                }
            }
        }
        if person?.editedKinds.isEmpty == false {
            p { a(.href(.desk(language, .deleted()))) { text(t("Deleted records")) } }
        }
    }

    func deskWork(_ work: DeskWork) {
        deskTrail()
        deskHead(heading(of: work.list))
        guard !work.rows.isEmpty else {
            p(.class("empty")) { text(t("Nothing waits here.")) }
            return
        }
        rows(work.rows, heading(of: work.list))
        if work.goesOn {
            p { text(t("There are more; they come when these are done.")) }
        }
    }

    func deskFound(_ found: DeskFound) {
        deskTrail()
        deskHead(t("Search"))
        deskSearch(found.question)
        guard !found.question.isEmpty else { return }
        guard !found.rows.isEmpty else {
            p(.class("empty"), .role("status")) {
                text(t("Nothing was found. Fewer words or the beginning of one find more."))
            }
            return
        }
        rows(found.rows, t("Search"))
        if found.goesOn { p { text(t("There is more: another word makes it fewer.")) } }
    }

    private func deskSearch(_ question: String) {
        form(.class("desk-search"), .method("get"), .action(.desk(language, .search())), .role("search")) {
            div(.class("field")) {
                label(.for("q")) { text(t("Find in everything of the office")) }
                input(.id("q"), .type("search"), .name("q"), .value(question), .directionOfItself)
            }
            button(.type("submit")) { text(t("Search")) }
        }
    }

    func heading(of list: DeskWork.List) -> String {
        switch list {
        case .drafts: t("My texts that are not public yet")
        case .review: t("Waiting for my look")
        case .approved: t("Approved and not yet public")
        case .planned: t("Becomes public by itself")
        case .pictures: t("Photos without a description or without a consent")
        case .unreadable: t("Pictures that cannot be made of their files")
        case .alike: t("New pictures that look like others")
        case .lostLinks: t("Points at a record that was deleted")
        case .ending: t("Agreements whose term ends soon, or has ended")
        case .translate(let language):
            t("A text is missing in: {language}", ["language": t.ownName(of: language)])
        }
    }

    func rows(_ rows: [DeskRow], _ label: String) {
        scrolling(.class("desk-list"), label) {
            thead {
                tr {
                    for heading in [t("Name"), t("Kind"), t("State")] {
                        th(Attribute("scope", .literal("col"))) { text(heading) }
                    }
                }
            }
            tbody {
                for row in rows {
                    tr {
                        th(Attribute("scope", .literal("row"))) {
                            a(.href(.desk(language, .record(row.code)))) { text(row.title) }
                            if let reason = row.reason { p(.class("desk-reason")) { text(reason) } }
                        }
                        td { text(t(row.kind, context: "kind")) }
                        td {
                            text(name(of: row.state))
                            if let review = name(of: row.review), row.state != .published {
                                text(" · " + review)
                            }
                        }
                    }
                }
            }
        }
    }
}
