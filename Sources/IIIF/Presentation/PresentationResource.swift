package import Records

/// What other programs show of the Hall: the resources of the IIIF Presentation API, whatever its version.
package enum PresentationResource: Sendable {
    case manifest(Manifest)
    case collection(ManifestCollection)
}

/// One thing with its views or pages in their order.
package struct Manifest: Sendable {
    package var description: Description
    /// Never empty.
    package var canvases: [Canvas]

    package init(_ description: Description, canvases: [Canvas]) {
        (self.description, self.canvases) = (description, canvases)
    }
}

/// One view: a plane of so many pixels, with a picture on it, or bare.
package struct Canvas: Sendable {
    package var description: Description
    package let extent: ImageExtent
    package let picture: Picture?
    /// What is said of parts of it, in the order in which it is told.
    package var remarks: [Remark] = []

    package init(_ description: Description, extent: ImageExtent, picture: Picture?) {
        (self.description, self.extent, self.picture) = (description, extent, picture)
    }
}

/// What is said of a part of a view.
package struct Remark: Sendable {
    /// Why it is said, in the words of the Web Annotation Data Model (section 3.3.5).
    package enum Motivation: String, Sendable { case commenting, tagging }

    package let motivation: Motivation
    /// In pixels of the view.
    package let part: ImageRectangle
    /// Plain words; several in one language are paragraphs.
    package let words: LanguageMap

    package init(_ words: LanguageMap, of part: ImageRectangle, _ motivation: Motivation = .commenting) {
        (self.words, self.part, self.motivation) = (words, part, motivation)
    }
}

/// Manifests and other collections in their order.
package struct ManifestCollection: Sendable {
    package var description: Description
    package var members: [Member]

    package init(_ description: Description, members: [Member]) {
        (self.description, self.members) = (description, members)
    }
}

/// A resource as another one names it.
package struct Member: Sendable {
    package enum Sort: Sendable { case manifest, collection }

    package let sort: Sort
    package let id: String
    package let label: LanguageMap
    package var thumbnail: Picture?

    package init(_ sort: Sort, id: String, label: LanguageMap, thumbnail: Picture? = nil) {
        (self.sort, self.id, self.label, self.thumbnail) = (sort, id, label, thumbnail)
    }
}

/// An image that is ready, and the services that make others of the same picture.
package struct Picture: Sendable {
    package let id: String
    package let extent: ImageExtent
    package let mediaType: String
    package let services: [Service]

    /// A picture in one version of the IIIF Image API.
    package struct Service: Sendable {
        package let id: String
        package let api: ImageAPI

        package init(id: String, api: ImageAPI) { (self.id, self.api) = (id, api) }
    }

    package init(id: String, extent: ImageExtent, format: ImageFormat, services: [Service]) {
        (self.id, self.extent, self.services) = (id, extent, services)
        mediaType = format.mediaType
    }
}

/// A page for people, in one language.
package struct Homepage: Sendable {
    package let id: String
    package let label: LanguageMap
    package let language: Language

    package init(id: String, label: LanguageMap, language: Language) {
        (self.id, self.label, self.language) = (id, label, language)
    }
}

/// A document for machines.
package struct Dataset: Sendable {
    package let id: String
    package let label: LanguageMap
    package let mediaType: String

    package init(id: String, label: LanguageMap, mediaType: String) {
        (self.id, self.label, self.mediaType) = (id, label, mediaType)
    }
}
