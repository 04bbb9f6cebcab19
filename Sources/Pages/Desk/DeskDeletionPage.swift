import Localisation
import Records

/// Deleting a record, and what was deleted.
extension Page {
    func deskDeletion(_ deletion: DeskDeletion, _ person: DeskModel.Person?) {
        recordTrail(deletion.code, deletion.title)
        header(.class("page-head")) {
            p(.class("overline")) { text(deletion.title) }
            h1 { text(t("Delete this record?")) }
        }
        if !deletion.problems.isEmpty {
            div(.class("desk-problem"), .role("alert")) {
                for problem in deletion.problems { p { text(words(of: problem)) } }
            }
        }
        p {
            text(
                deletion.isPublic
                    ? t("Visitors will not see it any more; its address will answer that it is gone.")
                    : t("It is not public, so visitors will notice nothing."))
        }
        p {
            text(
                t(
                    "Nothing is lost: it stays among the deleted records, with its history, and can be brought back."
                ))
        }
        if !deletion.pointing.isEmpty {
            h2 { text(t("What points at it")) }
            p { text(t("These records name it. Their links will lead nowhere until they are changed.")) }
            rows(deletion.pointing, t("What points at it"))
            if deletion.goesOn { p { text(t("And more.")) } }
        }
        sending(.delete(deletion.code), person) {
            hidden("base", "\(deletion.base)")
            if !deletion.pointing.isEmpty {
                label(.class("desk-flag")) {
                    input(.type("checkbox"), .name("known"), .value("true"))
                    span { text(t("I know that these links will lead nowhere")) }
                }
            }
            div(.class("field")) {
                label(.for("words")) {
                    text(t("Why it is deleted (for the history)"))
                    span(.class("desk-required")) { text(" " + t("(needed)")) }
                }
                input(
                    .id("words"), .type("text"), .name("words"), .value(deletion.words), .maxlength(500),
                    .directionOfItself)
            }
            div(.class("buttons")) {
                button(.type("submit")) { text(t("Delete")) }
                a(.class("button button-quiet"), .href(.desk(language, .record(deletion.code)))) {
                    text(t("Keep it"))
                }
            }
        }
    }

    private func words(of problem: DeskDeletion.Problem) -> String {
        switch problem {
        case .wordless: t("Write a word of why first.")
        case .unknowing: t("Other records point at it: say that you know.")
        }
    }

    func deskDeleted(_ deleted: DeskDeleted) {
        deskTrail()
        deskHead(t("Deleted records"))
        guard !deleted.rows.isEmpty else {
            p(.class("empty")) { text(t("Nothing was deleted.")) }
            return
        }
        p { text(t("Open one to see it and to bring it back.")) }
        rows(deleted.rows, t("Deleted records"))
        turning(previous: deleted.previous, next: deleted.next)
    }
}
