package import Records

/// A page of the Desk: who works there, and what it shows.
package struct DeskModel: Sendable {
    /// Who is signed in.
    package struct Person: Sendable {
        package var name: String
        /// What their role may do.
        package var mayEdit: Bool
        /// Goes with every form, so that no other site can send one.
        package var token: String

        package init(name: String, mayEdit: Bool, token: String) {
            self.name = name
            self.mayEdit = mayEdit
            self.token = token
        }
    }

    package enum Content: Sendable {
        case signIn(login: String, problem: Refusal?)
        case welcome(token: String, problem: String?)
        case home([KindCount], [DeskWork])
        case work(DeskWork)
        case found(DeskFound)
        case list(DeskList)
        case form(DeskForm)
        case upload(DeskUploads)
        case history(DeskHistory)
        case message(title: String, text: String)
    }

    /// Why nobody was signed in.
    package enum Refusal: Sendable, Hashable {
        case wrong
        case wait(seconds: Int)
        case busy
    }

    package struct KindCount: Sendable {
        package var kind: String
        package var count: Int

        package init(kind: String, count: Int) {
            self.kind = kind
            self.count = count
        }
    }

    package var person: Person?
    package var content: Content

    package init(person: Person?, content: Content) {
        self.person = person
        self.content = content
    }
}

/// Whether a record is public, and whether what is public is its newest text.
package enum RecordState: Sendable, Hashable, CaseIterable {
    case draft, published, changed, deleted
    /// Of a kind that is never public.
    case officeOnly
}

/// The records of a kind.
package struct DeskList: Sendable {
    package struct Row: Sendable {
        package var code: String
        package var title: Said
        package var state: RecordState

        package init(code: String, title: Said, state: RecordState) {
            self.code = code
            self.title = title
            self.state = state
        }
    }

    package var kind: String
    package var rows: [Row]
    package var total: Int
    package var previous: Route?
    package var next: Route?
    /// Whether many pictures can come in at once as records of the kind.
    package var takesManyPictures = false

    package init(kind: String, rows: [Row], total: Int, previous: Route?, next: Route?) {
        self.kind = kind
        self.rows = rows
        self.total = total
        self.previous = previous
        self.next = next
    }
}

/// A record in a form.
package struct DeskForm: Sendable {
    package var kind: String
    /// `nil` for a record that does not exist yet.
    package var code: String?
    package var title: Said?
    package var state: RecordState
    /// What the reader may see, and of that what they may not change.
    package var fields: [FormField]
    package var locked: Set<String>
    package var texts: FormTexts
    package var problems: [Problem]
    /// The revision that the form was made from.
    package var base: Int64
    /// What was saved meanwhile by somebody else, by path: theirs beside what stands in the form.
    package var conflict: [DeskChange]
    /// The languages of the Hall.
    package var languages: [Language]
    /// Records that a link may name, by kind.
    package var choices: [String: [Option]]
    package var notice: Notice?
    /// `nil` for a record that does not exist yet.
    package var standing: DeskStanding?
    /// Where the public sees it.
    package var publicPlace: Route?
    /// What stands in the fields that hold a file, by path.
    package var files: [String: File] = [:]

    /// A file in a form.
    package struct File: Sendable {
        package var name: String
        /// Pixels.
        package var width: Int
        package var height: Int
        /// A small picture of it.
        package var picture: Route
        /// Stands for one that is in no record yet.
        package var word: String?

        package init(name: String, width: Int, height: Int, picture: Route, word: String?) {
            self.name = name
            self.width = width
            self.height = height
            self.picture = picture
            self.word = word
        }
    }

    package struct Option: Sendable {
        package var code: String
        package var title: String

        package init(code: String, title: String) {
            self.code = code
            self.title = title
        }

        /// As it stands in a control: the name to read, the code to keep.
        package var text: String { "\(title) · \(code)" }
    }

    package enum Notice: String, Sendable, Hashable, CaseIterable {
        case saved, unchanged, published, withdrawn, restored, submitted, approved, sentBack, remarked
        /// Nothing was done: somebody else was faster, or a word of why is missing.
        case moved, wordless
        /// Nothing was done: something that the public needs is missing.
        case incomplete
        /// Saved, of a kind that is never public.
        case kept
    }

    package init(
        kind: String, code: String?, title: Said?, state: RecordState, fields: [FormField],
        locked: Set<String>, texts: FormTexts, problems: [Problem] = [], base: Int64,
        conflict: [DeskChange] = [], languages: [Language], choices: [String: [Option]],
        notice: Notice? = nil, standing: DeskStanding? = nil, publicPlace: Route?
    ) {
        self.kind = kind
        self.code = code
        self.title = title
        self.state = state
        self.fields = fields
        self.locked = locked
        self.texts = texts
        self.problems = problems
        self.base = base
        self.conflict = conflict
        self.languages = languages
        self.choices = choices
        self.notice = notice
        self.standing = standing
        self.publicPlace = publicPlace
    }
}

/// One text that differs between two versions.
package struct DeskChange: Sendable, Hashable {
    package var path: String
    package var old: String
    package var new: String

    package init(path: String, old: String, new: String) {
        self.path = path
        self.old = old
        self.new = new
    }

    /// What differs between two versions, in the order of their paths.
    package static func between(_ old: FormTexts, _ new: FormTexts) -> [DeskChange] {
        Set(old.paths).union(new.paths).sorted().compactMap { path in
            old[path] == new[path] ? nil : DeskChange(path: path, old: old[path], new: new[path])
        }
    }
}

/// What happened to a record, newest first.
package struct DeskHistory: Sendable {
    package struct Step: Sendable {
        package enum Action: Sendable, Hashable, CaseIterable {
            case saved, published, withdrawn, deleted, redacted, submitted, approved, sentBack, remarked
        }

        package var number: Int64
        package var action: Action
        /// `2026-11-24 02:31`, in the universal time.
        package var time: String
        package var author: String
        package var note: String?
        package var changes: [DeskChange]
        /// Whether this version can be put in place again.
        package var isRestorable: Bool

        package init(
            number: Int64, action: Action, time: String, author: String, note: String?,
            changes: [DeskChange], isRestorable: Bool
        ) {
            self.number = number
            self.action = action
            self.time = time
            self.author = author
            self.note = note
            self.changes = changes
            self.isRestorable = isRestorable
        }
    }

    package var code: String
    package var title: Said
    package var steps: [Step]
    /// How many older steps are not shown.
    package var older: Int

    package init(code: String, title: Said, steps: [Step], older: Int) {
        self.code = code
        self.title = title
        self.steps = steps
        self.older = older
    }
}
