import Catalogue
import Kinds
import Localisation
import Pages
import Records
import Search

extension Reading {
    /// How many cities a facet offers.
    private static let offeredCities = 12
    /// Of how many subjects is asked whether they are cities.
    private static let triedSubjects = 60
    /// Of how many years each is offered by itself; of more, decades.
    private static let offeredYears = 12

    func search(_ question: SearchQuestion) throws -> Scene {
        guard let narrowing = try narrowing(question) else { return .problem(.notFound) }
        let answers = try view.search(
            question.words, in: chain.languages + languages, narrowedTo: narrowing,
            offset: (question.page - 1) * Self.pageSize, limit: Self.pageSize)
        // A partnership has no page but its city's, and nobody wants the same page twice.
        var shown: Set<Route> = []
        let hits = try answers.records.compactMap { record in
            try hit(record, for: answers.question).flatMap { shown.insert($0.route).inserted ? $0 : nil }
        }
        func turned(to page: Int) -> Route { .search(language, question.turned(to: page)) }
        return .page(
            .search(
                SearchModel(
                    question, mended: answers.mended, hits: hits, total: answers.total, all: answers.all,
                    facets: try facets(answers, question, narrowing),
                    previous: question.page > 1 ? turned(to: question.page - 1) : nil,
                    next: answers.goesOn ? turned(to: question.page + 1) : nil,
                    isCut: !answers.goesOn && answers.total > CatalogueView.weighedLimit)), languages: nil)
    }

    /// How many a list of suggestions holds.
    private static let suggested = 8

    func suggestions(_ words: String) throws -> Scene {
        let (records, question) = try view.suggestions(
            for: words, in: chain.languages + languages, limit: 2 * Self.suggested)
        var shown: Set<Route> = []
        let hits = try records.compactMap { record in
            try hit(record, for: question).flatMap { shown.insert($0.route).inserted ? $0 : nil }
        }
        return .suggestions(Array(hits.prefix(Self.suggested)))
    }

    private func hit(_ record: PublicRecord, for question: Question) throws -> SearchModel.Hit? {
        guard let card = try card(record), let place = card.route else { return nil }
        return SearchModel.Hit(
            // Who finds the Hall itself wants to come.
            route: record.kind == Hall.name ? .visit(language) : place,
            kind: phrases(record.kind, context: "kind"), title: title(card.title, for: question),
            passage: passage(of: record, for: question) ?? card.model?.text.map { .init($0) })
    }

    private func title(_ title: Said, for question: Question) -> SearchModel.Passage {
        let passage = Passage(marking: title.text, in: title.language, for: question)
        return SearchModel.Passage(
            passage.pieces.map { ($0.text, $0.isHit) }, in: title.language, isFallback: title.isFallback)
    }

    private func passage(of record: PublicRecord, for question: Question) -> SearchModel.Passage? {
        guard let (passage, tongue) = record.passage(for: question, in: chain.languages) else { return nil }
        return SearchModel.Passage(
            passage.pieces.map { ($0.text, $0.isHit) }, in: tongue ?? .undetermined,
            isFallback: tongue != nil && tongue != language)
    }

    /// - Returns: `nil` where no kind has the name, or no city the address.
    private func narrowing(_ question: SearchQuestion) throws -> Narrowing? {
        var narrowing = Narrowing()
        if let kind = question.kind, KindRegistry.kind(named: kind) == nil { return nil }
        narrowing.kind = question.kind
        narrowing.years = question.years
        narrowing.area = question.area?.rawValue
        narrowing.language = question.tongue
        if let slug = question.city {
            guard case .here(let city) = try view.presence(of: City.name, slug: slug) else { return nil }
            narrowing.subject = city.code
        }
        return narrowing
    }
}

// What answers can be narrowed by.
extension Reading {
    private typealias Value = SearchModel.Facet.Value

    /// The facets that part the answers, or that a narrowing holds already.
    private func facets(
        _ answers: Answers, _ question: SearchQuestion, _ narrowing: Narrowing
    ) throws -> [SearchModel.Facet] {
        let facets = answers.facets.offering(narrowing)
        let kinds = Self.most(facets.kinds).map { kind, count in
            value(phrases(kind, context: "kind"), count, question, question.kind == kind) { $0.kind = kind }
        }
        let areas = Self.most(facets.areas).compactMap { name, count in
            Route.Area(rawValue: name).map { area in
                value(area.name(phrases), count, question, question.area == area) { $0.area = area }
            }
        }
        let tongues = Self.most(facets.languages).map { tongue, count in
            value(phrases.name(of: tongue), count, question, question.tongue == tongue) { $0.tongue = tongue }
        }
        let every: [(SearchModel.Facet.Name, [Value], Route)] = [
            (.kind, kinds, route(question) { $0.kind = nil }),
            (.partner, try cities(facets.subjects, question), route(question) { $0.city = nil }),
            (.year, years(facets.periods, question), route(question) { $0.years = nil }),
            (.area, areas, route(question) { $0.area = nil }),
            (.language, tongues, route(question) { $0.tongue = nil }),
        ]
        return every.compactMap { name, values, all in
            let parts = values.count > 1 || values.contains { $0.count < answers.total }
            return parts || values.contains(where: \.isChosen)
                ? SearchModel.Facet(name, values, all: all) : nil
        }
    }

    private func cities(_ counts: [Code: Int], _ question: SearchQuestion) throws -> [Value] {
        let most = Self.most(counts.filter { $0.key != hall.homeCity.code }).prefix(Self.triedSubjects)
        return try view.records(most.map(\.0)).compactMap { record -> Value? in
            guard let city = record.decoded(City.self), let slug = city.slug?.text else { return nil }
            return Value(
                title(city), count: counts[record.code] ?? 0, route: route(question) { $0.city = slug },
                isChosen: question.city == slug)
        }
        .prefix(Self.offeredCities).map(\.self)
    }

    /// The years, newest first; where they are many, decades, and the years of the one that was chosen.
    ///
    /// What may lie in several years counts for each of them, and once for a decade.
    private func years(_ counts: [ClosedRange<Int>: Int], _ question: SearchQuestion) -> [Value] {
        let all = Set(counts.keys.joined())
        var ranges = all.map { $0...$0 }
        if ranges.count > Self.offeredYears {
            let decades = Set(all.map { $0 / 10 * 10 })
            let opened = question.years.map { $0.lowerBound / 10 * 10 }
            ranges = decades.map { $0...$0 + 9 } + ranges.filter { $0.lowerBound / 10 * 10 == opened }
        }
        if let years = question.years, !ranges.contains(years) { ranges.append(years) }
        return ranges.sorted {
            ($1.lowerBound / 10, $1.count, $1.lowerBound) < ($0.lowerBound / 10, $0.count, $0.lowerBound)
        }
        .map { years in
            let count = counts.reduce(0) { years.overlaps($1.key) ? $0 + $1.value : $0 }
            let label = years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound)–\(years.upperBound)"
            return value(label, count, question, question.years == years) { $0.years = years }
        }
    }

    private func value(
        _ label: String, _ count: Int, _ question: SearchQuestion, _ isChosen: Bool,
        _ choose: (inout SearchQuestion) -> Void
    ) -> Value {
        Value(said(phrase: label), count: count, route: route(question, choose), isChosen: isChosen)
    }

    private func route(_ question: SearchQuestion, _ change: (inout SearchQuestion) -> Void) -> Route {
        .search(language, question.with(change))
    }

    /// The values with the most answers first.
    private static func most<Value: Comparable>(_ counts: [Value: Int]) -> [(Value, Int)] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }
}
