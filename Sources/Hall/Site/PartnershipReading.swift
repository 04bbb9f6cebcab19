import Catalogue
import Kinds
import Localisation
import Pages
import Records

/// A partnership as the two-rail timeline shows it.
extension Reading {
    /// - Returns: `nil` when one of the two cities is not public.
    func partnership(_ partnership: Partnership, code: Code) throws -> PartnershipModel? {
        guard let first = try side(partnership.first), let second = try side(partnership.second) else {
            return nil
        }
        let cities = (first.city, second.city)
        return PartnershipModel(
            code: code.text, sides: (first, second), acts: partnership.acts.map { act($0, cities) },
            note: said(partnership.note))
    }

    private func side(_ side: Partnership.Side) throws -> PartnershipModel.Side? {
        guard let code = side.city.code, let city = try view.records([code]).first?.decoded(City.self) else {
            return nil
        }
        return PartnershipModel.Side(
            city: title(city), page: city.slug.map { .city(language, $0.text) },
            types: claims(side.types) { $0.isEmpty ? nil : phrases($0.text, context: "partnership-type") },
            statuses: side.statuses.map(status))
    }

    private func status(_ status: Partnership.SideStatus) -> PartnershipModel.Status {
        let quoted = status.quotation.said
        return PartnershipModel.Status(
            status: phrases(status.status.text, context: "status"),
            date: status.date.isEmpty ? nil : status.date,
            words: quoted ?? said(status.text), isQuotation: quoted != nil,
            translation: translation(of: status.quotation), note: quoted == nil ? nil : said(status.text),
            sources: sources(status.sources))
    }

    /// Words that are in the reader's language need no translation.
    private func translation(of quotation: Records.Quotation) -> Said? {
        quotation.language.value == language ? nil : said(quotation.translation)
    }

    private func act(_ act: Partnership.Act, _ cities: (Said, Said)) -> PartnershipModel.Act {
        PartnershipModel.Act(
            rail: rail(act.rail), type: phrases(act.type.text, context: "act"), text: said(act.text),
            dates: claims(act.dates) { $0.isEmpty ? nil : $0 }, until: act.until.isEmpty ? nil : act.until,
            place: said(act.place),
            signatories: act.signatories.compactMap { holder($0.name, of: $0.office) },
            quotations: act.quotations.compactMap { quotation($0, cities) }, sources: sources(act.sources))
    }

    private func rail(_ rail: Chosen<Rail>) -> PartnershipModel.Act.Rail {
        switch rail.value {
        case .first: .first
        case .second: .second
        case .both, nil: .both
        }
    }

    private func quotation(
        _ quotation: Partnership.SideQuotation, _ cities: (Said, Said)
    ) -> PartnershipModel.Quotation? {
        guard let words = quotation.quotation.said else { return nil }
        return PartnershipModel.Quotation(
            words: words, translation: translation(of: quotation.quotation),
            speaker: quotation.rail.value == .second ? cities.1 : cities.0,
            sources: sources(quotation.sources))
    }
}

extension Partnership: Listed {
    /// A partnership is shown on the page of its second side, the partner; of the first where that is missing.
    func card(in reading: Reading, _ code: Code) throws -> Card? {
        let ends = [second.city, first.city].compactMap(\.code)
        let city = try reading.view.records(ends).lazy.compactMap { $0.decoded(City.self) }.first
        guard let city, let slug = city.slug else { return nil }
        return reading.card(
            self, route: .city(reading.language, slug.text),
            overline: reading.said(phrase: reading.phrases(Partnership.name, context: "kind")), picture: nil,
            accent: reading.accent(city))
    }
}
