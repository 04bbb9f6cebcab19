package import Records

/// What is said of a resource, whichever it is. What is empty is left out.
package struct Description: Sendable {
    /// The resource's own address, with scheme and host.
    package var id: String
    package var label: LanguageMap
    package var summary = LanguageMap()
    package var metadata: [LabelledValue] = []
    /// A line that has to be shown wherever the resource is.
    package var requiredStatement: LabelledValue?
    /// Of a registry that programs know.
    package var rights: RightsStatement?
    package var provider: Agent?
    package var homepages: [Homepage] = []
    /// The same for machines.
    package var seeAlso: [Dataset] = []
    package var thumbnail: Picture?
    /// The first day, `yyyymmdd`, by which it is put into a timeline.
    package var day: Int?
    package var places: [NamedPlace] = []
    /// The collections that it belongs to.
    package var partOf: [Member] = []

    package init(id: String, label: LanguageMap) { (self.id, self.label) = (id, label) }
}

/// A fact with its name.
package struct LabelledValue: Hashable, Sendable {
    package let label: LanguageMap
    package var value: LanguageMap

    package init(_ label: LanguageMap, _ value: LanguageMap) { (self.label, self.value) = (label, value) }
}

/// Who makes the resources known.
package struct Agent: Sendable {
    package let id: String
    package let label: LanguageMap
    package let homepages: [Homepage]

    package init(id: String, label: LanguageMap, homepages: [Homepage]) {
        (self.id, self.label, self.homepages) = (id, label, homepages)
    }
}

/// A place on Earth with its name.
package struct NamedPlace: Sendable {
    package let id: String
    package let label: LanguageMap
    /// Degrees.
    package let latitude, longitude: Double

    package init(id: String, label: LanguageMap, latitude: Double, longitude: Double) {
        (self.id, self.label, self.latitude, self.longitude) = (id, label, latitude, longitude)
    }
}
