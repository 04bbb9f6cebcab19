import GRDB

/// The tables of `catalogue.sqlite`. There are no migrations: another version is rebuilt beside and swapped.
enum Schema {
    /// Raised whenever a table, a column or what goes into one changes. It stands in the file's header.
    static let version = 26

    /// "TWHC" in the file's header: a Twinhall catalogue.
    static let applicationID = 0x5457_4843

    /// What a file's header says it is, and what it has to say.
    static let marks = "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)"

    /// A public row has the id of its record, and so has its entry in the search, which keeps no text of its own:
    /// the words are worked out again from the row's body when they are to be taken out.
    ///
    /// `step` holds the revisions of each record: the history of one among a million is found at once.
    ///
    /// `officeSearch` holds each record's kind and names, by which links are made, and of its other words those that the
    /// staff may see and the public index has not: of a record whose newest text is the public one, only those of the
    /// fields that visitors do not see.
    ///
    /// `officeLink` tells which records the newest text of any record, public or not, points at; `officeFile` which
    /// originals it holds, by their hashes.
    ///
    /// `gaps` says what a record that asks for it lacks before it can be public, as `GapMarks` write it; `ends` from which
    /// day (`yyyymmdd`) one that holds for a time (`Lapsing`) does not hold any more.
    ///
    /// `alias` tells which public records have a proper name, as names are compared; `term` which words any public record
    /// holds, by how many letters they have: FTS5 cannot tell that without going through all of its index. `ending` has the
    /// long ones backwards, to find compounds by their last part.
    ///
    /// `profile` holds what answers to a question are narrowed by, profiles and subjects, with how many public records share
    /// it, and `profilePage` which each public record has and its year, in pages of many records (see `ProfilePage`).
    ///
    /// `ages` says in which save each text of a record changed last, as `TextAges` write it, and `translations` how it
    /// stands in every language, as `TranslationMarks` do. There are few of these, however many records, and
    /// `translationTally` counts the records of each.
    ///
    /// `link` holds what its source is sorted by in lists, so that the first of many that point at a record are found
    /// without reading the others. The tallies and the cells of the map are sums (see `Sums`), so that no page counts.
    static let tables = """
        CREATE TABLE state (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
        CREATE TABLE record (
            id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, version INTEGER NOT NULL,
            saved INTEGER NOT NULL, published INTEGER NOT NULL DEFAULT 0, wasPublic INTEGER NOT NULL DEFAULT 0,
            isDeleted INTEGER NOT NULL DEFAULT 0, slug TEXT, author TEXT NOT NULL,
            review INTEGER NOT NULL DEFAULT 0, gaps TEXT, ends INTEGER, body BLOB NOT NULL,
            ages TEXT NOT NULL, translations TEXT NOT NULL DEFAULT '',
            planned INTEGER NOT NULL DEFAULT 0, plannedAt INTEGER
        );
        CREATE TABLE step (id INTEGER NOT NULL, number INTEGER NOT NULL);
        CREATE TABLE public (
            id INTEGER PRIMARY KEY, code TEXT NOT NULL, kind TEXT NOT NULL, slug TEXT, rank INTEGER NOT NULL,
            position INTEGER NOT NULL, title TEXT NOT NULL, year INTEGER, month INTEGER, area TEXT,
            country TEXT, publishedAt INTEGER NOT NULL, body BLOB NOT NULL
        );
        CREATE TABLE link (
            target TEXT NOT NULL, kind TEXT NOT NULL, rank INTEGER NOT NULL, position INTEGER NOT NULL,
            title TEXT NOT NULL, source TEXT NOT NULL
        );
        CREATE TABLE officeLink (
            target TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (target, id)
        ) WITHOUT ROWID;
        CREATE TABLE officeFile (
            file BLOB NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (file, id)
        ) WITHOUT ROWID;
        CREATE TABLE tally (
            kind TEXT NOT NULL, year INTEGER NOT NULL, month INTEGER NOT NULL, area TEXT NOT NULL,
            country TEXT NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY (kind, year, month, area, country)
        ) WITHOUT ROWID;
        CREATE TABLE linkTally (
            target TEXT NOT NULL, kind TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (target, kind)
        ) WITHOUT ROWID;
        CREATE TABLE mapCell (
            kind TEXT NOT NULL, west INTEGER NOT NULL, south INTEGER NOT NULL, count INTEGER NOT NULL,
            longitude INTEGER NOT NULL, latitude INTEGER NOT NULL,
            PRIMARY KEY (kind, west, south)
        ) WITHOUT ROWID;
        CREATE TABLE profile (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, count INTEGER NOT NULL);
        CREATE TABLE profilePage (number INTEGER PRIMARY KEY, profiles BLOB NOT NULL, subjects BLOB NOT NULL,
            years BLOB NOT NULL);
        CREATE TABLE alias (
            name TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (name, id)
        ) WITHOUT ROWID;
        CREATE TABLE term (size INTEGER NOT NULL, word TEXT NOT NULL, PRIMARY KEY (size, word)) WITHOUT ROWID;
        CREATE TABLE ending (mirrored TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE translationTally (
            translations TEXT NOT NULL, kind TEXT NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY (translations, kind)
        ) WITHOUT ROWID;
        CREATE TABLE usedAddress (kind TEXT NOT NULL, slug TEXT NOT NULL, PRIMARY KEY (kind, slug)) WITHOUT ROWID;
        CREATE VIRTUAL TABLE search USING fts5 (
            title, body, targets, content = '', tokenize = "ascii"
        );
        CREATE VIRTUAL TABLE officeSearch USING fts5 (
            kind, names, body, content = '', tokenize = "ascii"
        );
        """

