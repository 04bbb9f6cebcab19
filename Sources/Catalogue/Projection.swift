import GRDB
import Kinds
import Ledger
import Records

/// Writes what a revision means into the catalogue's tables: a pure function of the journal, without a clock.
struct Projection {
    let db: Database
    /// What the publications among the revisions put before the public, by the publishing revision's number.
    let shown: [Int64: PublicRow]

    /// What the saves among the revisions put before the office, by their numbers.
    let kept: [Int64: OfficeRow]

    /// What the sums change by, until `finish` writes it.
    private var sums = Sums()
    private var profiles = Profiles()
    /// The words that came and went.
    private var words = Vocabulary()
    /// The records that were touched, each with what the office's search, links and files still hold of it.
    private var before: [Int64: OfficeTrace] = [:]

    init(db: Database, shown: [Int64: PublicRow], kept: [Int64: OfficeRow]) {
        self.db = db
        self.shown = shown
        self.kept = kept
    }

    /// Writes what is kept until the end of a stretch.
    mutating func finish() throws {
        try words.write(to: db)
        for (id, before) in before.sorted(by: { $0.key < $1.key }) {
            let after = try trace(id, isAfter: true)
            try writeTranslations(id, before, after)
            try writeWords(id, before.words, after.words)
            for target in before.targets.subtracting(after.targets) {
                try execute(
                    "DELETE FROM officeLink WHERE target = ? AND id = ?", .text(target.text), .integer(id))
            }
            for target in after.targets.subtracting(before.targets) {
                try execute(
                    "INSERT INTO officeLink (target, id) VALUES (?, ?)", .text(target.text), .integer(id))
            }
            for file in before.files.subtracting(after.files) {
                try execute(
                    "DELETE FROM officeFile WHERE file = ? AND id = ?", .blob(file.bytes), .integer(id))
            }
            for file in after.files.subtracting(before.files) {
                try execute(
                    "INSERT INTO officeFile (file, id) VALUES (?, ?)", .blob(file.bytes), .integer(id))
            }
        }
        try sums.write(to: db)
        try profiles.write(to: db)
    }

    private func writeWords(_ id: Int64, _ before: OfficeRow.Words, _ after: OfficeRow.Words) throws {
        guard after != before else { return }
        if !before.isEmpty {
            try execute(
                """
                INSERT INTO officeSearch (officeSearch, rowid, kind, names, body) VALUES ('delete', ?, ?, ?, ?)
                """,
                .integer(id), .text(before.kind), .text(before.names), .text(before.body))
        }
        if !after.isEmpty {
            try execute(
                "INSERT INTO officeSearch (rowid, kind, names, body) VALUES (?, ?, ?, ?)", .integer(id),
                .text(after.kind), .text(after.names), .text(after.body))
        }
    }

    private mutating func writeTranslations(
        _ id: Int64, _ before: OfficeTrace, _ after: OfficeTrace
    ) throws {
        if after.translations != before.translations {
            try execute(
                "UPDATE record SET translations = ? WHERE id = ?", .text(after.translations), .integer(id))
        }
        sums.add(before, -1)
        sums.add(after, 1)
    }

    /// What of a record belongs into the office's search, links, files and translations.
    ///
    /// - Parameter isAfter: whether what stands there of its translations is to be worked out anew.
    private func trace(_ id: Int64, isAfter: Bool = false) throws -> OfficeTrace {
        let find = try db.cachedStatement(
            sql: """
                SELECT kind, saved, published, isDeleted, body, code, translations, ages FROM record
                WHERE id = ?
                """)
        try find.bind(.integer(id))
        let row = try Columns.first(find) { row in
            let (saved, isDeleted) = (row.number(1), row.number(3) != 0)
            if isDeleted { return isAfter ? OfficeTrace() : OfficeTrace(translations: row.text(6)) }
            // A public record of an unknown kind is in no index.
            let isPublic = row.number(2) == saved
            let own = Code(row.text(5))
            var known = kept[saved]
            if known == nil, let kind = KindRegistry.kind(named: row.text(0)) {
                known = OfficeRow(kind, body: row.bytes(4))
            }
            guard let known else { return OfficeTrace(translations: isAfter ? "" : row.text(6)) }
            var trace = OfficeTrace(known, isPublic: isPublic, own)
            trace.translations =
                try isAfter
                ? marks(of: known, row.text(7), id, isPublic: isPublic, isHidden: row.number(2) == 0)
                : row.text(6)
            return trace
        }
        return row ?? OfficeTrace()
    }

    /// How a record stands in every language.
    private func marks(
        of row: OfficeRow, _ ages: String, _ id: Int64, isPublic: Bool, isHidden: Bool
    ) throws -> String {
        guard !row.isOfficeOnly else { return TranslationMarks.ofNoVisitor }
        let ages = TextAges(ages) ?? TextAges(.zero)
        let drafts = isPublic ? [] : isHidden ? nil : try drafts(of: row.texts, id)
        return TranslationMarks(row.texts, ages, drafts: drafts).text
    }

