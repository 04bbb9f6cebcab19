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
    package var rights: RegisteredRights?
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

/// An address of a licence of Creative Commons or of a statement of RightsStatements.org, which are identified by `http`,
/// whichever scheme was written.
package struct RegisteredRights: Hashable, Sendable {
    package let address: String

    private static let registries = [
        "http://creativecommons.org/licenses/", "http://creativecommons.org/publicdomain/",
        "http://rightsstatements.org/vocab/",
    ]

    /// - Returns: `nil` for an address of another sort.
    package init?(_ text: String) {
        let address = text.utf8.starts(with: "https://".utf8) ? "http://" + text.dropFirst(8) : text
        guard Self.registries.contains(where: { address.utf8.starts(with: $0.utf8) }) else { return nil }
        self.address = address
    }
}
