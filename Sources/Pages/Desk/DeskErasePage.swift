import Localisation
import Records

/// Somebody asks to be forgotten: the names, every place that holds them, and what was done.
extension Page {
    func deskErase(_ erasure: DeskErasure, _ person: DeskModel.Person?) {
        deskTrail()
        deskHead(t("Erase a person"))
        if let outcome = erasure.outcome { return done(outcome) }
        if erasure.hasMoved {
            p(.class("desk-problem"), .role("alert")) {
                text(
                    t("The Hall has changed since you looked: look at the places again. Nothing was erased."))
            }
        }
        p { text(t("Somebody asks to be forgotten. First you see every place that holds the name.")) }
        sending(.erase, person) {
            question(erasure)
            div(.class("buttons")) {
                button(
                    .class(erasure.preview == nil ? "" : "button-quiet"), .type("submit"), .name("action"),
                    .value("look")
                ) { text(t("Look where the name stands")) }
            }
            if let preview = erasure.preview { show(preview) }
        }
    }

    private func question(_ erasure: DeskErasure) {
        div(.class("field")) {
            label(.for("names")) { text(t("Every spelling of the name, one a line")) }
            problem(erasure, "names")
            element(
                "textarea",
                [
                    .id("names"), .name("names"), Attribute("rows", .number(4)), .maxlength(4_000),
                    .directionOfItself, Attribute("autocomplete", .literal("off")),
                    Attribute("aria-describedby", .literal("names-help")),
                ]
            ) { text("\n" + erasure.names) }
            p(.class("desk-help"), .id("names-help")) {
                text(
                    t(
                        "In each script, and in Latin letters too, for addresses are made of them. The cases of Russian are found by themselves."
                    ))
            }
        }
        div(.class("field")) {
            label(.for("reason")) { text(t("Why, for the journal")) }
            problem(erasure, "reason")
            input(
                .id("reason"), .type("text"), .name("reason"), .value(erasure.reason), .maxlength(500),
                Attribute("aria-describedby", .literal("reason-help")))
            p(.class("desk-help"), .id("reason-help")) {
                text(t("It stays for ever, so it must not hold the name: “request of 12 March, file 7”."))
            }
        }
    }

    private func problem(_ erasure: DeskErasure, _ path: String) {
        for problem in erasure.problems where problem.path == path {
            p(.class("desk-error"), .role("alert")) { text(sentence(problem.reason)) }
        }
    }

    // MARK: What was found

    private func show(_ preview: DeskErasure.Preview) {
        hidden("digest", preview.digest)
        h2 { text(t("Where the name stands")) }
        if preview.isEmpty { p(.role("status")) { text(t("No record and no file holds the name.")) } }
        notes(preview)
        guard !preview.isEmpty else { return }
        p { text(t("Take the mark away from what is somebody else or has to stay.")) }
        for record in preview.records { self.record(record) }
        if !preview.files.isEmpty {
            section(.class("erase-record")) {
                h3 { text(t("Files")) }
                for file in preview.files { self.file(file) }
            }
        }
        if !preview.others.isEmpty {
            section(.class("erase-record")) {
                h3 { text(t("Words that somebody typed and did not save")) }
                for other in preview.others {
                    tick(other.key, t("This text is removed"), isPublic: false)
                    p(.class("erase-words"), .directionOfItself) { text(String(other.words.prefix(300))) }
                }
            }
        }
        p(.class("desk-problem")) {
            text(
                t(
                    "What is erased does not come back, from no history and from no backup that is restored here."
                ))
        }
        div(.class("buttons")) {
            button(.type("submit"), .name("action"), .value("erase")) { text(t("Erase what is marked")) }
        }
    }

    private func notes(_ preview: DeskErasure.Preview) {
        for account in preview.accounts {
            p(.class("desk-notice")) {
                text(t("The account “{name}” is not erased here: the journal names it.", ["name": account]))
            }
        }
        for folder in preview.oldFolders {
            p(.class("desk-notice")) {
                text(
                    t(
                        "A restore kept the folder {folder}, which may hold the name: let the operator remove it.",
                        ["folder": folder]))
            }
        }
        for file in preview.unread {
            p(.class("desk-notice")) {
                text(
                    t("The words of a file cannot be read; look at it yourself: {file}", ["file": file.file])
                        + " ")
                links(file.records)
            }
        }
    }

