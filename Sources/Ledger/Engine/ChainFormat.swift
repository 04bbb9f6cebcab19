import Records

/// The bytes that the chain covers, format 1: `docs/reference/journal-format.md` shows them octet by octet.
///
/// Nothing here may ever change. Another layout gets another format number, and both stay readable.
enum ChainFormat {
    static let number: UInt8 = 1
    static let saltBytes = 16

    /// What a revision's chained header holds. Its parts are ids, numbers and hashes: nothing that would have
    /// to be erased.
    struct Header {
        var number: RevisionNumber
        var record: String
        var kind: String
        var version: Int64
        var actionCode: Int64
        var target: Int64
        var atMilliseconds: Int64
        var author: String
        var payloadHash: Hash
        /// For a redaction: 40 bytes for each payload it replaced; otherwise empty.
        var redactions: [UInt8]
    }

    /// The hash of what can be erased. The salt goes with it, so that a short text cannot be guessed from
    /// what stays.
    static func payloadHash(salt: [UInt8], body: [UInt8]?, note: [UInt8]?) -> Hash {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(64 + (body?.count ?? 0) + (note?.count ?? 0))
        bytes.append(contentsOf: "twinhall".utf8)
        bytes.append(number)
        bytes.append(UInt8(ascii: "P"))
        bytes.append(big: UInt32(salt.count))
        bytes.append(contentsOf: salt)
        bytes.append(presence: body)
        if let body { bytes.append(contentsOf: body) }
        bytes.append(presence: note)
        if let note { bytes.append(contentsOf: note) }
        return Hash(of: bytes)
    }

    /// The hash of the chain up to this revision.
    static func chain(after previous: Hash, _ header: Header) -> Hash {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256 + header.redactions.count)
        bytes.append(contentsOf: previous.bytes)
        bytes.append(contentsOf: "twinhall".utf8)
        bytes.append(number)
        bytes.append(UInt8(ascii: "R"))
        bytes.append(big: UInt64(bitPattern: header.number.value))
        bytes.append(short: header.record)
        bytes.append(short: header.kind)
        bytes.append(big: UInt32(truncatingIfNeeded: header.version))
        bytes.append(UInt8(truncatingIfNeeded: header.actionCode))
        bytes.append(big: UInt64(bitPattern: header.target))
        bytes.append(big: UInt64(bitPattern: header.atMilliseconds))
        bytes.append(short: header.author)
        bytes.append(contentsOf: header.payloadHash.bytes)
        bytes.append(big: UInt32(truncatingIfNeeded: header.redactions.count / RedactedPayload.byteCount))
        bytes.append(contentsOf: header.redactions)
        return Hash(of: bytes)
    }
}

/// One payload that a redaction replaced: the revision's number and the salted hash of what stands there now.
struct RedactedPayload: Hashable {
    static let byteCount = 8 + Hash.byteCount

    let number: RevisionNumber
    let payloadHash: Hash

    /// The number as 8 bytes, most significant first, then the hash.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(big: UInt64(bitPattern: number.value))
        return bytes + payloadHash.bytes
    }

    /// Reads a list; `nil` when it does not end where an entry ends.
    static func list(_ bytes: [UInt8]) -> [RedactedPayload]? {
        guard bytes.count.isMultiple(of: byteCount) else { return nil }
        return stride(from: 0, to: bytes.count, by: byteCount).compactMap { start in
            let number = bytes[start..<(start + 8)].reduce(0) { $0 << 8 | UInt64($1) }
            guard let hash = Hash(bytes: bytes[(start + 8)..<(start + byteCount)]) else { return nil }
            return RedactedPayload(number: RevisionNumber(Int64(bitPattern: number)), payloadHash: hash)
        }
    }
}

extension [UInt8] {
    /// Appends a number, most significant byte first.
    mutating func append(big value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    /// Appends a text of at most 255 bytes after its length in one byte.
    fileprivate mutating func append(short text: String) {
        append(UInt8(clamping: text.utf8.count))
        append(contentsOf: text.utf8)
    }

    /// Appends 0 for nothing, or 1 and the length in eight bytes.
    fileprivate mutating func append(presence bytes: [UInt8]?) {
        append(bytes == nil ? 0 : 1)
        append(big: UInt64(bytes?.count ?? 0))
    }
}
