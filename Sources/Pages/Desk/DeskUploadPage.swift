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
        uploadForm(uploads, person)
    }

    private func summary(of rows: [DeskUploads.Row]) {
        let done = rows.count { $0.code != nil }
        let made = t("{count} draft was made.", "{count} drafts were made.", count: done)
        let left = t("{count} file was not taken.", "{count} files were not taken.", count: rows.count - done)
        p(
            .class(done == rows.count && done > 0 ? "desk-notice" : "desk-problem"),
            .role(done == rows.count && done > 0 ? "status" : "alert")
        ) {
            if rows.isEmpty {
                text(t("No file was chosen."))
            } else {
                text(done == rows.count ? made : made + " " + left)
            }
        }
    }

    private func uploaded(_ row: DeskUploads.Row) {
        li(.class(row.code == nil ? "upload-refused" : "upload-taken")) {
            if let code = row.code, let title = row.title {
                a(.href(.desk(language, .record(code)))) { text(title) }
                text(" · " + t("a draft, from the file {name}", ["name": row.name]))
            } else {
                text(row.refusal ?? row.name)
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
                        .id("pictures"), .type("file"), .name("pictures"), .pictures,
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
            ["count": t.number(uploads.fileCount), "size": t.number(uploads.fileMegabytes)])
    }
}
