/// Failures counted by a key, in memory, with a bound.
struct FailureTable<Key: Hashable & Sendable>: Sendable {
    /// What is known of one key.
    struct Entry: Sendable {
        var failures = 0
        var lastAt: Int64
        var waitUntil: Int64 = .min
    }

    /// After this long without a failure all is forgotten.
    static var memoryMilliseconds: Int64 { 60 * 60 * 1_000 }
    private static var firstWait: Int64 { 10 * 1_000 }
    private static var longestWait: Int64 { 15 * 60 * 1_000 }

    /// How many failures are free.
    let freeFailures: Int
    /// The most keys that are remembered.
    let limit: Int
    private(set) var entries: [Key: Entry] = [:]

    init(freeFailures: Int, limit: Int) {
        self.freeFailures = freeFailures
        self.limit = limit
    }

    /// Until when a key has to wait; `nil` when it need not.
    func waitUntil(_ key: Key, at milliseconds: Int64) -> Int64? {
        guard let entry = entries[key], entry.waitUntil > milliseconds else { return nil }
        // A clock that was set back must not make anybody wait for days.
        return min(entry.waitUntil, milliseconds + Self.longestWait)
    }

    /// Counts a failure and sets the wait that follows from it: ten seconds, twice that, up to fifteen minutes.
    mutating func count(_ key: Key, at milliseconds: Int64) {
        var entry = entries[key] ?? Entry(lastAt: milliseconds)
        if isForgotten(entry, at: milliseconds) { entry = Entry(lastAt: milliseconds) }
        entry.failures += 1
        entry.lastAt = milliseconds
        if entry.failures >= freeFailures {
            let doublings = min(entry.failures - freeFailures, 10)
            entry.waitUntil = milliseconds + min(Self.firstWait << Int64(doublings), Self.longestWait)
        }
        if entries[key] == nil, entries.count >= limit { makeRoom(at: milliseconds) }
        entries[key] = entry
    }

    /// Takes one failure back, and the wait that it brought.
    mutating func takeBack(_ key: Key) {
        guard var entry = entries[key] else { return }
        entry.failures -= 1
        entry.waitUntil = .min
        entries[key] = entry.failures > 0 ? entry : nil
    }

    /// Forgets a key.
    mutating func forget(_ key: Key) { entries[key] = nil }

    private func isForgotten(_ entry: Entry, at milliseconds: Int64) -> Bool {
        entry.lastAt + Self.memoryMilliseconds <= milliseconds
    }

    /// Drops what is forgotten, and if that is not enough, the oldest tenth.
    private mutating func makeRoom(at milliseconds: Int64) {
        entries = entries.filter { !isForgotten($0.value, at: milliseconds) }
        guard entries.count >= limit else { return }
        let oldest = entries.sorted { $0.value.lastAt < $1.value.lastAt }.prefix(max(1, limit / 10))
        for (key, _) in oldest { entries[key] = nil }
    }
}
