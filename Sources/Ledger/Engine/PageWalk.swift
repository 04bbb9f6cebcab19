#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Walks a table's pages and looks at every byte that no cell uses.
///
/// With `secure_delete`, and rows that are only ever appended, SQLite leaves zeros there (the file is written
/// anew after a redaction, the one thing that changes rows). The exception are interior pages of a tree that
/// is three or more levels high: splitting them leaves copies of page and row numbers behind, which SQLite
/// never reads.
struct PageWalk {
    private let file: PageFile
    private var visited: Set<UInt32> = []
    private(set) var problems: [(page: UInt32, what: String)] = []
    /// Bytes of interior pages which carry nothing and can be anything, as (page, range).
    private(set) var unaccounted: [(page: UInt32, range: Range<Int>)] = []

    /// SQLite allows no deeper tree.
    private static let deepest = 20
    private let usable = Int(LedgerFile.pageSize)

    init(_ file: PageFile) { self.file = file }

    private enum PageType {
        static let interior: UInt8 = 5
        static let leaf: UInt8 = 13
    }

    /// Walks the tree of one table from its root.
    mutating func tree(from root: UInt32, _ format: RowFormat) throws(LedgerProblem) {
        var level: [UInt32] = [root]
        var interior: [[UInt32]] = []
        for _ in 0..<PageWalk.deepest {
            let first = try file.page(level[0])
            guard first[headerOffset(level[0])] == PageType.interior else { break }
            interior.append(level)
            var next: [UInt32] = []
            for page in level { next += try children(of: page) }
            level = next
            if level.isEmpty { return }
        }
        for page in level { try leaf(page, format) }
        for pages in interior {
            for page in pages { try interiorSlack(page, mustBeZero: interior.count == 1) }
        }
    }

    private func headerOffset(_ page: UInt32) -> Int { page == 1 ? FileHeader.byteCount : 0 }

    /// Counts a page as used; `false`, and a problem, when it was used before.
    private mutating func visit(_ page: UInt32) -> Bool {
        if visited.insert(page).inserted { return true }
        problems.append((page, "is used twice"))
        return false
    }

    // MARK: - Interior pages

    private mutating func children(of number: UInt32) throws(LedgerProblem) -> [UInt32] {
        guard visit(number) else { return [] }
        let page = try file.page(number)
        let start = headerOffset(number)
        guard page[start] == PageType.interior else {
            problems.append((number, "is not the kind of page that belongs here"))
            return []
        }
        var children: [UInt32] = []
        for cell in cells(page, start, headerBytes: 12) where cell + 4 <= usable {
            children.append(page.big32(cell))
        }
        return children + [page.big32(start + 8)]
    }

    private mutating func interiorSlack(_ number: UInt32, mustBeZero: Bool) throws(LedgerProblem) {
        let page = try file.page(number)
        let start = headerOffset(number)
        var used = [0..<(start + 12 + 2 * page.big16(start + 3))]
        for cell in cells(page, start, headerBytes: 12) where cell + 4 <= usable {
            used.append(cell..<Varint(page, cell + 4).end)
        }
        used += freeBlocks(page, start)
        if mustBeZero {
            zeros(number, page, outside: used)
        } else {
            for gap in gaps(used) { unaccounted.append((number, gap)) }
        }
    }

    // MARK: - Leaf pages

    private mutating func leaf(_ number: UInt32, _ format: RowFormat) throws(LedgerProblem) {
        guard visit(number) else { return }
        let page = try file.page(number)
        let start = headerOffset(number)
        guard page[start] == PageType.leaf else {
            problems.append((number, "is not the kind of page that belongs here"))
            return
        }
        var used = [0..<(start + 8 + 2 * page.big16(start + 3))]
        for cell in cells(page, start, headerBytes: 8) {
            let length = Varint(page, cell)
            let row = Varint(page, length.end)
            let local = localBytes(of: length.value)
            let end = row.end + local.bytes + (local.overflows ? 4 : 0)
            guard length.value >= 0, end <= usable else {
                problems.append((number, "has a row that leaves the page"))
                continue
            }
            used.append(cell..<max(end, cell + 4))
            if !format.fits(page, at: row.end, length: length.value) {
                problems.append((number, "the row at byte \(cell) is not stored as this program stores it"))
            }
            if local.overflows {
                try overflow(page.big32(end - 4), bytes: length.value - local.bytes, of: number)
            }
        }
        used += freeBlocks(page, start)
        zeros(number, page, outside: used)
    }

    /// Follows a long row through its further pages.
    private mutating func overflow(_ first: UInt32, bytes: Int, of leaf: UInt32) throws(LedgerProblem) {
        var number = first
        var rest = bytes
        while rest > 0 {
            guard number != 0, number <= file.pageCount else {
                problems.append((leaf, "has a row whose rest is lost"))
                return
            }
            guard visit(number) else { return }
            let page = try file.page(number)
            let here = min(rest, usable - 4)
            zeros(number, page, outside: [0..<(4 + here)])
            rest -= here
            number = page.big32(0)
        }
        if number != 0 { problems.append((leaf, "has a row that goes on behind its end")) }
    }

    /// How much of a row lies in its leaf (https://www.sqlite.org/fileformat.html, 1.6).
    private func localBytes(of length: Int) -> (bytes: Int, overflows: Bool) {
        let largest = usable - 35
        if length <= largest { return (max(0, length), false) }
        let smallest = (usable - 12) * 32 / 255 - 23
        let wanted = smallest + (length - smallest) % (usable - 4)
        return (wanted <= largest ? wanted : smallest, true)
    }

    // MARK: - Inside a page

    /// Where the page's cells begin.
    private func cells(_ page: [UInt8], _ start: Int, headerBytes: Int) -> [Int] {
        let count = min(page.big16(start + 3), (usable - start - headerBytes) / 2)
        return (0..<count).map { min(page.big16(start + headerBytes + 2 * $0), usable - 1) }
    }

    /// The four bytes that head each free block.
    private func freeBlocks(_ page: [UInt8], _ start: Int) -> [Range<Int>] {
        var blocks: [Range<Int>] = []
        var next = page.big16(start + 1)
        while next != 0, next + 4 <= usable, blocks.count < usable / 4 {
            blocks.append(next..<(next + 4))
            next = page.big16(next)
        }
        return blocks
    }

    private func gaps(_ used: [Range<Int>]) -> [Range<Int>] {
        var gaps: [Range<Int>] = []
        var end = 0
        for range in used.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > end { gaps.append(end..<range.lowerBound) }
            end = max(end, range.upperBound)
        }
        if end < usable { gaps.append(end..<usable) }
        return gaps
    }

    private mutating func zeros(_ number: UInt32, _ page: [UInt8], outside used: [Range<Int>]) {
        for gap in gaps(used) where !PageWalk.isZero(page, gap) {
            let offset = gap.first { page[$0] != 0 } ?? gap.lowerBound
            problems.append((number, "byte \(offset) is not in use and not zero"))
            return
        }
    }

    private static let zeroPage = [UInt8](repeating: 0, count: Int(LedgerFile.pageSize))

    private static func isZero(_ page: [UInt8], _ range: Range<Int>) -> Bool {
        page.withUnsafeBytes { bytes in
            zeroPage.withUnsafeBytes { zeros in
                guard let page = bytes.baseAddress, let zeros = zeros.baseAddress else { return true }
                return memcmp(page + range.lowerBound, zeros, range.count) == 0
            }
        }
    }
}
