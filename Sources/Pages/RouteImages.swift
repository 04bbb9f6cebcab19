import IIIF

extension Route {
    private static let images = "/iiif/"

    /// Whether a path belongs to the image service, which answers other sites' programs too, also when it is none of ours.
    package static func isBelowImages(_ path: some StringProtocol) -> Bool {
        path.utf8.starts(with: images.utf8)
    }

    /// Reads an address of the image service, or of what is presented to other programs.
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
        if segments.starts(with: ["presentation", "3"]) { return presentation(Array(segments.dropFirst(2))) }
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

    /// `CODE/manifest` and the like; a first part of a collection has no number.
    private static func presentation(_ segments: [String]) -> Route? {
        guard let first = segments.first else { return nil }
        let code = isCode(first) ? first : nil
        let rest = code == nil ? segments : Array(segments.dropFirst())
        switch (rest.first, code, rest.count) {
        case ("manifest", let code?, 1): return .manifest(code)
        case ("canvas", let code?, 2): return isCode(rest[1]) ? .canvas(rest[1], of: code) : nil
        case ("collection", _, 1): return .manifests(of: code)
        case ("collection", _, 2):
            guard let part = number(rest[1], Limits.page), part > 1 else { return nil }
            return .manifests(of: code, part: part)
        default: return nil
        }
    }

    /// - Parameter code: `nil` for the Hall.
    static func presentation(_ code: String?, _ rest: String) -> String {
        images + "presentation/3/" + (code.map { encoded($0) + "/" } ?? "") + rest
    }
}
