import Localisation
import Records

extension Page {
    /// An error as a visitor reads it: what happened, what to do, the way on.
    func problem(_ model: ProblemModel) {
        header(.class("page-head")) {
            h1 { text(title(of: model.reason)) }
            div(.class("lead")) { p { text(advice(on: model.reason)) } }
        }
        arc("empty-arc")
        index()
        p(.class("request")) {
            let label = t(
                "Error {status}. If you write to us, please give this number:",
                ["status": t.number(model.status)])
            text(label)
            blank(after: label)
            element("code", [.lang(.none)]) { text(model.requestID) }
        }
    }

    func title(of reason: ProblemModel.Reason) -> String {
        switch reason {
        case .badRequest: t("This request cannot be read")
        case .forbidden: t("This is not allowed here")
        case .notFound: t("There is no page here")
        case .methodNotAllowed: t("This page cannot be used in this way")
        case .gone: t("This page is no longer shown")
        case .tooLarge: t("This is more than the Hall can take")
        case .tooMany: t("Too many requests at once")
        case .unexpected: t("Something went wrong in the Hall")
        }
    }

    private func advice(on reason: ProblemModel.Reason) -> String {
        switch reason {
        case .badRequest: t("The address or the form was incomplete. Go back and try once more.")
        case .forbidden:
            t(
                "Your role does not include this, or the form did not come from a page of the Hall. Open the page anew."
            )
        case .notFound: t("The address may be misspelt, or the page may have another name now.")
        case .methodNotAllowed: t("Open the page by a link or by its address.")
        case .gone: t("The Hall has withdrawn it. Other rooms are open.")
        case .tooLarge: t("Send less at once, or shorten the address.")
        case .tooMany: t("Wait a minute, then try once more.")
        case .unexpected: t("It is not your fault, and it was noted down. Try once more in a minute.")
        }
    }
}
