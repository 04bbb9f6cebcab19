import Localisation
import Records

/// A page of the Hall before it is public, with a notice that it is not.
extension Page {
    func preview(_ model: PreviewModel, _ write: (PageContent) -> Void) {
        let notice = model.notice
        section(.class("preview-notice"), .label(t("Preview"))) {
            if let question = notice.question { approval(question) } else { ways(from: notice) }
            if notice.isPublic || !notice.changes.isEmpty {
                details(.class("preview-changes")) {
                    summary {
                        text(
                            notice.changes.isEmpty
                                ? t("Nothing changes for the public")
                                : t(
                                    "{count} text changes for the public",
                                    "{count} texts change for the public", count: notice.changes.count))
                    }
                    if !notice.changes.isEmpty { wordChanges(notice.changes, level: nil) }
                }
            }
        }
        if let page = model.page {
            write(page)
        } else {
            deskHead(notice.title.text)
            p {
                text(t("There would be no page: what it belongs to is not public, or something is missing."))
            }
        }
    }

    private func ways(from notice: PreviewNotice) {
        p {
            strong { text(t("Preview, not public.")) }
            text(" " + t("So visitors would see it once it is published."))
        }
        p {
            a(.href(.desk(language, .record(notice.code)))) { text(t("Back to the form")) }
            if notice.isPublic {
                text(" · ")
                a(.href(.short(notice.code))) { text(t("See the public page")) }
            }
        }
    }
}
