package import Localisation

extension Route.Section {
    /// What the section is called in navigation and above its list.
    package func name(_ t: Phrases) -> String {
        switch self {
        case .cities: t("Partner cities")
        case .exhibitions: t("Exhibitions")
        case .gifts: t("Gifts")
        case .photos: t("Photos")
        case .recognitions: t("Recognitions")
        case .news: t("News")
        case .visits: t("Visits")
        case .exchanges: t("Exchanges")
        case .projects: t("Joint projects")
        case .documents: t("Documents")
        case .organisations: t("Organisations")
        case .people: t("People")
        case .events: t("Events")
        case .pages: t("Pages")
        }
    }
}

extension Route {
    /// A room of the Hall that holds records, as the navigation knows it.
    package enum Room: Sendable { case cities, exhibition, gifts, photos, peopleToPeople, recognitions, news }
}

extension Route.Section {
    /// The room that the section stands in; `nil` for what is part of none.
    package var room: Route.Room? {
        switch self {
        case .cities: .cities
        case .exhibitions: .exhibition
        case .gifts: .gifts
        case .photos: .photos
        case .visits, .exchanges, .projects, .documents, .organisations, .people, .events: .peopleToPeople
        case .recognitions: .recognitions
        case .news: .news
        // Reached from texts of any room.
        case .pages: nil
        }
    }
}

extension Route.Area {
    package func name(_ t: Phrases) -> String {
        switch self {
        case .culture: t("Culture")
        case .sports: t("Sports")
        case .economy: t("Economy")
        case .education: t("Education")
        case .management: t("Management practices")
        }
    }
}
