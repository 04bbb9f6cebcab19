import GRDB
package import Records

extension OfficeStore {
    /// What a form carries that says when it was opened.
    package func formToken(at milliseconds: Int64) -> String { forms.token(at: milliseconds) }

    /// Whether a form comes from somebody who opened it here and had time to read it.
    package func isTimely(_ formToken: String, at milliseconds: Int64) -> Bool {
        forms.isTimely(formToken, at: milliseconds)
    }

    /// Takes a message in. It is on the disk when this returns its number.
    ///
    /// - Parameters:
    ///   - page, words, answer: within the limits of `Message`; what is longer is cut.
    ///   - client: where it comes from: that is counted in memory and kept nowhere.
    package func receive(
        page: String, words: String, answer: String, in language: Language, from client: Client,
        at milliseconds: Int64
    ) async throws(OfficeProblem) -> MessageOutcome {
        func cut(_ text: String, _ limit: Int) -> String {
            String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
        }
        let network = ClientNetwork(client.address)
        if let seconds = messageThrottle.begin(network, at: milliseconds) { return .wait(seconds: seconds) }
        let message = Message(
            number: RandomName.make(), language: language, page: cut(page, Message.pageLimit),
            words: cut(words, Message.wordsLimit), answer: cut(answer, Message.answerLimit),
            receivedAt: milliseconds, doneAt: nil)
        do throws(OfficeProblem) {
            let isTaken = try await database.write { db in
                try Self.dropOld(db, at: milliseconds)
                let waiting = try Int.fetchOne(db, sql: "SELECT count(*) FROM message WHERE done_at IS NULL")
                guard (waiting ?? 0) < Message.waitingLimit else { return false }
                try db.execute(
                    sql: """
                        INSERT INTO message (number, language, page, words, answer, received_at)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        message.number, language.tag, message.page, message.words, message.answer,
                        milliseconds,
                    ])
                return true
            }
            if !isTaken { messageThrottle.takeBack(network) }
            return isTaken ? .taken(number: message.number) : .full
        } catch {
            messageThrottle.takeBack(network)
            throw error
        }
    }

    /// The messages that are not done, oldest first, and then those that are, newest first.
    package func messages(limit: Int) async throws(OfficeProblem) -> [Message] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT number, language, page, words, answer, received_at, done_at FROM message
                    ORDER BY done_at IS NOT NULL, coalesce(-done_at, received_at), number LIMIT ?
                    """,
                arguments: [limit]
            ).map { row in
                guard let language = Language(row[1] as String) else {
                    throw OfficeRows.damaged("a message cannot be read")
                }
                return Message(
                    number: row[0], language: language, page: row[2], words: row[3], answer: row[4],
                    receivedAt: row[5], doneAt: row[6])
            }
        }
    }

    /// How many messages wait.
    package func waitingMessages() async throws(OfficeProblem) -> Int {
        try await database.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM message WHERE done_at IS NULL") ?? 0
        }
    }

    /// Says that the office is done with a message, or that it is not.
    ///
    /// - Returns: `false` when there is no such message any more.
    @discardableResult
    package func set(
        message number: String, isDone: Bool, at milliseconds: Int64
    ) async throws(OfficeProblem) -> Bool {
        try await database.write { db in
            try db.execute(
                sql: "UPDATE message SET done_at = ? WHERE number = ?",
                arguments: [isDone ? milliseconds : nil, number])
            return db.changesCount == 1
        }
    }

    /// Deletes a message, from the file as well.
    package func delete(message number: String) async throws(OfficeProblem) {
        try await database.write { db in
            try db.execute(sql: "DELETE FROM message WHERE number = ?", arguments: [number])
        }
        // What a process that reads keeps in the log goes when that log is folded in next.
        _ = try await database.truncateLog()
    }

    /// Deletes what is older than a year, in a transaction.
    static func dropOld(_ db: Database, at milliseconds: Int64) throws {
        try db.execute(
            sql: "DELETE FROM message WHERE received_at <= ?", arguments: [milliseconds - Message.lifetime])
    }
}
