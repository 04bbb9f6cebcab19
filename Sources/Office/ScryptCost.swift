/// What one hash costs (RFC 7914): memory is 128 × blockSize × 2^logRounds bytes.
struct ScryptCost: Sendable, Hashable {
    let logRounds: Int
    let blockSize: Int
    let parallelism: Int

    /// 128 MiB and a few tenths of a second: the first of OWASP's choices for scrypt (Password Storage Cheat Sheet).
    static let usual = ScryptCost(logRounds: 17, blockSize: 8, parallelism: 1)

    /// Whether it is a cost that this program would pay; a changed file must not make it take all memory.
    var isBearable: Bool {
        (1...20).contains(logRounds) && (1...16).contains(blockSize) && (1...4).contains(parallelism)
    }

    /// Whether an attacker would pay less for it than for the other.
    func isWeaker(than other: ScryptCost) -> Bool {
        work < other.work || logRounds < other.logRounds && blockSize <= other.blockSize
    }

    private var work: Int { (1 << logRounds) * blockSize * parallelism }
}
