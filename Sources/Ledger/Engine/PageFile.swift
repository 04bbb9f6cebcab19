/// The pages of the SQLite file as a reader sees them now: those in the write-ahead log first, then the
/// file's.
final class PageFile {
    let pageCount: UInt32
    private let file: OpenFile
    private let log: WriteAheadLog
    private let logFile: OpenFile
    private let pageBytes = Int(LedgerFile.pageSize)

    init(at path: String, log: WriteAheadLog) throws(LedgerProblem) {
        let file = try OpenFile(reading: path)
        let pagesInFile = try file.size() / LedgerFile.pageSize
        self.file = file
        self.log = log
        self.logFile = try OpenFile(reading: log.offsets.isEmpty ? path : log.path)
        self.pageCount = log.pageCount ?? UInt32(clamping: pagesInFile)
    }

    /// Whether the file ends with its last page. While the log holds commits, the file may be of another
    /// length.
    var isWholePages: Bool {
        get throws(LedgerProblem) {
            if !log.offsets.isEmpty { return true }
            return try file.size() == Int64(pageCount) * LedgerFile.pageSize
        }
    }

    /// A page's bytes, numbered from 1.
    func page(_ number: UInt32) throws(LedgerProblem) -> [UInt8] {
        guard (1...max(1, pageCount)).contains(number) else {
            throw .damaged(place: "ledger.sqlite", problem: "page \(number) is used but does not exist")
        }
        let bytes: [UInt8]
        if let offset = log.offsets[number] {
            bytes = try logFile.read(pageBytes, at: offset)
        } else {
            bytes = try file.read(pageBytes, at: Int64(number - 1) * LedgerFile.pageSize)
        }
        guard bytes.count == pageBytes else {
            throw .damaged(place: "ledger.sqlite, page \(number)", problem: "is cut off")
        }
        return bytes
    }
}
