internal import Crypto
internal import HTTPTypes
internal import IIIF
internal import NIOCore
internal import Pages

/// The image service and what is presented to other programs: the same limits, log and errors as everything else, open to programs of other sites.
extension WebExchange {
    /// What other sites' programs may do: read everything, with any header, and without anybody's cookies.
    static let openToOthers: HTTPFields = [
        .accessControlAllowOrigin: "*", .accessControlExposeHeaders: "Link, ETag",
    ]

    /// The answer to an address below `/iiif/`.
    func images(_ route: Route) async throws -> Reply {
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
        case .image(let image):
            guard let api = route.imageAPI else { throw WebProblem.notFound }
            return try await reply(image, of: api)
        case .presentation(let bytes): return linkedData(bytes, Presentation3.context, unlessAsked: true)
        case .problem(let reason): throw WebProblem(reason)
        case .page, .picture: throw WebProblem.notFound
        }
    }

    private func reply(_ answer: ImageAnswer, of api: ImageAPI) async throws -> Reply {
        switch answer {
        case .information(let bytes):
            // In version 3 where nothing is asked for (IIIF Image API 3.0, section 5.1; 2.1, section 5).
            linkedData(bytes, api.context, unlessAsked: api == .three, profile: api.profile)
        case .image(let order, let canonical): try await image(order, canonical, of: api)
        case .refusal(let refusal): .text(.badRequest, refusal.sentence + "\n")
        }
    }

    private func image(_ order: ImageOrder, _ canonical: String, of api: ImageAPI) async throws -> Reply {
        let hall = hall
        let file = hall.site.image(order)
        if let known = file.known(canonical, of: api, by: arrival.ifNoneMatch) { return known }
        let bytes = try await TimeLimit.within(hall.timeLimit) { try await file.bytes() }
        return file.reply(bytes, order.plan.format, canonical, of: api)
    }

    /// A document as JSON-LD where it is asked for, else as JSON with a link to its context.
    ///
    /// - Parameter unlessAsked: whether it is JSON-LD for who accepts whatever comes.
    private func linkedData(
        _ bytes: [UInt8], _ context: String, unlessAsked: Bool, profile: String? = nil
    ) -> Reply {
        let accept = arrival.headers[.accept].map { HeaderText.lowercased($0.utf8[...]) }
        let isLinked = accept?.contains("application/ld+json") ?? unlessAsked
        let isPacked = bytes.count >= Self.smallestPacked && arrival.acceptsGzip
        let hash = Hexadecimal.text(SHA256.hash(data: bytes).prefix(16))
        let tag = EntityTag("\(hash)-\(isLinked ? "ld" : "json")\(isPacked ? ".z" : "")")
        var headers: HTTPFields = [
            .eTag: tag.field, .cacheControl: CachePolicy.picture, .vary: "Accept, Accept-Encoding",
        ]
        var links = profile.map { ["<\($0)>;rel=\"profile\""] } ?? []
        if !isLinked {
            links.insert(
                "<\(context)>;rel=\"http://www.w3.org/ns/json-ld#context\";type=\"application/ld+json\"",
                at: 0)
        }
        if !links.isEmpty { headers[.link] = links.joined(separator: ", ") }
        guard !tag.isNamed(by: arrival.ifNoneMatch) else { return Reply(.notModified, headers) }
        headers[.contentType] =
            isLinked ? "application/ld+json;profile=\"\(context)\"" : "application/json"
        guard isPacked, let packed = Gzip.compress(bytes, level: Gzip.quick) else {
            return Reply(.ok, headers, body: ByteBuffer(bytes: bytes))
        }
        headers[.contentEncoding] = "gzip"
        return Reply(.ok, headers, body: packed)
    }

    /// A shorter document travels in one packet as it is.
    private static let smallestPacked = 1_400
}

extension ImageFile {
    /// The image as its reader gets it.
    func reply(_ bytes: [UInt8], _ format: ImageFormat, _ canonical: String, of api: ImageAPI) -> Reply {
        var headers = headers(canonical, of: api)
        headers[.contentType] = format.mediaType
        return Reply(.ok, headers, body: ByteBuffer(bytes: bytes))
    }

    /// 304 where the reader has these very bytes.
    func known(_ canonical: String, of api: ImageAPI, by ifNoneMatch: String?) -> Reply? {
        EntityTag(fingerprint).isNamed(by: ifNoneMatch)
            ? Reply(.notModified, headers(canonical, of: api)) : nil
    }

    private func headers(_ canonical: String, of api: ImageAPI) -> HTTPFields {
        [
            .eTag: EntityTag(fingerprint).field, .cacheControl: CachePolicy.picture,
            .link: "<\(canonical)>;rel=\"canonical\", <\(api.profile)>;rel=\"profile\"",
        ]
    }
}

extension Route {
    /// The version of the image service that an address belongs to.
    var imageAPI: ImageAPI? {
        switch self {
        case .imageService(let api, _), .imageInformation(let api, _), .image(let api, _, _): api
        default: nil
        }
    }
}
