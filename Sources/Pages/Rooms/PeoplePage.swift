import Localisation
import Records

extension Page {
    /// People to people: the numbers as drawings and as tables, then the newest of each section.
    func people(_ model: PeopleModel) {
        trail()
        header(.class("page-head")) {
            h1 { text(t("People to people")) }
            div(.class("lead")) {
                p {
                    text(
                        t(
                            "Agreements are signed by cities. What they are worth is seen in who visits, learns and works together."
                        ))
                }
            }
        }
        nav(.class("divisions"), .label(t("What there is"))) {
            ul {
                for count in model.sections {
                    li {
                        a(.href(count.route)) {
                            text(count.label)
                            text(" ")
                            span(.class("count")) { text(t.number(count.number)) }
                        }
                    }
                }
            }
        }
        if model.areas.allSatisfy({ $0.number == 0 }) && model.years.isEmpty {
            empty(t("No visit, exchange or project is shown yet."), invites: false)
        } else {
            chart(
                Chart(
                    id: "areas", heading: t("By area"), column: t("Area"), counts: model.areas, style: .rows))
            chart(
                Chart(
                    id: "years", heading: t("By year"), column: t("Year"), counts: model.years,
                    style: .columns,
                    note: model.undated == 0
                        ? nil
                        : t(
                            "{count} more has no certain year.", "{count} more have no certain year.",
                            count: model.undated)))
        }
        related(model.newest)
    }

    /// What a chart shows: the drawing and the table have the same numbers.
    private struct Chart {
        enum Style { case rows, columns }

        var id: String
        var heading: String
        var column: String
        var counts: [PeopleModel.Count]
        var style: Style
        /// What the drawing does not show.
        var note: String?
    }

    private func chart(_ chart: Chart) {
        guard !chart.counts.isEmpty else { return }
        section(.class("chart")) {
            h2 { text(chart.heading) }
            switch chart.style {
            case .rows: rows(chart)
            case .columns:
                columns(chart)
                // The way to the records: a column of the strip is too narrow to be hit.
                details(.class("numbers")) {
                    summary { text(t("The same numbers as a table")) }
                    table(
                        TableModel(
                            caption: chart.heading,
                            columns: [chart.column, t("Visits, exchanges and projects")],
                            rows: chart.counts.filter { $0.number > 0 }.map { count in
                                [
                                    .init(.link(Said(count.label, in: language), count.route)),
                                    .init(.number(count.number)),
                                ]
                            }))
                }
            }
            if let note = chart.note { p(.class("note")) { text(note) } }
        }
    }

    /// Bars lying one below the other, each with its name and number in letters of the page.
    private func rows(_ chart: Chart) {
        let most = max(chart.counts.map(\.number).max() ?? 1, 1)
        ul(.class("bar-rows")) {
            for (index, count) in chart.counts.enumerated() {
                li {
                    p {
                        // A list without a record is no place to be sent to.
                        if count.number > 0 {
                            a(.href(count.route)) { text(count.label) }
                        } else {
                            span(.class("bar-name")) { text(count.label) }
                        }
                        text(" ")
                        span(.class("count")) { text(t.number(count.number)) }
                    }
                    if count.number > 0 {
                        drawing(
                            "\(chart.id)-\(index)", name: count.label, words: t.number(count.number),
                            height: "0.9em"
                        ) {
                            bar(x: "0", y: "0", width: "\(count.number * 100 / most)%", height: "0.9em")
                        }
                    }
                }
            }
        }
    }

    /// A strip of years: columns standing side by side, with the first and the last year named.
    private func columns(_ chart: Chart) {
        let most = max(chart.counts.map(\.number).max() ?? 1, 1)
        let width = 100 / Double(chart.counts.count)
        let top = chart.counts.max { $0.number < $1.number }
        drawing(
            chart.id, name: chart.heading,
            words: top.map { t("Most: {name}, {count}.", ["name": $0.label, "count": t.number($0.number)]) }
                ?? "",
            height: "7em"
        ) {
            for (place, count) in chart.counts.enumerated() where count.number > 0 {
                let height = Double(count.number * 70 / most) / 10
                bar(
                    x: "\(Double(place) * width)%", y: "\(7 - height)em", width: "\(width * 0.8)%",
                    height: "\(height)em")
            }
        }
        if let first = chart.counts.first, let last = chart.counts.last {
            p(.class("bar-ends")) {
                span { text(first.label) }
                span { text(last.label) }
            }
        }
    }

    private func drawing(
        _ id: String, name: String, words: String, height: String, _ content: () -> Void
    ) {
        element(
            "svg",
            [
                .class("bars"), .role("img"), Attribute("width", .literal("100%")),
                Attribute("height", .text(height)), Attribute("aria-labelledby", .text(id + "-name")),
                Attribute("aria-describedby", .text(id + "-words")),
            ]
        ) {
            element("title", [.id(id + "-name")]) { text(name) }
            element("desc", [.id(id + "-words")]) { text(words) }
            content()
        }
    }

    private func bar(x: String, y: String, width: String, height: String) {
        element(
            "rect",
            [
                .class("bar-shape"), Attribute("x", .text(x)), Attribute("y", .text(y)),
                Attribute("width", .text(width)), Attribute("height", .text(height)),
            ]
        ) {}
    }
}
