import GRDB

/// The tables of `catalogue.sqlite`. There are no migrations: another version is rebuilt beside and swapped.
enum Schema {
    /// Raised whenever a table, a column or what goes into one changes.
    static let version = 4

    /// "TWHC" in the file's header: a Twinhall catalogue.
    static let applicationID = 0x5457_4843

    /// What a file's header says it is, and what it has to say.
    static let marks = "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)"

    static let tables = """
        CREATE TABLE state (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
        CREATE TABLE record (
            code TEXT PRIMARY KEY, kind TEXT NOT NULL, version INTEGER NOT NULL,
            saved INTEGER NOT NULL, published INTEGER NOT NULL DEFAULT 0, wasPublic INTEGER NOT NULL DEFAULT 0,
            isDeleted INTEGER NOT NULL DEFAULT 0, body BLOB NOT NULL
        );
        CREATE TABLE public (
            id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, slug TEXT,
            rank INTEGER NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL, year INTEGER, month INTEGER, body BLOB NOT NULL
        );
        CREATE TABLE link (
            target TEXT NOT NULL, source TEXT NOT NULL, field TEXT NOT NULL,
            PRIMARY KEY (target, source, field)
        ) WITHOUT ROWID;
        CREATE TABLE address (
            kind TEXT NOT NULL, slug TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY (kind, slug, code)
        ) WITHOUT ROWID;
        CREATE INDEX addressByCode ON address (code);
        CREATE INDEX linkBySource ON link (source);
        CREATE TABLE usedAddress (kind TEXT NOT NULL, slug TEXT NOT NULL, PRIMARY KEY (kind, slug)) WITHOUT ROWID;
        CREATE VIRTUAL TABLE search USING fts5 (
            title, body, tokenize = "unicode61 remove_diacritics 2"
        );
        """

    /// Made last when the catalogue is built anew, because a bulk load is faster without them.
    static let indexes = """
        CREATE INDEX publicByRank ON public (kind, rank, position, title, code);
        CREATE INDEX publicBySlug ON public (kind, slug, code);
        CREATE INDEX publicByMonth ON public (kind, year, month, rank, position, title, code);
        """

    /// What two catalogues of the same journal agree on, each row of each table in a fixed order. Row ids are left
    /// out: they tell in which order records came to be public, which a rebuilt catalogue may see otherwise.
    static let comparisons: [(table: String, query: String)] = [
        (
            "record",
            """
            SELECT code, kind, version, saved, published, wasPublic, isDeleted, quote(body) FROM record ORDER BY code
            """
        ),
        (
            "public",
            """
            SELECT code, kind, slug, rank, position, title, year, month, quote(body) FROM public ORDER BY code
            """
        ),
        ("address", "SELECT kind, slug, code FROM address ORDER BY kind, slug, code"),
        ("usedAddress", "SELECT kind, slug FROM usedAddress ORDER BY kind, slug"),
        ("link", "SELECT target, source, field FROM link ORDER BY target, source, field"),
        (
            "search",
            """
            SELECT public.code, search.title, search.body
            FROM public LEFT JOIN search ON search.rowid = public.id ORDER BY public.code
            """
        ),
        (
            "search terms",
            """
            SELECT terms.term, public.code, terms.col, terms.offset
            FROM terms LEFT JOIN public ON public.id = terms.doc ORDER BY 1, 2, 3, 4
            """
        ),
        ("state", "SELECT name, value FROM state ORDER BY name"),
    ]

    /// A view of the index's words, needed by the last comparison of the search.
    static let termsTable = "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search, instance)"
}