    /// The languages in which some text is not the one that the public has.
    private func drafts(of texts: [Contents.Translated], _ id: Int64) throws -> Set<Language>? {
        let find = try db.cachedStatement(sql: "SELECT body, kind FROM public WHERE id = ?")
        try find.bind(.integer(id))
        return try Columns.first(find) { OfficeRow.texts(of: $0.bytes(0), $0.text(1)) }.map {
            Set(PlacedTexts($0).missing(texts).map(\.language))
        }
    }

    /// - Returns: whether anything public may have changed.
    mutating func apply(_ revision: Revision) throws -> Bool {
        if revision.action == .save {
            let id = try save(revision)
            try step(id, revision)
            return false
        }
        // Of a record that was never saved there is nothing to show, and no history.
        guard let place = try place(of: revision.record) else { return true }
        try step(place.id, revision)
        if try judge(place.id, revision) { return false }
        if try plan(place.id, revision) { return false }
        try touch(place.id)
        switch revision.action {
        case .publish(let number):
            if place.isPublic { try removePublic(place.id, revision.record) }
            try execute(
                "UPDATE record SET published = ?, wasPublic = 1 WHERE id = ?", .integer(number.value),
                .integer(place.id))
            if let row = shown[revision.number.value] { try insert(row, place.id, revision) }
        case .withdraw:
            try unpublish(place, revision.record)
        case .delete:
            try unpublish(place, revision.record)
            // A consent that is not there any more covers nothing.
            try execute(
                """
                UPDATE record SET isDeleted = 1, slug = NULL, ends = CASE WHEN ends IS NOT NULL THEN 0 END
                WHERE id = ?
                """, .integer(place.id))
        case .save, .redact, .submit, .approve, .sendBack, .remark, .schedule, .unschedule:
            break
        }
        return true
    }

    /// Notes what becomes public at which time. Whatever else is decided about the public ends a plan, and so does what
    /// is said against its version.
    ///
    /// - Returns: whether the revision was of this sort.
    private func plan(_ id: Int64, _ revision: Revision) throws -> Bool {
        switch revision.action {
        case .schedule(let number):
            let time = revision.publishingTime
            try execute(
                "UPDATE record SET planned = ?, plannedAt = ? WHERE id = ? AND isDeleted = 0",
                .integer(time == nil ? 0 : number.value),
                time.map { Bound.integer($0.milliseconds) } ?? .null, .integer(id))
            return true
        case .unschedule:
            try endPlan(id)
            return true
        case .publish, .withdraw, .delete: try endPlan(id)
        case .save, .redact, .submit, .approve, .sendBack, .remark: break
        }
        return false
    }

    private func endPlan(_ id: Int64) throws {
        try execute(
            "UPDATE record SET planned = 0, plannedAt = NULL WHERE id = ? AND planned <> 0", .integer(id))
    }

    /// Notes where the newest save stands on its way to the public; what is said of an older one does not count.
    ///
    /// - Returns: whether the revision was of this sort.
    private func judge(_ id: Int64, _ revision: Revision) throws -> Bool {
        let review: Review
        switch revision.action {
        case .submit: review = .waiting
        case .approve: review = .approved
        case .sendBack: review = .sentBack
        case .remark: return true
        case .save, .publish, .withdraw, .delete, .redact, .schedule, .unschedule: return false
        }
        if review == .sentBack {
            try execute(
                "UPDATE record SET planned = 0, plannedAt = NULL WHERE id = ? AND planned = ?", .integer(id),
                .integer(revision.action.target.value))
        }
        try execute(
            "UPDATE record SET review = ? WHERE id = ? AND saved = ?", .integer(review.rawValue),
            .integer(id),
            .integer(revision.action.target.value))
        return true
    }

    private mutating func touch(_ id: Int64) throws {
        if before[id] == nil { before[id] = try trace(id) }
    }

    private func step(_ id: Int64, _ revision: Revision) throws {
        try execute(
            "INSERT INTO step (id, number) VALUES (?, ?)", .integer(id), .integer(revision.number.value))
    }

