import Localisation
import Records

/// A file of translations on its way back: what it would change, what keeps it from that, and what it has changed.
extension Page {
    func deskTranslationFile(_ file: DeskTranslationFile, _ person: DeskModel.Person?) {
        deskTrail((t("Translations"), .desk(language, .translations())))
        deskHead(t("A file of translations"))
        if !file.name.isEmpty { p(.directionOfItself) { text(file.name) } }
        outcome(file)
        problems(of: file)
        if case .planned(let word, let skipsMoved) = file.state {
            sending(.translationFile, person) {
                hidden("word", word)
                if skipsMoved { hidden("rest", "true") }
                div(.class("buttons")) {
                    button(.type("submit")) {
                        text(skipsMoved ? t("Take over the others") : t("Take it over"))
                    }
                }
            }
        }
        changes(of: file)
        switch file.state {
        case .planned: break
        case .none, .refused, .same, .done, .forgotten: translationUpload(file.fileMegabytes, person)
        }
    }

    /// The form that a file comes by.
    func translationUpload(_ megabytes: Int, _ person: DeskModel.Person?) {
        sending(.translationFile, person, [.withFiles]) {
            div(.class("field")) {
                label(.for("translation")) { text(t("File (XLIFF 2.0 or CSV)")) }
                out.open(
                    "input",
                    [
                        .id("translation"), .type("file"), .name("translation"),
                        Attribute("accept", .literal(".xlf,.xliff,.csv")),
                        Attribute("aria-describedby", .literal("translation-help")),
                    ])
                p(.class("desk-help"), .id("translation-help")) {
                    text(
                        t(
                            "At most {size} megabytes. You see first what would change; nothing is published by it.",
                            ["size": t.number(megabytes)]))
                }
            }
            div(.class("buttons")) { button(.type("submit")) { text(t("Look at the file")) } }
        }
    }

    private func outcome(_ file: DeskTranslationFile) {
        switch file.state {
        case .none: p { text(t("No file was chosen.")) }
        case .forgotten:
            p(.class("desk-problem"), .role("alert")) {
                text(t("The file was forgotten meanwhile: choose it again."))
            }
        case .same:
            p(.class("desk-notice"), .role("status")) {
                text(t("Nothing would change: the Hall says all of it already."))
            }
        case .done:
            p(.class("desk-notice"), .role("status")) {
                text(
                    t(
                        "{count} text was taken over. It is not public before its record is published.",
                        "{count} texts were taken over. They are not public before their records are published.",
                        count: file.textCount))
            }
        case .planned, .refused: break
        }
        guard file.unchangedCount > 0 || file.untranslatedCount > 0 else { return }
        p {
            text(
                t(
                    "{count} text is the same in both", "{count} texts are the same in both",
                    count: file.unchangedCount) + " · "
                    + t(
                        "{count} text has no translation yet", "{count} texts have no translation yet",
                        count: file.untranslatedCount))
        }
    }

    private func problems(of file: DeskTranslationFile) {
        guard !file.problems.isEmpty else { return }
        div(.class("desk-problem"), .role("alert")) {
            h2 {
                text(
                    t(
                        "{count} thing keeps this file from being taken over",
                        "{count} things keep this file from being taken over", count: file.problemCount))
            }
            ul {
                for problem in file.problems {
                    li {
                        text(t("Line {number}", ["number": "\(problem.line)"]) + " · ")
                        if problem.isKnown {
                            a(.href(.desk(language, .record(problem.code)))) { text(problem.code) }
                            text(" · ")
                        } else if !problem.code.isEmpty {
                            text(problem.code + " · ")
                        }
                        if !problem.field.isEmpty { text(label(of: problem.field) + " · ") }
                        text(sentence(problem.reason))
                    }
                }
            }
            if file.problemCount > file.problems.count {
                p { text(t("There are more; they come when these are done.")) }
            }
        }
        let moved = file.problems.compactMap(\.moved)
        guard !moved.isEmpty else { return }
        h2 { text(t("What has changed in the source")) }
        p { text(t("Give these records to translate again: the translation may not fit any more.")) }
        wordChanges(moved, level: 3)
    }

    private func sentence(_ reason: DeskTranslationFile.Reason) -> String {
        switch reason {
        case .unreadable(let why): t("the file cannot be read ({why})", ["why": why])
        case .unknownRecord: t("there is no record with this code")
        case .deletedRecord: t("this record was deleted")
        case .unknownField: t("this record has no such text")
        case .sameLanguage: t("source and target are in the same language")
        case .forbidden: t("you may not change records of this kind")
        case .moved: t("the source has changed since the file was made")
        case .otherKind(let kind):
            t("this record is of another kind: {kind}", ["kind": t(kind, context: "kind")])
        case .language(let tag): t("the Hall does not speak “{language}”", ["language": tag])
        case .repeated(let line): t("the same text stands in line {number} too", ["number": "\(line)"])
        case .inlineElement(let name):
            t("the text holds the element “{name}”, which no text of the Hall can hold", ["name": name])
        case .text(let reason): sentence(reason)
        }
    }

    private func changes(of file: DeskTranslationFile) {
        guard !file.records.isEmpty else { return }
        h2 {
            text(
                file.state == .done
                    ? t("What was taken over")
                    : t("{count} text would change", "{count} texts would change", count: file.textCount))
        }
        for record in file.records {
            h3(.class("desk-taken")) {
                a(.href(.desk(language, .record(record.code)))) { text(record.title) }
            }
            wordChanges(record.changes, level: 4)
        }
        if file.recordCount > file.records.count {
            let rest = file.recordCount - file.records.count
            p { text(t("{count} more record", "{count} more records", count: rest)) }
        }
    }
}
