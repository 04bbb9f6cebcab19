package import Records

/// What a search asks for, and what its answers are narrowed to, as its address says it.
package struct SearchQuestion: Hashable, Sendable {
    package var words: String
    /// The name of a kind of record.
    package var kind: String?
    /// The last part of a city's address.
    package var city: String?
    package var years: ClosedRange<Int>?
    package var area: Route.Area?
    /// The language that records have texts in.
    package var tongue: Language?
    package var page: Int

    package init(_ words: String, page: Int = 1) {
        self.words = words
        self.page = page
    }

    package var isNarrowed: Bool {
        kind != nil || city != nil || years != nil || area != nil || tongue != nil
    }

    /// The same question with something else about it, from the first page on.
    package func with(_ change: (inout SearchQuestion) -> Void) -> SearchQuestion {
        var question = self
        question.page = 1
        change(&question)
        return question
    }

    package func turned(to page: Int) -> SearchQuestion {
        var question = self
        question.page = page
        return question
    }
}

extension SearchQuestion {
    /// Reads the fields of an address; `nil` for a value that no page gives out.
    init?(_ fields: [(String, String)]) {
        func field(_ name: String) -> String? { fields.first { $0.0 == name }?.1 }
        guard let page = Route.page(fields), (field("q") ?? "").utf8.count <= Route.Limits.query else {
            return nil
        }
        self.init(field("q") ?? "", page: page)
        if let kind = field("kind") {
            guard (1...40).contains(kind.utf8.count), kind.utf8.allSatisfy({ (97...122).contains($0) }) else {
                return nil
            }
            self.kind = kind
        }
        if let city = field("partner") {
            guard (1...Route.Limits.slug).contains(city.utf8.count) else { return nil }
            self.city = city
        }
        if field("from") != nil || field("to") != nil {
            guard let from = field("from").flatMap({ Route.number($0, Route.Limits.year) }),
                let to = field("to").flatMap({ Route.number($0, Route.Limits.year) }), from <= to
            else { return nil }
            years = from...to
        }
        if let area = field("area") {
            guard let known = Route.Area(rawValue: area) else { return nil }
            self.area = known
        }
        if let tongue = field("language") {
            guard let language = Language(tongue), language.tag == tongue else { return nil }
            self.tongue = language
        }
    }

    /// As an address says it, in a fixed order; empty for the question without words.
    var fields: [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = words.isEmpty ? [] : [("q", words)]
        if let kind { fields.append(("kind", kind)) }
        if let city { fields.append(("partner", city)) }
        if let years { fields += [("from", "\(years.lowerBound)"), ("to", "\(years.upperBound)")] }
        if let area { fields.append(("area", area.rawValue)) }
        if let tongue { fields.append(("language", tongue.tag)) }
        if page != 1 { fields.append(("page", "\(page)")) }
        return fields
    }
}
