/// The port of the blobs: bytes that are named by their SHA-256 and never change.
///
/// Every engine passes the same contract suite.
package protocol BlobStore: Sendable {
    /// Keeps bytes, and returns only when they are durable. An equal blob that is there already is kept as it
    /// is.
    func store(_ bytes: [UInt8]) async throws(LedgerProblem) -> Hash

    /// Keeps a file's bytes, read in pieces; the file itself is left alone.
    func store(fileAt path: String) async throws(LedgerProblem) -> Hash

    /// Whether there is such a blob; its bytes are not read.
    func contains(_ hash: Hash) async throws(LedgerProblem) -> Bool

    /// A blob's bytes, verified; refuses one of more than `limit` bytes.
    func read(_ hash: Hash, limit: Int) async throws(LedgerProblem) -> [UInt8]

    /// The size in bytes; `nil` when there is no such blob.
    func size(of hash: Hash) async throws(LedgerProblem) -> Int64?

    /// All blobs, in order.
    func all() async throws(LedgerProblem) -> [Hash]

    /// Reads a blob anew; `nil` when its bytes have the hash that it is named by.
    func verify(_ hash: Hash) async throws(LedgerProblem) -> Finding?
}