    private func record(_ record: DeskErasure.Record) {
        section(.class("erase-record")) {
            h3 {
                a(.href(.desk(language, .record(record.code)))) { text(record.title) }
            }
            p(.class("desk-help")) { text(t(record.kind, context: "kind") + " · " + record.code) }
            for place in record.places { self.place(place) }
        }
    }

    private func place(_ place: DeskErasure.Place) {
        tick(place.key, name(of: place), isPublic: place.isPublic)
        if !place.revisions.isEmpty {
            p(.class("desk-help")) {
                text(
                    t(
                        "Steps of the journal: {numbers}",
                        ["numbers": place.revisions.map { "\($0)" }.joined(separator: ", ")]))
            }
        }
        for passage in place.passages {
            p(.class("erase-words"), tongue(of: place), .directionOfItself) {
                text(passage.before)
                element("mark", []) { text(passage.hit) }
                text(passage.after)
            }
            p(.class("erase-words erase-after"), .directionOfItself) {
                switch place.sort {
                case .words:
                    span(tongue(of: place)) {
                        text(passage.before)
                        strong { text(passage.instead) }
                        text(passage.after)
                    }
                case .address: strong { text(passage.instead) }
                case .note: text(t("The note goes."))
                case .person: text(t("Nothing of this person stays, and the record is withdrawn."))
                case .body: text(t("Nothing of this version stays: it cannot be read."))
                }
            }
        }
        if place.more > 0 {
            p(.class("desk-help")) {
                text(
                    t(
                        "{count} more place in this text", "{count} more places in this text",
                        count: place.more))
            }
        }
    }

    /// The language of a text in several languages, which the end of its path names.
    private func tongue(of place: DeskErasure.Place) -> Attribute {
        let tag = place.path.split(separator: ".").dropFirst().last
        guard let language = tag.flatMap({ Language($0) }), t.ownName(of: language) != language.tag else {
            return Attribute("lang", .absent)
        }
        return .lang(language).if(language != self.language)
    }

    private func name(of place: DeskErasure.Place) -> String {
        switch place.sort {
        case .words, .address: label(of: place.path)
        case .note: t("Note in the history")
        case .person: t("The record as a whole")
        case .body: t("A version that cannot be read")
        }
    }

    private func tick(_ key: String, _ words: String, isPublic: Bool) {
        element("label", [.class("desk-flag")]) {
            input(.type("checkbox"), .name("erase"), .value(key), Attribute("checked", .flag))
            span {
                text(words)
                if isPublic { strong { text(" · " + t("public now")) } }
            }
        }
    }

    private func file(_ file: DeskErasure.File) {
        tick(
            file.key,
            file.leavesCopy
                ? t("A picture: a copy without what is written in it takes its place")
                : t("A file that is erased whole; its records stay without it"),
            isPublic: file.isPublic)
        p(.class("erase-words"), .directionOfItself) { text(file.words) }
        if !file.records.isEmpty { p { links(file.records) } }
    }

    private func links(_ codes: [String]) {
        for (position, code) in codes.enumerated() {
            if position > 0 { text(", ") }
            a(.href(.desk(language, .record(code)))) { text(code) }
        }
    }

    // MARK: What was done

    private func done(_ outcome: DeskErasure.Outcome) {
        div(.class(outcome.left.isEmpty ? "desk-notice" : "desk-problem"), .role("status")) {
            p { text(t("The name was erased.")) }
            ul {
                li {
                    text(
                        t(
                            "{count} step of the journal was replaced",
                            "{count} steps of the journal were replaced", count: outcome.revisions))
                }
                li { text(t("{count} record", "{count} records", count: outcome.records)) }
                li { text(t("{count} file", "{count} files", count: outcome.files)) }
                li {
                    text(
                        t("{count} unsaved text", "{count} unsaved texts", count: outcome.others))
                }
            }
            if !outcome.isErased {
                p {
                    text(
                        t(
                            "Somebody is reading the journal at this moment, so its old bytes are erased at the next start of the Hall."
                        ))
                }
            }
            for key in outcome.left {
                p { text(t("The name still stands at {place}: look again.", ["place": key])) }
            }
        }
        h2 { text(t("What is left to do")) }
        ul {
            li { text(t("Backups made before still hold the name until they are removed.")) }
            li { text(t("So do exported packages, printed labels and copies that others have.")) }
            li { text(t("Look again tomorrow: somebody may have had a form open.")) }
        }
        p { a(.href(.desk(language, .erase))) { text(t("Look again")) } }
    }
}
