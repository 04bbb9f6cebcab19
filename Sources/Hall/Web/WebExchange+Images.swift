internal import Crypto
internal import HTTPTypes
internal import IIIF
internal import NIOCore
internal import Pages

/// The image service: the same limits, log and errors as everything else, open to programs of other sites.
extension WebExchange {
    /// What other sites' programs may do: read everything, with any header, and without anybody's cookies.
    static let openToOthers: HTTPFields = [
        .accessControlAllowOrigin: "*", .accessControlExposeHeaders: "Link, ETag",
    ]

    /// The answer to an address below `/iiif/`.
    func images(_ route: Route) async throws -> Reply {
        guard let api = route.imageAPI else { throw WebProblem.notFound }
        // What browsers ask before a program sends an `Accept` with a profile in it.
        if arrival.method == .options {
            return Reply(
                .noContent,
                [
                    .accessControlAllowMethods: "GET, HEAD", .accessControlAllowHeaders: "*",
                    .accessControlMaxAge: "86400", .cacheControl: CachePolicy.never,
                ])
        }
        try allow("GET, HEAD, OPTIONS")
        let (hall, language) = (hall, language)
        let answer = try await TimeLimit.within(hall.timeLimit) {
            try await hall.site.answer(route, in: language)
        }
        switch answer {
        case .redirect(let target, _):
            return Reply(.seeOther, [.location: target.path, .cacheControl: CachePolicy.picture])
        case .image(.information(let bytes)): return information(bytes, of: api)
        case .image(.image(let order, let canonical)): return try await image(order, canonical, of: api)
        case .image(.refusal(let refusal)): return .text(.badRequest, refusal.sentence + "\n")
        case .problem(let reason): throw WebProblem(reason)
        case .page, .picture: throw WebProblem.notFound
        }
    }

    private func image(_ order: ImageOrder, _ canonical: String, of api: ImageAPI) async throws -> Reply {
        let tag = EntityTag(order.fingerprint)
        var headers: HTTPFields = [.eTag: tag.field, .cacheControl: CachePolicy.picture]
        headers[.link] = "<\(canonical)>;rel=\"canonical\", <\(api.profile)>;rel=\"profile\""
        guard !tag.isNamed(by: arrival.ifNoneMatch) else { return Reply(.notModified, headers) }
        let hall = hall
        let bytes = try await TimeLimit.within(hall.timeLimit) { try await hall.site.bytes(of: order) }
        headers[.contentType] = order.plan.format.mediaType
        return Reply(.ok, headers, body: ByteBuffer(bytes: bytes))
    }

    /// JSON-LD where it is asked for, and in version 3 where nothing is (IIIF Image API 3.0, section 5.1; 2.1, section 5).
    private func information(_ bytes: [UInt8], of api: ImageAPI) -> Reply {
        let accept = arrival.headers[.accept].map { HeaderText.lowercased($0.utf8[...]) }
        let isLinked = accept?.contains("application/ld+json") ?? (api == .three)
        let hash = Hexadecimal.text(SHA256.hash(data: bytes).prefix(16))
        let tag = EntityTag("\(hash)-\(isLinked ? "ld" : "json")")
        var headers: HTTPFields = [
            .eTag: tag.field, .cacheControl: CachePolicy.picture, .vary: "Accept",
        ]
        let profile = "<\(api.profile)>;rel=\"profile\""
        let context =
            "<\(api.context)>;rel=\"http://www.w3.org/ns/json-ld#context\";type=\"application/ld+json\""
        headers[.link] = isLinked ? profile : "\(context), \(profile)"
        guard !tag.isNamed(by: arrival.ifNoneMatch) else { return Reply(.notModified, headers) }
        headers[.contentType] =
            isLinked ? "application/ld+json;profile=\"\(api.context)\"" : "application/json"
        return Reply(.ok, headers, body: ByteBuffer(bytes: bytes))
    }
}

extension Route {
    /// The version of the image service that an address belongs to.
    fileprivate var imageAPI: ImageAPI? {
        switch self {
        case .imageService(let api, _), .imageInformation(let api, _), .image(let api, _, _): api
        default: nil
        }
    }
}
