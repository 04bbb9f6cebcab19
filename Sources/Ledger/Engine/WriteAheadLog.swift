/// The committed pages in SQLite's write-ahead log, read without SQLite
/// (https://www.sqlite.org/fileformat.html, 4).
///
/// SQLite stops in silence at the first frame whose checksum is wrong and drops what follows, so a changed
/// bit in this file would take revisions away unseen. Reading it here makes that a problem with a name.
struct WriteAheadLog {
    static let headerBytes = 32
    static let frameHeaderBytes = 24

    /// For each page its newest committed place in the log, as an offset of the page's bytes.
    private(set) var offsets: [UInt32: Int64] = [:]
    /// The number of pages after the newest commit; `nil` when the log holds no commit.
    private(set) var pageCount: UInt32?
    private(set) var problems: [String] = []
    let path: String

    /// Reads a log; an absent or empty file is a log without commits.
    init(at path: String) throws(LedgerProblem) {
        self.path = path
        guard let size = Folders.size(ofFileAt: path), size > 0 else { return }
        let file = try OpenFile(reading: path)
        let header = try file.read(WriteAheadLog.headerBytes)
        guard header.count == WriteAheadLog.headerBytes, let order = ByteOrder(magic: header.big32(0)) else {
            problems.append("does not begin as a write-ahead log")
            return
        }
        var sum = Checksum(order: order)
        sum.add(header[0..<24])
        guard sum.first == header.big32(24), sum.second == header.big32(28), header.big32(4) == 3_007_000,
            Int64(header.big32(8)) == LedgerFile.pageSize
        else {
            problems.append("has a wrong header")
            return
        }
        try readFrames(file, salts: Array(header[16..<24]), sum)
    }

    private mutating func readFrames(_ file: borrowing OpenFile, salts: [UInt8], _ start: Checksum)
        throws(LedgerProblem)
    {
        let pageBytes = Int(LedgerFile.pageSize)
        var sum = start
        var pending: [UInt32: Int64] = [:]
        var offset = Int64(WriteAheadLog.headerBytes)
        var brokenAt: Int64?
        while true {
            let frame = try file.read(WriteAheadLog.frameHeaderBytes + pageBytes)
            guard frame.count == WriteAheadLog.frameHeaderBytes + pageBytes else { break }
            let isOfThisLog = Array(frame[8..<16]) == salts
            if let brokenAt {
                // One torn frame at the end is what a killed writer leaves. A sound successor is not.
                guard isOfThisLog else { break }
                problems.append("the frame at byte \(brokenAt) is damaged, and later ones follow it")
                return
            }
            var next = sum
            next.add(frame[0..<8])
            next.add(frame[WriteAheadLog.frameHeaderBytes...])
            if isOfThisLog, next.first == frame.big32(16), next.second == frame.big32(20) {
                sum = next
                pending[frame.big32(0)] = offset + Int64(WriteAheadLog.frameHeaderBytes)
                if frame.big32(4) != 0 {
                    offsets.merge(pending) { $1 }
                    pending = [:]
                    pageCount = frame.big32(4)
                }
            } else {
                brokenAt = offset
            }
            offset += Int64(frame.count)
        }
    }

    private enum ByteOrder {
        case little, big

        init?(magic: UInt32) {
            switch magic {
            case 0x377F_0682: self = .little
            case 0x377F_0683: self = .big
            default: return nil
            }
        }
    }

    /// The running sum over pairs of 32-bit words.
    private struct Checksum {
        let order: ByteOrder
        var first: UInt32 = 0
        var second: UInt32 = 0

        init(order: ByteOrder) { self.order = order }

        mutating func add(_ bytes: ArraySlice<UInt8>) {
            bytes.withUnsafeBytes { buffer in
                for offset in stride(from: 0, to: buffer.count - 7, by: 8) {
                    first &+= word(buffer, offset) &+ second
                    second &+= word(buffer, offset + 4) &+ first
                }
            }
        }

        private func word(_ buffer: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
            let raw = buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
            return order == .little ? UInt32(littleEndian: raw) : UInt32(bigEndian: raw)
        }
    }
}
