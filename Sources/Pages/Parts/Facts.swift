import Localisation
import Records

extension Page {
    /// A date in words, with its machine form where HTML has one.
    func date(_ edtf: EDTF, minutes: Int? = nil) {
        let words = t.words(edtf)
        guard let day = edtf.calendarDate else {
            text(words)
            return
        }
        if let minutes, day.utf8.count == 10, (0..<1440).contains(minutes) {
            let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
            let clock = (hour < 10 ? "0\(hour)" : "\(hour)") + (minute < 10 ? ":0\(minute)" : ":\(minute)")
            let both = t(
                "{date}, {time}", ["date": words, "time": t.time(minutes: minutes)], context: "date")
            time(.datetime(day + "T" + clock)) { text(both) }
        } else {
            time(.datetime(day)) { text(words) }
        }
    }

    /// A list of what is known: a label as beside an object in a museum.
    func facts(_ facts: [FactModel]) {
        guard !facts.isEmpty else { return }
        dl(.class("facts")) {
            for fact in facts {
                div {
                    dt { text(fact.label) }
                    for claim in fact.values {
                        dd {
                            value(claim.value)
                            note(claim, isOneOfSeveral: fact.values.count > 1)
                        }
                    }
                }
            }
        }
    }

    /// A table that can be moved sideways where the page is narrow, by the keyboard as well.
    func table(_ model: TableModel) {
        guard !model.rows.isEmpty else { return }
        // A column in which nothing is known would only take room.
        let shown = model.columns.indices.filter { column in
            model.rows.contains { !$0[column].isEmpty }
        }
        // Outside of what moves, so that it is never cut; the table has the same name.
        p(.class("table-caption"), .decoration) { text(model.caption) }
        div(
            .class("table-frame"), .role("region"), .label(model.caption),
            Attribute("tabindex", .literal("0"))
        ) {
            table(.label(model.caption)) {
                thead {
                    tr {
                        for column in shown {
                            th(Attribute("scope", .literal("col"))) { text(model.columns[column]) }
                        }
                    }
                }
                tbody {
                    for row in model.rows {
                        tr {
                            for column in shown {
                                let cell = row[column]
                                if column == shown.first {
                                    th(Attribute("scope", .literal("row"))) { self.cell(cell) }
                                } else {
                                    td { self.cell(cell) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func cell(_ cell: TableModel.Cell) {
        if let accent = cell.accent {
            span(.class("key-dot"), .accent(accent), .decoration) {}
            text(" ")
        }
        for (index, value) in cell.values.enumerated() {
            if index > 0 { text(" · ") }
            self.value(value)
        }
        sources(cell.sources)
    }

    private func value(_ value: FactModel.Value) {
        switch value {
        case .words(let words): text(words)
        case .said(let said): text(said)
        case .date(let edtf): date(edtf)
        case .number(let number): text(t.number(number))
        case .link(let said, let route): a(.href(route)) { text(said) }
        case .web(let said, let address): outside(said, address)
        }
    }

    /// An address that is none of the web is not a link; its words stay.
    private func outside(_ said: Said, _ address: String?) {
        if let address = address.flatMap({ WebAddress($0) }) {
            a(.href(address), .rel("external")) { text(said) }
        } else {
            text(said)
        }
    }

    /// What is said about a value that stands among others: whether the office prefers it, a note, its sources.
    func note<Value>(_ claim: ClaimModel<Value>, isOneOfSeveral: Bool) {
        if isOneOfSeveral, claim.isPreferred {
            text(" ")
            span(.class("preferred")) { text(t("the office’s choice")) }
        }
        if let note = claim.note {
            text(" ")
            span(.class("note")) { text(note) }
        }
        sources(claim.sources)
    }

    /// Where something is known from, as links in a list.
    func sources(_ sources: [SourceModel]) {
        guard !sources.isEmpty else { return }
        div(.class("sources")) {
            let label = sources.count == 1 ? t("Source:") : t("Sources:")
            span(.class("sources-word")) { text(label) }
            blank(after: label)
            ul {
                for source in sources {
                    li { outside(source.title, source.url) }
                    text(" ")
                }
            }
        }
    }
}

extension EDTF {
    /// `2019`, `2019-06` or `2019-06-19`: what HTML and ISO 8601 take as a date; `nil` for any other.
    var calendarDate: String? {
        let bytes = Array(text.utf8)
        guard [4, 7, 10].contains(bytes.count), !bytes.starts(with: "0000".utf8) else { return nil }
        let isPlain = bytes.enumerated().allSatisfy { index, byte in
            index == 4 || index == 7 ? byte == UInt8(ascii: "-") : (48...57).contains(byte)
        }
        // A season is written as a month above twenty.
        return isPlain && !(bytes.count > 4 && bytes[5] > UInt8(ascii: "1")) ? text : nil
    }
}
