package import Records

/// A page of the Desk: who works there, and what it shows.
package struct DeskModel: Sendable {
    /// Who is signed in.
    package struct Person: Sendable {
        package var name: String
        /// The kinds of records that they may change.
        package var editedKinds: Set<String>
        /// Whether they say who may sign in.
        package var managesPeople: Bool
        package var mayDelete: Bool
        package var mayAudit: Bool
        package var mayErase = false
        /// Goes with every form, so that no other site can send one.
        package var token: String

        package init(
            name: String, editedKinds: Set<String>, managesPeople: Bool, mayDelete: Bool, mayAudit: Bool,
            token: String
        ) {
            self.mayAudit = mayAudit
            self.name = name
            self.editedKinds = editedKinds
            self.managesPeople = managesPeople
            self.mayDelete = mayDelete
            self.token = token
        }

        package func mayEdit(_ kind: String) -> Bool { editedKinds.contains(kind) }
    }

    package enum Content: Sendable {
        case signIn(login: String, next: String, problem: Refusal?)
        case people(DeskPeople)
        /// - Parameter asksProvider: whether the provider may vouch instead of a password.
        case welcome(token: String, problem: String?, asksProvider: Bool)
        case provider(DeskProvider)
        /// - Parameter messages: how many messages about accessibility wait; `nil` for who may not read them.
        case home([KindCount], [DeskWork], unsaved: [DeskUnsaved], messages: Int?)
        case work(DeskWork)
        case found(DeskFound)
        case list(DeskList)
        case form(DeskForm)
        case upload(DeskUploads)
        case history(DeskHistory)
        case comparison(DeskComparison)
        case deletion(DeskDeletion)
        case deleted(DeskDeleted)
        case journal(DeskJournal)
        case check(DeskCheck)
        case translations(DeskTranslations)
        case translationFile(DeskTranslationFile)
        case messages(DeskMessages)
        case approvals(DeskApprovals)
        case erase(DeskErasure)
        case blur(DeskBlurring)
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
    /// What people call the city's own sign-in, where there is one.
    package var provider: String?

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
    package var writing = DeskWriting()
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
        case deleted, broughtBack, scheduled, unscheduled, discarded
        /// People on the photo were made unrecognisable.
        case blurred
        /// Saved, of a kind that is never public.
        case kept
        /// Nothing was done: somebody else was faster, a word of why is missing, or something that is needed.
        case moved, wordless, incomplete
        /// Nothing was done: something that the public needs is missing.
        case gapped
        /// Nothing was done: another record has its address, or somebody deleted it meanwhile.
        case addressTaken, vanished
        /// Nothing was done: the time is none, or not to come.
        case timeless
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
    /// That of the text, where one is known.
    package var language: Language?

    package init(path: String, old: String, new: String, language: Language? = nil) {
        self.path = path
        self.old = old
        self.new = new
        self.language = language
    }

    /// What differs between two versions, in the order of their paths.
    package static func between(_ old: FormTexts, _ new: FormTexts) -> [DeskChange] {
        Set(old.paths).union(new.paths).sorted().compactMap { path in
            old[path] == new[path] ? nil : DeskChange(path: path, old: old[path], new: new[path])
        }
    }
}
