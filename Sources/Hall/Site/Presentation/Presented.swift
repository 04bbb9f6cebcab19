import Kinds
import Records

/// A kind whose records other programs show: as manifests, or as collections of them.
protocol Presented: Listed {
    /// The field that says in a few sentences what it is.
    static var summaryField: String { get }
    /// The fields that have places of their own in what is presented; all others that visitors may see are listed.
    static var placedFields: Set<String> { get }
    /// The photos that it names as its own, in their order.
    var views: [Reference<Photo>] { get }
    /// Whose picture it is.
    var credit: Localized { get }
    var rights: WebAddress { get }
    /// When it was made, given, signed or opened.
    var moment: EDTF { get }
}

extension Presented {
    var credit: Localized { Localized() }
    var rights: WebAddress { WebAddress() }
    var moment: EDTF { date }
}

/// A kind whose records are manifests; the others are collections.
protocol Viewed: Presented, Exhibit {}

extension Photo: Viewed {
    static let summaryField = "caption"
    static let placedFields: Set = ["slug", "title", "image", "alt", "caption", "credit", "looks"]
    var views: [Reference<Photo>] { [] }
}

extension Gift: Viewed {
    static let summaryField = "text"
    static let placedFields: Set = ["slug", "title", "text", "photos"]
    var views: [Reference<Photo>] { photos }
}

extension Document: Viewed {
    static let summaryField = "text"
    static let placedFields: Set = ["slug", "title", "text", "pages"]
    var views: [Reference<Photo>] { pages }
}

extension Exhibition: Presented {
    static let summaryField = "introduction"
    static let placedFields: Set = ["slug", "title", "introduction", "photo"]
    var views: [Reference<Photo>] { [photo] }
    var moment: EDTF { opened }

    /// What stands in its showcases, in the order of the walk, each once.
    var shown: [Code] {
        var seen: Set<Code> = []
        return rooms.flatMap(\.showcases).flatMap(\.panels).compactMap(\.record.code).filter {
            seen.insert($0).inserted
        }
    }
}

extension City: Presented {
    static let summaryField = "introduction"
    static let placedFields: Set = ["slug", "name", "introduction", "photo"]
    var views: [Reference<Photo>] { [photo] }
}

extension Hall: Presented {
    static let summaryField = "introduction"
    static let placedFields: Set = ["name", "introduction", "photo"]
    var views: [Reference<Photo>] { [photo] }
}
