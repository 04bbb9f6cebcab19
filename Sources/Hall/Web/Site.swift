package import Pages
package import Records

/// The seam between HTTP and the Hall: `Web` asks, whatever knows cities, gifts and the catalogue answers.
package protocol Site: Sendable {
    /// The head of what is public: it grows whenever anything a visitor could see changes.
    ///
    /// It is read at every request and so has to be as cheap as an atomic load. Whatever `answer` returns
    /// after this was read is at least as new as what was read.
    var publicHead: UInt64 { get }

    /// Whether the catalogue is open and has caught up with the journal.
    var isReady: Bool { get }

    /// The Hall's public address without a slash at its end, `https://hall.example`; `nil` while it is not known.
    var origin: String? { get }

    /// The languages of the interface; the first is the one for readers of none of them. Never empty.
    var languages: [Language] { get }

    /// The files under `/assets/`, by name; read once at the start.
    var assets: [String: AssetFile] { get }

    /// What there is at `route`.
    ///
    /// - Parameter language: the route's own, or the negotiated one for routes that have none.
    func answer(_ route: Route, in language: Language) async throws -> Answer

    /// What `answer` says of an image, where that is known without waiting.
    func imageAtOnce(_ route: Route) -> ImageAnswer?

    /// An image of which `answer` said that it can be made.
    func image(_ order: ImageOrder) -> ImageFile

    /// The page that tells of an error, in the look of the house; `route` is where the reader wanted to go,
    /// `nil` where that is no address of ours.
    func page(of problem: ProblemModel, at route: Route?, in language: Language) async -> Rendered
}
