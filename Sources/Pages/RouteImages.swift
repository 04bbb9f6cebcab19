import IIIF

extension Route {
    private static let images = "/iiif/"

    /// Whether a path belongs to the image service, which answers other sites' programs too, also when it is none of ours.
    package static func isBelowImages(_ path: some StringProtocol) -> Bool {
        path.utf8.starts(with: images.utf8)
    }

    /// Reads an address of the image service.
    ///
    /// Its parameters may be anything here, a backslash or nothing at all: what they mean is said by 400, not by 404.
    static func image(_ path: String) -> Route? {
        var segments: [String] = []
        for part in path.utf8.dropFirst(images.utf8.count).split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        {
            guard segments.count < 6, let segment = decoded(part, plusIsBlank: false) else { return nil }
            segments.append(segment)
        }
        guard segments.count >= 2,
            let api = ImageAPI.allCases.first(where: { "\($0.rawValue)" == segments[0] }),
            isCode(segments[1])
        else { return nil }
        switch segments.count {
        case 2: return .imageService(api, segments[1])
        case 3: return segments[2] == "info.json" ? .imageInformation(api, segments[1]) : nil
        case 6:
            let parameters = ImageParameters(
                region: segments[2], size: segments[3], rotation: segments[4], file: segments[5])
            return .image(api, segments[1], parameters)
        default: return nil
        }
    }
}
