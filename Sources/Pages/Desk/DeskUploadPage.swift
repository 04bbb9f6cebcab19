import Localisation
import Records

/// Many pictures at once. Without a script the browser sends all in one form; with `desk-upload.js` each comes by itself.
extension Page {
    func deskUpload(_ uploads: DeskUploads, _ person: DeskModel.Person?) {
        deskTrail((t("photo", context: "kinds"), .desk(language, .list(kind: "photo"))))
        deskHead(t("Bring in photos"))
        if let rows = uploads.rows { summary(of: rows) }
        section(.class("desk-uploads"), .labelled(by: "uploaded")) {
            h2(.id("uploaded"), .outOfTabs) { text(t("What came in")) }
            element("ul", [.id("upload-results"), .class("upload-results")]) {
                for row in uploads.rows ?? [] { uploaded(row) }
            }
        }
        if uploads.rows == nil, !uploads.documents.isEmpty { documents(uploads.documents) }
        uploadForm(uploads, person)
    }

    private func summary(of rows: [DeskUploads.Row]) {
        let refused = rows.count(where: \.isRefused)
        let drawing = rows.count(where: \.isDrawing)
        let drafts = rows.count - refused - drawing
        var sentences: [String] = []
        if drafts > 0 || drawing == 0 {
            sentences.append(t("{count} draft was made.", "{count} drafts were made.", count: drafts))
        }
        if drawing > 0 { sentences.append(t("Pages are being read; how far they are stands below.")) }
        if refused > 0 {
            sentences.append(
                t("{count} file was not taken.", "{count} files were not taken.", count: refused))
        }
        let isWhole = refused == 0 && !rows.isEmpty
        p(.class(isWhole ? "desk-notice" : "desk-problem"), .role(isWhole ? "status" : "alert")) {
            text(rows.isEmpty ? t("No file was chosen.") : sentences.joined(separator: " "))
        }
    }

    private func documents(_ rows: [DeskUploads.Row]) {
        section(.id("documents"), .labelled(by: "documents-heading")) {
            h2(.id("documents-heading")) { text(t("Documents that came as PDF")) }
            ul(.class("upload-results")) { for row in rows { uploaded(row) } }
        }
    }

    private func uploaded(_ row: DeskUploads.Row) {
        li(.class(row.isRefused ? "upload-refused" : "upload-taken")) {
            switch row.outcome {
            case .draft(let code, let title, let note):
                a(.href(.desk(language, .record(code)))) { text(title) }
                text(" · " + t("a draft, from the file {name}", ["name": row.name]))
                if let note { p(.class("upload-refused")) { text(note) } }
            case .drawing(let done, let all):
                let state = t(
                    "“{name}”, pages ready: {done} of {all}",
                    ["name": row.name, "done": t.number(done), "all": t.number(all)])
                text(state + " ")
                element(
                    "progress",
                    [
                        Attribute("max", .number(all)), Attribute("value", .number(done)),
                        Attribute("aria-label", .text(row.name)),
                    ]
                ) {}
                text(" ")
                a(.href(.desk(language, .upload))) { text(t("See how far it is")) }
            case .refused(let why): text(why)
            }
        }
    }

    private func uploadForm(_ uploads: DeskUploads, _ person: DeskModel.Person?) {
        form(
            .class("desk-form"), .id("upload"), .method("post"), .action(.desk(language, .upload)),
            Attribute("enctype", .literal("multipart/form-data")), Attribute("novalidate", .flag),
            words("data-cancelled", t("{name}: cancelled")),
            words("data-failed", t("{name}: it did not arrive; choose it again")),
            words("data-progress", t("{done} of {all} files are done")),
            words("data-cancel", t("Cancel the rest"))
        ) {
            if let person { hidden("csrf", person.token) }
            div(.class("field")) {
                label(.for("nature")) { text(t("nature", context: "field")) }
                element("select", [.id("nature"), .name("nature")]) {
                    for nature in uploads.natures {
                        element(
                            "option",
                            [.value(nature), Attribute("selected", .flag).if(nature == uploads.nature)]
                        ) { text(t(nature, context: "choice")) }
                    }
                }
            }
            div(.class("field")) {
                label(.for("credit")) { text(t("Credit line for all of them (may stay empty)")) }
                input(
                    .id("credit"), .type("text"), .name("credit"), .value(uploads.credit), .maxlength(500),
                    .directionOfItself)
            }
            div(.class("field")) {
                label(.for("pictures")) { text(t("Files")) }
                out.open(
                    "input",
                    [
                        .id("pictures"), .type("file"), .name("pictures"), .picturesAndDocuments,
                        Attribute("multiple", .flag), Attribute("aria-describedby", .literal("upload-help")),
                    ])
                p(.class("desk-help"), .id("upload-help")) { text(help(uploads)) }
            }
            div(.class("buttons")) { button(.type("submit")) { text(t("Bring in")) } }
            p(.id("upload-status"), .role("status"), .class("desk-help")) {}
        }
    }

    private func words(_ name: StaticString, _ words: String) -> Attribute { Attribute(name, .text(words)) }

    private func help(_ uploads: DeskUploads) -> String {
        t(
            "Up to {count} files of up to {size} megabytes each. Each becomes a draft, with the file’s name as a title to begin with and the day that the camera noted.",
            ["count": t.number(uploads.fileCount), "size": t.number(uploads.fileMegabytes)]) + " "
            + t("A PDF becomes the draft of a document, and each of its pages the draft of a photo.")
    }
}

extension DeskUploads.Row {
    fileprivate var isRefused: Bool { if case .refused = outcome { true } else { false } }
    fileprivate var isDrawing: Bool { if case .drawing = outcome { true } else { false } }
}
