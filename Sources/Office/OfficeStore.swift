/// Accounts, sessions and invitations: the truth that may change.
///
/// The clock is an argument everywhere, in milliseconds since 1970. Any number of processes may have the file open.
/// Passwords are hashed on one thread of this object, and failures are counted in its memory, so a server has one of
/// it.
package final class OfficeStore: Sendable {
    let database: OfficeDatabase
    let hashing = HashingThread()
    let throttle: Throttle
    /// How many codes may be wrong, and how many messages may come from one network, before the next has to wait.
    static let freeTries = 5
    let codes = TryThrottle<AccountID>(freeTries: OfficeStore.freeTries)
    let errands = Errands()
    let messageThrottle = TryThrottle<ClientNetwork>(freeTries: OfficeStore.freeTries)
    let forms = FormClock()
    let cost: ScryptCost

    /// Opens the file, makes it when it is not there, and brings an older format up to date.
    ///
    /// - Throws: `newerFormat`; `damaged` when it is another program's file.
    package convenience init(path: String) throws(OfficeProblem) {
        try self.init(path: path, cost: .usual)
    }

    /// Tests take a lower cost and a smaller throttle.
    init(path: String, cost: ScryptCost, throttle: Throttle = Throttle()) throws(OfficeProblem) {
        database = try OfficeDatabase(path: path)
        self.cost = cost
        self.throttle = throttle
    }

    /// Closes all connections. Nothing can be asked afterwards.
    package func close() throws(OfficeProblem) { try database.close() }

    /// Hashes on the hashing thread.
    func hash(_ password: Password) async throws(OfficeProblem) -> PasswordHash {
        let cost = cost
        let result = await hashing.run {
            Result { () throws(OfficeProblem) in try PasswordHash(password, cost: cost) }
        }
        guard let result else { throw .busy }
        return try result.get()
    }
}
