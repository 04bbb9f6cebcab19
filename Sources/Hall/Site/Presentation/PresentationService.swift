import Catalogue
import IIIF
import Kinds
import Localisation
import Pages
import Records

extension HallSite {
    /// What other programs show of the Hall; absent without a public address, for these documents name themselves.
    ///
    /// - Parameter languages: the phrases of the interface in each of its languages.
    func presentation(
        _ route: Route, of hall: Hall, in languages: [Phrases], origin: String?
    ) async throws -> Answer {
        let answer = try await catalogue.read { view in
            try PresentationReading(view: view, hall: hall, phrases: languages, origin: origin ?? "")
                .answer(route)
        }
        if case .presentation = answer, origin == nil { return .problem(.notFound) }
        return answer
    }
}

extension PresentationReading {
    /// The answer to an address of the presentation; `notFound` for any other.
    func answer(_ route: Route) throws -> Answer {
        switch route {
        case .manifest(let code): try found(code) { try manifest($0).map { .manifest($0) } }
        case .canvas(let photo, let code): try canvas(photo, of: code)
        case .manifests(let code?, let part):
            try found(code) { try collection($0, part: part).map { .collection($0) } }
        case .manifests(nil, let part):
            try collectionOfHall(part: part).map { .presentation(Presentation3.json(.collection($0))) }
                ?? .problem(.notFound)
        default: .problem(.notFound)
        }
    }

    private func found(
        _ code: String, _ resource: (PublicRecord) throws -> PresentationResource?
    ) throws -> Answer {
        guard let code = Code(code) else { return .problem(.notFound) }
        switch try view.presence(of: code) {
        case .here(let record):
            return try resource(record).map { .presentation(Presentation3.json($0)) } ?? .problem(.notFound)
        case .gone: return .problem(.gone)
        case .unknown: return .problem(.notFound)
        }
    }

    /// A view is told of in its manifest alone; both the thing and its photo have to be public.
    private func canvas(_ photo: String, of manifest: String) throws -> Answer {
        for code in [manifest, photo] {
            guard let code = Code(code) else { return .problem(.notFound) }
            switch try view.presence(of: code) {
            case .here(let record):
                guard record.listed() is any Viewed else { return .problem(.notFound) }
            case .gone: return .problem(.gone)
            case .unknown: return .problem(.notFound)
            }
        }
        return .redirect(to: .manifest(manifest), isPermanent: false)
    }
}
