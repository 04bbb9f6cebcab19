package import IIIF

/// What the image service has to say of a public picture.
package enum ImageAnswer: Sendable {
    /// An image that can be made; `canonical` is its one address, whole where the Hall knows its own.
    case image(ImageOrder, canonical: String)
    /// `info.json`
    case information([UInt8])
    /// The request means nothing for this picture.
    case refusal(ImageRefusal)
}

/// An image that is to be made of a picture, after the catalogue said that it is public.
package struct ImageOrder: Hashable, Sendable {
    /// SHA-256 of the original in hexadecimal.
    package let original: String
    /// The size of the upright original.
    package let picture: ImageExtent
    package let plan: ImagePlan

    package init(original: String, picture: ImageExtent, plan: ImagePlan) {
        (self.original, self.picture, self.plan) = (original, picture, plan)
    }

    /// Grows when the same order makes other bytes.
    private static let version = 3

    /// Distinguishes these bytes from all others.
    package var fingerprint: String {
        let (area, size) = (plan.region, plan.size)
        let parts = [
            "\(original.prefix(24))", "\(area.x),\(area.y),\(area.extent.width),\(area.extent.height)",
            "\(size.width),\(size.height)", "\(plan.rotation.isMirrored ? "!" : "")\(plan.rotation.degrees)",
            "\(plan.quality.rawValue).\(plan.format.rawValue)", "\(Self.version)",
        ]
        return parts.joined(separator: "-")
    }
}

/// An image for one reader: what distinguishes its bytes from all others is known before they are read or made.
package struct ImageFile: Sendable {
    package let fingerprint: String
    /// The whole file where it lies in memory, so that nobody waits for it.
    package let bytesAtOnce: @Sendable () -> [UInt8]?
    /// The whole file. Throws `ImageQueueFull` where too many wait already.
    package let bytes: @Sendable () async throws -> [UInt8]

    package init(
        fingerprint: String, bytesAtOnce: @escaping @Sendable () -> [UInt8]? = { nil },
        bytes: @escaping @Sendable () async throws -> [UInt8]
    ) {
        (self.fingerprint, self.bytesAtOnce, self.bytes) = (fingerprint, bytesAtOnce, bytes)
    }
}

/// More images are waiting to be made than anybody would wait for.
package struct ImageQueueFull: Error {
    package init() {}
}
