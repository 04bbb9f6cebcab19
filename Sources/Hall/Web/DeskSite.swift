package import Pages
package import Records

/// The seam between HTTP and the Desk: `Web` knows cookies, bodies and origins, whoever answers knows people and records.
package protocol DeskSite: Sendable {
    /// Whether a cookie names a session that lives.
    func isSignedIn(_ token: String) async throws -> Bool

    /// Where the files of a form go; `nil` unless the session lives, its holder may edit, and the token is the session's.
    func intake(session: String, token: String) async throws -> (any DeskIntake)?

    func answer(_ request: DeskRequest) async throws -> DeskAnswer

    /// Takes in what somebody without an account writes about accessibility, or shows the form for it.
    ///
    /// - Parameter from: the page of ours from which they came.
    func message(_ request: DeskRequest, from: String?) async throws -> DeskAnswer
}

/// Takes in the files of one form.
package protocol DeskIntake: Sendable {
    /// A new, empty file.
    func open() async throws -> any IntakeFile
}

/// A file that comes in: on disk, and removed with its last holder unless somebody took a copy.
package protocol IntakeFile: Sendable {
    var path: String { get }
    /// Writes bytes at the end.
    func write(_ bytes: [UInt8]) async throws
}

/// What somebody asks of the Desk. A posted one came from a page of ours.
package struct DeskRequest: Sendable {
    package var place: DeskPlace
    package var language: Language
    /// `nil` for one that only looks.
    package var posted: [(name: String, value: String)]?
    /// The files that came with it.
    package var files: [DeskUpload]
    /// The session's token, from the cookie.
    package var session: String?
    /// The token of a sign-in that waits for its code, from another cookie.
    package var pending: String?
    /// The token of the way to the provider and back, from a third cookie.
    package var errand: String?
    /// What they bring back from there.
    package var back: SignInReturn?
    /// Where they are, for counting attempts; and with what.
    package var address: String
    package var device: String

    package init(
        place: DeskPlace, language: Language, posted: [(name: String, value: String)]?,
        files: [DeskUpload] = [], session: String?, pending: String? = nil, address: String, device: String
    ) {
        self.place = place
        self.language = language
        self.posted = posted
        self.files = files
        self.session = session
        self.pending = pending
        self.address = address
        self.device = device
    }

    /// What was typed under a name, up to a limit that counts what a disk counts: to a reader a letter with a thousand
    /// accents is one.
    package func text(_ name: String, limit: Int) -> String {
        String(String.UnicodeScalarView((self[name] ?? "").unicodeScalars.prefix(limit)))
    }

    /// The first posted value of a name.
    package subscript(name: String) -> String? { posted?.first { $0.name == name }?.value }

    /// All posted values of a name.
    package func all(_ name: String) -> [String] { (posted ?? []).filter { $0.name == name }.map(\.value) }
}

/// What the Desk answers.
package enum DeskAnswer: Sendable {
    case page(Rendered, status: Int)
    /// Something to keep; its name is plain ASCII.
    case file(DeskFile)
    /// JSON for a script.
    case data([UInt8])
    /// A picture for this reader alone.
    case picture(PictureFile)
    case redirect(DeskPlace)
    /// A message was taken in under this number.
    case taken(String)
    /// The same, and the browser gets a session, or loses it.
    case enter(session: String, at: DeskPlace)
    case leave
    /// The same, and the browser gets the token of a sign-in that goes on at another page.
    case pend(String, at: DeskPlace)
    /// A page that leads to the provider, and the token of the way there and back.
    case depart(String, to: Pages.WebAddress, Rendered)
    /// Somebody came back from the provider, and the browser gets a session where there is a new one.
    case arrive(at: Route, session: String?)
    case problem(ProblemModel.Reason)
}

/// A file that the browser is to keep.
package struct DeskFile: Sendable {
    package var bytes: [UInt8]
    package var type: String
    package var name: String
    /// Where the rest of it is.
    package var next: DeskPlace?

    package init(bytes: [UInt8], type: String, name: String, next: DeskPlace?) {
        self.bytes = bytes
        self.type = type
        self.name = name
        self.next = next
    }
}