    /// Made last when the catalogue is built anew, because a bulk load is faster without them. Nothing that a
    /// revision does looks anything up by them.
    ///
    /// What a visitor names is looked up among what is or was public and nowhere else, so that what never was takes no
    /// other work than what is not there.
    static let indexes = """
        CREATE INDEX recordBySlug ON record (kind, slug, code);
        CREATE INDEX recordBySaving ON record (kind, saved) WHERE isDeleted = 0;
        CREATE INDEX recordByPlan ON record (plannedAt) WHERE plannedAt IS NOT NULL;
        CREATE INDEX recordByDeletion ON record (saved) WHERE isDeleted = 1;
        CREATE INDEX recordByReview ON record (review, saved) WHERE review <> 0 AND isDeleted = 0;
        CREATE INDEX recordByAuthor ON record (author, saved) WHERE saved <> published AND isDeleted = 0;
        CREATE INDEX recordByTranslations ON record (translations, kind, saved) WHERE isDeleted = 0;
        CREATE INDEX recordByGaps ON record (gaps, saved) WHERE gaps IS NOT NULL AND isDeleted = 0;
        CREATE INDEX recordByEnd ON record (kind, ends) WHERE ends IS NOT NULL;
        CREATE INDEX recordOncePublic ON record (code) WHERE wasPublic = 1;
        CREATE UNIQUE INDEX publicByCode ON public (code);
        CREATE INDEX publicByRank ON public (kind, rank, position, title, code);
        CREATE INDEX publicBySlug ON public (kind, slug, code);
        CREATE INDEX publicByMonth ON public (kind, year, month, rank, position);
        CREATE INDEX publicByArea ON public (area, rank, position, title, code) WHERE area IS NOT NULL;
        CREATE INDEX publicByTime ON public (publishedAt, id);
        CREATE INDEX linkByTarget ON link (target, kind, rank, position, title, source);
        CREATE INDEX stepByRecord ON step (id, number);
        CREATE INDEX publicByCountry ON public (kind, country, rank, position, title, code)
            WHERE country IS NOT NULL;
        """

    /// What two catalogues of the same journal agree on, each row of each table in a fixed order.
    static let comparisons: [(table: String, query: String)] = [
        (
            "record",
            """
            SELECT code, id, kind, version, saved, published, wasPublic, isDeleted, slug,
                author, review, gaps, ends, planned, plannedAt, ages, translations, quote(body)
            FROM record ORDER BY code
            """
        ),
        (
            "public",
            """
            SELECT code, id, kind, slug, rank, position, title, year, month, area, country, publishedAt,
                quote(body)
            FROM public
            ORDER BY code
            """
        ),
        ("step", "SELECT id, number FROM step ORDER BY id, number"),
        ("profile", "SELECT text, count FROM profile ORDER BY text"),
        (
            "profilePage",
            """
            SELECT public.code, profile.text, subject.text,
                hex(substr(years, 1 + public.id % \(ProfilePage.size) * 2, 2))
            FROM public LEFT JOIN profilePage ON number = public.id / \(ProfilePage.size)
                LEFT JOIN profile ON profile.id = numberAt(profiles, public.id)
                LEFT JOIN profile AS subject ON subject.id = numberAt(subjects, public.id)
            ORDER BY public.code
            """
        ),
        ("usedAddress", "SELECT kind, slug FROM usedAddress ORDER BY kind, slug"),
        ("alias", "SELECT name, id FROM alias ORDER BY name, id"),
        ("term", "SELECT size, word FROM term ORDER BY size, word"),
        ("ending", "SELECT mirrored FROM ending ORDER BY mirrored"),
        ("link", "SELECT * FROM link ORDER BY target, kind, rank, position, title, source"),
        ("officeLink", "SELECT target, id FROM officeLink ORDER BY target, id"),
        ("officeFile", "SELECT hex(file), id FROM officeFile ORDER BY file, id"),
        ("tally", "SELECT * FROM tally ORDER BY kind, year, month, area, country"),
        ("linkTally", "SELECT * FROM linkTally ORDER BY target, kind"),
        ("translationTally", "SELECT * FROM translationTally ORDER BY translations, kind"),
        ("mapCell", "SELECT * FROM mapCell ORDER BY kind, west, south"),
        ("search", "SELECT id, quote(sz) FROM search_docsize ORDER BY id"),
        ("search terms", "SELECT term, doc, col, offset FROM terms ORDER BY 1, 2, 3, 4"),
        ("officeSearch", "SELECT id, quote(sz) FROM officeSearch_docsize ORDER BY id"),
        ("officeSearch terms", "SELECT term, doc, col, offset FROM officeTerms ORDER BY 1, 2, 3, 4"),
        ("state", "SELECT name, value FROM state ORDER BY name"),
    ]

    /// Views of the words of both indexes, needed by the comparisons of the search.
    static let termsTables = """
        DROP TABLE IF EXISTS temp.terms; DROP TABLE IF EXISTS temp.officeTerms;
        CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search, instance);
        CREATE VIRTUAL TABLE temp.officeTerms USING fts5vocab(main, officeSearch, instance)
        """

    /// The full-text indexes.
    static let searches = ["search", "officeSearch"]
}
