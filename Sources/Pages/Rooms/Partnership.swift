import Localisation
import Records

extension Page {
    /// A partnership: what it is for either side, then its acts on two rails.
    func partnership(_ model: PartnershipModel) {
        section(.class("partnership")) {
            h2 {
                sentence(
                    t("{first} and {second}", ["first": gap(0), "second": gap(1)]), model.sides.0.city,
                    model.sides.1.city)
            }
            if let note = model.note { paragraphs(note) }
            div(.class("sides")) {
                side(model.sides.0, isFirst: true)
                side(model.sides.1, isFirst: false)
            }
            acts(model)
            p(.class("permanent")) {
                let label = t("Permanent address of this partnership:")
                text(label)
                blank(after: label)
                a(.href(.short(model.code)), .lang(.none)) { text(Route.short(model.code).path) }
            }
        }
    }

    private func side(_ side: PartnershipModel.Side, isFirst: Bool) {
        section(.class(isFirst ? "side side-first" : "side side-second")) {
            h3 {
                if let page = side.page, page != frame.route {
                    a(.href(page)) { name(side.city) }
                } else {
                    name(side.city)
                }
            }
            dl(.class("side-facts")) {
                if !side.types.isEmpty {
                    div {
                        dt { text(t("What this side calls it")) }
                        for type in side.types {
                            dd {
                                span(.class("side-type")) { text(type.value) }
                                note(type, isOneOfSeveral: side.types.count > 1)
                            }
                        }
                    }
                }
                if !side.statuses.isEmpty {
                    div {
                        dt { text(t("How it stands for this side")) }
                        for status in side.statuses { dd(.class("status")) { self.status(status) } }
                    }
                }
            }
        }
    }

    private func status(_ status: PartnershipModel.Status) {
        p {
            span(.class("status-word")) { text(status.status) }
            if let day = status.date {
                text(t.joined("", ""))
                date(day)
            }
        }
        if let words = status.words {
            if status.isQuotation {
                quoted(words)
            } else {
                p { text(words) }
            }
        }
        if let translation = status.translation { self.translation(translation) }
        if let note = status.note { p(.class("note")) { text(note) } }
        sources(status.sources)
    }

    // MARK: - The two rails

    private func acts(_ model: PartnershipModel) {
        guard !model.acts.isEmpty else { return }
        h3(.class("acts-heading")) { text(t("Act by act")) }
        div(.class("rails")) {
            div(.class("rail-heads"), .decoration) {
                p { text(model.sides.0.city, isMarked: false) }
                p { text(model.sides.1.city, isMarked: false) }
            }
            ol(.class("acts")) {
                for act in model.acts {
                    li(.class(act.rail.className)) {
                        if act.rail == .both { join() }
                        div(.class("act-body")) { self.act(act, model) }
                    }
                }
            }
        }
    }

    private func act(_ act: PartnershipModel.Act, _ model: PartnershipModel) {
        let only = act.dates.count == 1 ? act.dates[0] : nil
        p(.class("act-side")) {
            switch act.rail {
            case .first: name(model.sides.0.city)
            case .second: name(model.sides.1.city)
            case .both: text(t("Both cities"))
            }
        }
        h4 {
            if let only {
                span(.class("act-date")) { date(only.value) }
                text(" ")
            }
            span(.class("act-type")) { text(act.type) }
        }
        if only == nil { competing(act.dates) }
        if let note = only?.note { p(.class("note")) { text(note) } }
        if let words = act.text { p(.class("act-text")) { text(words) } }
        if let until = act.until {
            p(.class("act-line")) { text(t("Term ends: {date}", ["date": t.words(until)])) }
        }
        if let place = act.place {
            p(.class("act-line")) { sentence(t("Place: {place}", ["place": gap(0)]), place) }
        }
        signatories(act.signatories)
        for quotation in act.quotations { self.quotation(quotation) }
        // The date's own sources stand with those of the act, each once.
        sources(act.sources + (only?.sources ?? []).filter { !act.sources.contains($0) })
    }

    /// Dates that sources disagree on, side by side.
    private func competing(_ dates: [ClaimModel<EDTF>]) {
        guard !dates.isEmpty else { return }
        div(.class("competing")) {
            p(.class("competing-word")) { text(t("The sources give different dates:")) }
            ul {
                for claim in dates {
                    li {
                        span(.class("act-date")) { date(claim.value) }
                        note(claim, isOneOfSeveral: true)
                    }
                }
            }
        }
    }

    private func signatories(_ names: [Said]) {
        guard !names.isEmpty else { return }
        div(.class("signatories")) {
            p { text(t("Signed by")) }
            ul {
                for signatory in names { li { name(signatory) } }
            }
        }
    }

    private func quotation(_ quotation: PartnershipModel.Quotation) {
        figure(.class("quotation")) {
            quoted(quotation.words)
            if let translation = quotation.translation { self.translation(translation) }
            figcaption {
                sentence(t("Words of the side of {city}", ["city": gap(0)]), quotation.speaker)
                sources(quotation.sources)
            }
        }
    }

    private func translation(_ words: Said) {
        p(.class("translation")) {
            let label = t("Translation:")
            span(.class("translation-word")) { text(label) }
            blank(after: label)
            text(words)
        }
    }

    /// Words as they were said, with the name of their language where it is not the page's.
    private func quoted(_ words: Said) {
        let (language, direction) = tongue(words)
        blockquote(language, direction) { p { text(words.text) } }
        if words.language != self.language {
            p(.class("tongue-note")) {
                span(.class("tongue")) { text(t.name(of: words.language)) }
            }
        }
    }
}

extension PartnershipModel.Act.Rail {
    fileprivate var className: StaticString {
        switch self {
        case .first: "act act-first"
        case .second: "act act-second"
        case .both: "act act-both"
        }
    }
}
