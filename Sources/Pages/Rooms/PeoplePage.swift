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
                    style: .columns))
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
    }

    private func chart(_ chart: Chart) {
        guard !chart.counts.isEmpty else { return }
        section(.class("chart")) {
            h2 { text(chart.heading) }
            switch chart.style {
            case .rows: rows(chart)
            case .columns: columns(chart)
            }
            let numbers = TableModel(
                caption: chart.heading, columns: [chart.column, t("Visits, exchanges and projects")],
                rows: chart.counts.filter { $0.number > 0 || chart.style == .rows }.map { count in
                    [
                        .init(.link(Said(count.label, in: language), count.route)),
                        .init(.number(count.number)),
                    ]
                })
            // The way to the records: a column of the strip is too narrow to be hit.
            if chart.style == .rows {
                table(numbers)
            } else {
                details(.class("numbers")) {
                    summary { text(t("The same numbers as a table")) }
                    table(numbers)
                }
            }
        }
    }

    /// Bars lying one below the other, each under its name. Lengths are in parts of the width and heights in letters,
    /// so that nothing is cut whatever the font's size and the window's width.
    private func rows(_ chart: Chart) {
        let most = max(chart.counts.map(\.number).max() ?? 1, 1)
        drawing(chart, height: "\(chart.counts.count * 3)em") {
            for (row, count) in chart.counts.enumerated() {
                label(count.label, x: "0", y: "\(Double(row * 30 + 11) / 10)em")
                bar(
                    x: "0", y: "\(Double(row * 30 + 15) / 10)em", width: "\(count.number * 100 / most)%",
                    height: "0.9em")
            }
        }
    }

    /// A strip of years: columns standing side by side, with the first and the last year named.
    private func columns(_ chart: Chart) {
        let most = max(chart.counts.map(\.number).max() ?? 1, 1)
        let width = 100 / Double(chart.counts.count)
        drawing(chart, height: "9em") {
            for (place, count) in chart.counts.enumerated() where count.number > 0 {
                let height = Double(count.number * 70 / most) / 10
                bar(
                    x: "\(Double(place) * width)%", y: "\(7 - height)em", width: "\(width * 0.8)%",
                    height: "\(height)em")
            }
            if let first = chart.counts.first, let last = chart.counts.last {
                label(first.label, x: "0", y: "8.4em")
                if chart.counts.count > 1 { label(last.label, x: "100%", y: "8.4em", isAtEnd: true) }
            }
        }
    }

    private func drawing(_ chart: Chart, height: String, _ content: () -> Void) {
        let most = chart.counts.max { $0.number < $1.number }
        element(
            "svg",
            [
                .class("bars"), .role("img"), Attribute("width", .literal("100%")),
                Attribute("height", .text(height)), Attribute("aria-labelledby", .text(chart.id + "-name")),
                Attribute("aria-describedby", .text(chart.id + "-words")),
            ]
        ) {
            element("title", [.id(chart.id + "-name")]) { text(chart.heading) }
            element("desc", [.id(chart.id + "-words")]) {
                if let most {
                    text(
                        t(
                            "Most: {name}, {count}.",
                            ["name": most.label, "count": t.number(most.number)]))
                }
            }
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

    private func label(_ words: String, x: String, y: String, isAtEnd: Bool = false) {
        element(
            "text",
            [
                Attribute("x", .text(x)), Attribute("y", .text(y)),
                Attribute("text-anchor", .literal("end")).if(isAtEnd),
            ]
        ) { text(words) }
    }
}
