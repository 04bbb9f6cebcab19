import Records

/// What the service says of a picture: `info.json` (IIIF Image API 3.0, section 5; of 2.1, section 5).
package struct ImageInformation: Sendable {
    /// The address of the picture, with scheme and host, without a slash at its end.
    package let id: String
    /// The size of the upright original.
    package let extent: ImageExtent
    /// Sizes of the whole picture that are ready, ascending by width.
    package let sizes: [ImageExtent]
    package let tiles: ImageTiles
    /// The licence or the statement of rights; of it version 3 allows those of the registries alone (section 5.6).
    package let rights: String?
    package let limits: ImageLimits

    package init(
        id: String, extent: ImageExtent, sizes: [ImageExtent], tiles: ImageTiles, rights: String?,
        limits: ImageLimits = .standard
    ) {
        (self.id, self.extent, self.rights, self.limits) = (id, extent, rights, limits)
        self.tiles = tiles
        self.sizes = sizes.filter(limits.hold)
    }

    /// The document as JSON.
    package func json(_ api: ImageAPI) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            Self.text("@context", api.context, &writer)
            Self.text(api == .three ? "id" : "@id", id, &writer)
            if api == .three { Self.text("type", "ImageService3", &writer) }
            Self.text("protocol", "http://iiif.io/api/image", &writer)
            switch api {
            case .three: Self.text("profile", "level2", &writer)
            case .two: writeProfile(&writer)
            }
            Self.write(extent, &writer)
            if api == .three { writeLimits(&writer) }
            writer.name("sizes")
            writer.array { writer in
                for size in sizes { writer.object { Self.write(size, &$0) } }
            }
            writeTiles(&writer)
            if api == .three {
                if let rights = rights.flatMap({ RightsStatement(WebAddress($0)) }) {
                    Self.text("rights", rights.address, &writer)
                }
                Self.list("extraFormats", ["webp"], &writer)
                Self.list("extraQualities", Self.qualities, &writer)
                Self.list("extraFeatures", Self.features + ["sizeUpscaling"], &writer)
            } else if let rights {
                Self.text("license", rights, &writer)
            }
        }
        return writer.bytes
    }

    private static let qualities = ["color", "gray", "bitonal"]
    /// What is done beyond level 2.
    private static let features = ["canonicalLinkHeader", "mirroring", "profileLinkHeader"]

    private func writeProfile(_ writer: inout JSONWriter) {
        writer.name("profile")
        writer.array { writer in
            writer.string(ImageAPI.two.profile)
            writer.object { writer in
                Self.list("formats", ImageFormat.allCases.map(\.rawValue), &writer)
                Self.list("qualities", ImageQuality.allCases.map(\.rawValue), &writer)
                writeLimits(&writer)
                Self.list("supports", Self.features + ["regionSquare", "sizeAboveFull"], &writer)
            }
        }
    }

    private func writeLimits(_ writer: inout JSONWriter) {
        for (name, limit) in [
            ("maxWidth", limits.maxWidth), ("maxHeight", limits.maxHeight), ("maxArea", limits.maxArea),
        ] {
            writer.name(name)
            writer.integer(limit)
        }
    }

    private func writeTiles(_ writer: inout JSONWriter) {
        writer.name("tiles")
        writer.array { writer in
            writer.object { writer in
                writer.name("width")
                writer.integer(tiles.side)
                writer.name("scaleFactors")
                writer.array { writer in
                    for factor in tiles.factors { writer.integer(factor) }
                }
            }
        }
    }

    private static func write(_ extent: ImageExtent, _ writer: inout JSONWriter) {
        writer.name("width")
        writer.integer(extent.width)
        writer.name("height")
        writer.integer(extent.height)
    }

    private static func text(_ name: String, _ text: String, _ writer: inout JSONWriter) {
        writer.name(name)
        writer.string(text)
    }

    private static func list(_ name: String, _ texts: [String], _ writer: inout JSONWriter) {
        writer.name(name)
        writer.array { writer in
            for text in texts { writer.string(text) }
        }
    }
}

/// The tiles of a picture that are ready.
package struct ImageTiles: Hashable, Sendable {
    /// The length of their sides, in pixels.
    package let side: Int
    /// By which a tile is smaller than what it shows, ascending.
    package let factors: [Int]

    package init(side: Int, factors: [Int]) {
        (self.side, self.factors) = (side, factors)
    }
}