    /// - Returns: the id of the record's row.
    private mutating func save(_ revision: Revision) throws -> Int64 {
        let row = kept[revision.number.value] ?? OfficeRow()
        // Asked for first: an insertion that may turn into an update and returns the id takes twice as long.
        if let place = try place(of: revision.record) {
            try touch(place.id)
            let ages = try ages(of: place.id, after: revision, row.texts)
            try execute(
                """
                UPDATE record SET kind = ?, version = ?, saved = ?, slug = ?, author = ?, review = 0,
                    gaps = ?, ends = ?, body = ?, ages = ?, isDeleted = 0
                WHERE id = ?
                """,
                .text(revision.kind), .integer(revision.version), .integer(revision.number.value),
                .text(row.slug), .text(revision.author), .text(row.gaps),
                .integer(row.ends), .blob(revision.body ?? []), .text(ages.text), .integer(place.id))
            return place.id
        }
        try execute(
            """
            INSERT INTO record (code, kind, version, saved, slug, author, gaps, ends, body, ages)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            .text(revision.record.text), .text(revision.kind), .integer(revision.version),
            .integer(revision.number.value), .text(row.slug), .text(revision.author),
            .text(row.gaps), .integer(row.ends), .blob(revision.body ?? []),
            .text(TextAges(revision.number).text))
        before[db.lastInsertedRowID] = OfficeTrace()
        return db.lastInsertedRowID
    }

    /// In which save each text of a record changed last, a new save among them.
    private func ages(
        of id: Int64, after revision: Revision, _ texts: [Contents.Translated]
    ) throws -> TextAges {
        let find = try db.cachedStatement(sql: "SELECT kind, saved, ages, body FROM record WHERE id = ?")
        try find.bind(.integer(id))
        let ages = try Columns.first(find) { row -> TextAges? in
            guard row.text(0) == revision.kind, let ages = TextAges(row.text(2)) else { return nil }
            let before = kept[row.number(1)]?.texts ?? OfficeRow.texts(of: row.bytes(3), row.text(0))
            return ages.after(revision.number, texts, before: before)
        }
        return ages.flatMap { $0 } ?? TextAges(revision.number)
    }

    /// Where a record stands in the tables; `nil` when the journal never saved it.
    private func place(of code: Code) throws -> (id: Int64, isPublic: Bool)? {
        let find = try db.cachedStatement(sql: "SELECT id, published FROM record WHERE code = ?")
        try find.bind(.text(code.text))
        return try Columns.first(find) { ($0.number(0), $0.number(1) != 0) }
    }

    private mutating func insert(_ row: PublicRow, _ id: Int64, _ revision: Revision) throws {
        let code = revision.record
        try execute(
            """
            INSERT INTO public (id, code, kind, slug, rank, position, title, year, month, area, country,
                publishedAt, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            .integer(id), .text(code.text), .text(row.kind), .text(row.slug), .integer(row.rank),
            .integer(row.position), .text(row.title), .integer(row.year), .integer(row.month),
            .text(row.area), .text(row.place?.country), .integer(revision.atMilliseconds), .blob(row.body))
        sums.add(row, 1)
        profiles.add(row, id)
        if let slug = row.slug {
            try execute(
                "INSERT OR IGNORE INTO usedAddress (kind, slug) VALUES (?, ?)", .text(row.kind), .text(slug))
            // An address that is the code says that one was erased. Nothing knows which it was, so from now on every
            // address of the kind that is not known is taken for one that was.
            if slug == code.text.lowercased() {
                try execute(
                    "INSERT OR IGNORE INTO usedAddress (kind, slug) VALUES (?, '')", .text(row.kind))
            }
        }
        try db.cachedStatement(sql: "INSERT INTO search (rowid, title, body, targets) VALUES (?, ?, ?, ?)")
            .run([.integer(id)] + row.searched)
        words.add(row, 1)
        for name in row.names {
            try execute("INSERT INTO alias (name, id) VALUES (?, ?)", .text(name), .integer(id))
        }
        for target in row.targets {
            try execute(
                "INSERT INTO link (target, kind, rank, position, title, source) VALUES (?, ?, ?, ?, ?, ?)",
                .text(target.text), .text(row.kind), .integer(row.rank), .integer(row.position),
                .text(row.title), .text(code.text))
        }
    }

    private mutating func unpublish(_ place: (id: Int64, isPublic: Bool), _ code: Code) throws {
        guard place.isPublic else { return }
        try removePublic(place.id, code)
        try execute("UPDATE record SET published = 0 WHERE id = ?", .integer(place.id))
    }

    private mutating func removePublic(_ id: Int64, _ code: Code) throws {
        let find = try db.cachedStatement(sql: "SELECT kind, body FROM public WHERE id = ?")
        try find.bind(.integer(id))
        let found = try Columns.first(find) { (kind: $0.text(0), body: $0.bytes(1)) }
        // A publication of an unknown kind has no row.
        guard let found, let kind = KindRegistry.kind(named: found.kind) else { return }
        guard let shown = PublicRow(kind, body: found.body, of: code) else {
            throw DatabaseError(message: "the public row of \(code) cannot be read: run 'twinhall rebuild'")
        }
        try db.cachedStatement(
            sql: "INSERT INTO search (search, rowid, title, body, targets) VALUES ('delete', ?, ?, ?, ?)"
        ).run([.integer(id)] + shown.searched)
        sums.add(shown, -1)
        profiles.remove(shown, id)
        words.add(shown, -1)
        for name in shown.names {
            try execute("DELETE FROM alias WHERE name = ? AND id = ?", .text(name), .integer(id))
        }
        try execute("DELETE FROM public WHERE id = ?", .integer(id))
        for target in shown.targets {
            try execute(
                """
                DELETE FROM link
                WHERE target = ? AND kind = ? AND rank = ? AND position = ? AND title = ? AND source = ?
                """,
                .text(target.text), .text(shown.kind), .integer(shown.rank), .integer(shown.position),
                .text(shown.title), .text(code.text))
        }
    }

    private func execute(_ sql: String, _ values: Bound...) throws {
        try db.cachedStatement(sql: sql).run(values)
    }
}
