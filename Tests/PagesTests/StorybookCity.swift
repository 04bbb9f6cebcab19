import Localisation
import Pages
import Records

extension Storybook {
    var oxford: CityModel {
        CityModel(
            name: said("Оксфорд", "Oxford"), country: word("Великобритания", "United Kingdom"),
            introduction: said(
                "Университеты двух городов начали переписку раньше, чем мэры подписали бумаги.",
                "The universities of the two cities wrote to each other before the mayors signed anything."),
            accent: .moss, picture: drawnHall,
            names: [
                .init(name: Said("Oxford", in: .english), period: nil, note: nil, sources: []),
                .init(name: Said("Оксфорд", in: .russian), period: nil, note: nil, sources: [pressSource]),
                .init(name: Said("牛津", in: Self.chinese), period: nil, note: nil, sources: []),
                .init(
                    name: Said("Oxenaforda", in: Self.known("ang")), period: date("0911/1100"),
                    note: said("Первое упоминание.", "The first mention."), sources: [bookSource]),
            ],
            facts: [
                fact("Население", "Inhabitants", .number(152_000)),
                FactModel(
                    label: word("Связь считают с", "The tie is counted from"),
                    values: [
                        ClaimModel(
                            .date(date("1990")), note: nil, isPreferred: true, sources: [councilSource]
                        ),
                        ClaimModel(
                            .date(date("1995")), note: nil, isPreferred: false, sources: [pressSource]),
                    ]),
            ],
            partnerships: [partnership], photos: [harvesters, lady],
            related: [
                RelatedModel(heading: word("Подарки", "Gifts"), cards: giftCards, more: .gifts(language)),
                RelatedModel(heading: word("Новости", "News"), cards: newsCards, more: nil),
            ])
    }

    var bareCity: CityModel {
        CityModel(
            name: Said("Amnéville-les-Thermes", in: Self.french, isFallback: true),
            country: word("Франция", "France"),
            introduction: nil, accent: .kama, picture: nil, names: [], facts: [], partnerships: [],
            photos: [],
            related: [])
    }

    var partnership: PartnershipModel {
        PartnershipModel(
            code: "0XFRDPM",
            sides: (
                .init(
                    city: said("Пермь", "Perm"), page: nil,
                    types: [
                        ClaimModel(
                            word("Город-побратим", "Twin city"), note: nil, isPreferred: false,
                            sources: [pressSource])
                    ],
                    statuses: [
                        .init(
                            status: word("Действует", "Active"), date: date("2025?"),
                            words: Said("Отношения сохраняются.", in: .russian), isQuotation: true,
                            sources: [pressSource])
                    ]),
                .init(
                    city: said("Оксфорд", "Oxford"), page: .city(language, "oxford"),
                    types: [
                        ClaimModel(
                            word("Побратимская связь", "Twinning link"), note: nil, isPreferred: false,
                            sources: [councilSource])
                    ],
                    statuses: [
                        .init(
                            status: word("Прекращено", "Ended"), date: date("2022-03-04"),
                            words: Said(
                                "until such time as Russia’s breaches of international law cease",
                                in: .english),
                            isQuotation: true,
                            translation: language == .russian
                                ? Said("пока не прекратятся нарушения международного права", in: .russian)
                                : nil,
                            sources: [councilSource]),
                        .init(
                            status: word("Приостановлено", "Suspended"), date: date("2022"),
                            words: said(
                                "Так пишет общество «Оксфорд – Пермь».", "So the association writes."),
                            isQuotation: false, sources: [bookSource]),
                    ])
            ),
            acts: [
                .init(
                    rail: .both, type: word("Первые контакты", "First contacts"),
                    text: said("Преподаватели ездят друг к другу.", "Teachers travel to one another."),
                    dates: [claim("1989", pressSource), claim("1990", councilSource, isPreferred: true)],
                    place: nil,
                    signatories: [], quotations: [], sources: []),
                .init(
                    rail: .first, type: word("Решение думы", "Council vote"), text: nil,
                    dates: [claim("1994-11", pressSource)], place: said("Пермь", "Perm"), signatories: [],
                    quotations: [], sources: [bookSource]),
                .init(
                    rail: .both, type: word("Декларация", "Declaration"),
                    text: said(
                        "Мэры обещают развивать дружеские связи.",
                        "The mayors promise to develop friendly links."),
                    dates: [claim("1995-06-12", pressSource)], place: said("Оксфорд", "Oxford"),
                    signatories: [
                        said("Мэр Перми", "The Mayor of Perm"),
                        Said("The Lord Mayor of Oxford", in: .english),
                    ],
                    quotations: [], sources: [pressSource]),
                .init(
                    rail: .second, type: word("Прекращение", "End"), text: nil,
                    dates: [claim("2022-03-07", councilSource)],
                    place: nil, signatories: [],
                    quotations: [
                        .init(
                            words: Said(
                                "We end the twinning until such time as the breaches cease.", in: .english),
                            translation: language == .russian
                                ? Said(
                                    "Мы прекращаем побратимство, пока не прекратятся нарушения.", in: .russian
                                ) : nil,
                            speaker: said("Оксфорд", "Oxford"), sources: [councilSource])
                    ],
                    sources: []),
            ],
            note: said(
                "Пять источников называют разные годы начала.",
                "Five sources give different years for the beginning."))
    }

    func claim(_ text: String, _ source: SourceModel, isPreferred: Bool = false) -> ClaimModel<EDTF> {
        ClaimModel(date(text), note: nil, isPreferred: isPreferred, sources: [source])
    }
}
