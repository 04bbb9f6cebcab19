package import Pages

/// What the Hall has to say to a route: pure data, from which `Web` makes status, headers and bytes.
package enum Answer: Sendable {
    /// A page of HTML with marked slots; it may be cached under its route and the public head.
    case page(Rendered)
    /// The same thing lives elsewhere: 308 where that is for ever, otherwise 302.
    case redirect(to: Route, isPermanent: Bool)
    /// A sized picture on disk.
    case picture(PictureFile)
    /// What the image service says.
    case image(ImageAnswer)
    /// What other programs show of the Hall: a document of the IIIF Presentation API.
    case presentation([UInt8])
    /// There is nothing to show, for this reason.
    case problem(ProblemModel.Reason)
}

/// A picture that is ready on disk; its path comes from the catalogue and never from a request.
package struct PictureFile: Sendable, Hashable {
    package var path: String
    /// A media type, `image/jpeg`.
    package var type: String
    /// Distinguishes these bytes from all others, such as the hash of the original with the width;
    /// `nil` has the bytes hashed at each request.
    package var fingerprint: String?

    package init(path: String, type: String, fingerprint: String? = nil) {
        self.path = path
        self.type = type
        self.fingerprint = fingerprint
    }
}

/// A file of the look, whose name changes with its content and that therefore may be kept for ever.
package struct AssetFile: Sendable {
    package var bytes: [UInt8]
    /// A media type, with its charset where it is text: `text/css; charset=utf-8`.
    package var type: String

    package init(bytes: [UInt8], type: String) {
        self.bytes = bytes
        self.type = type
    }
}
