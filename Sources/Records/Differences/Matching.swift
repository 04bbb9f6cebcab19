/// Which elements of two sequences stay when one becomes the other, with as few changes as can be found.
///
/// The algorithm is E. W. Myers, "An O(ND) difference algorithm and its variations" (Algorithmica 1, 1986), in the
/// form that takes linear space: the middle of the shortest way is found from both ends, and each half is asked again.
struct Matching {
    /// The most steps of one comparison, some hundredths of a second; what is not compared then is not kept.
    static let stepLimit = 6_000_000
    /// How far both ends may be from each other in one stretch.
    private static let distanceLimit = 4_000

    let old: [Int]
    let new: [Int]
    private(set) var isKept: (old: [Bool], new: [Bool])
    private(set) var stepsLeft = Matching.stepLimit
    /// The furthest place on each diagonal: first from the start, then from the end.
    private var furthest: [Int] = []

    init(_ old: [Int], _ new: [Int]) {
        self.old = old
        self.new = new
        isKept = (
            Array(repeating: false, count: old.count), Array(repeating: false, count: new.count)
        )
    }

    private struct Box {
        var old: Range<Int>
        var new: Range<Int>
    }

    /// A run of equal elements on the shortest way, by its ends within a box.
    private struct Snake {
        var (left, top, right, bottom) = (0, 0, 0, 0)
    }

    mutating func run() {
        var boxes = [Box(old: old.indices, new: new.indices)]
        while var box = boxes.popLast() {
            trim(&box)
            guard !box.old.isEmpty, !box.new.isEmpty, let snake = middle(of: box) else { continue }
            let (x, y) = (box.old.lowerBound, box.new.lowerBound)
            for step in 0..<(snake.right - snake.left) {
                isKept.old[x + snake.left + step] = true
                isKept.new[y + snake.top + step] = true
            }
            boxes.append(
                Box(
                    old: (x + snake.right)..<box.old.upperBound, new: (y + snake.bottom)..<box.new.upperBound)
            )
            boxes.append(Box(old: x..<(x + snake.left), new: y..<(y + snake.top)))
        }
    }

    /// Keeps what is the same at both ends.
    private mutating func trim(_ box: inout Box) {
        while let left = box.old.first, let right = box.new.first, old[left] == new[right] {
            (isKept.old[left], isKept.new[right]) = (true, true)
            box.old.removeFirst()
            box.new.removeFirst()
        }
        while let left = box.old.last, let right = box.new.last, old[left] == new[right] {
            (isKept.old[left], isKept.new[right]) = (true, true)
            box.old.removeLast()
            box.new.removeLast()
        }
    }

    /// - Returns: `nil` where the ends are too far from each other, or no steps are left.
    private mutating func middle(of box: Box) -> Snake? {
        let (width, height) = (box.old.count, box.new.count)
        let limit = min((width + height + 1) / 2, Self.distanceLimit)
        furthest = Array(repeating: 0, count: 2 * (2 * limit + 3))
        for distance in 0...limit {
            for fromStart in [true, false] {
                // Diagonals that would leave the box lead nowhere.
                let first = -(distance - 2 * max(0, distance - height))
                let last = distance - 2 * max(0, distance - width)
                for diagonal in stride(from: first, through: last, by: 2) {
                    guard stepsLeft > 0 else { return nil }
                    if let snake = step(box, distance, diagonal, fromStart: fromStart) { return snake }
                }
            }
        }
        return nil
    }

    /// Goes on along one diagonal; gives the run of equal elements on which both ways meet.
    private mutating func step(_ box: Box, _ distance: Int, _ diagonal: Int, fromStart: Bool) -> Snake? {
        let (width, height) = (box.old.count, box.new.count)
        let room = furthest.count / 2
        let centre = room / 2 + (fromStart ? 0 : room)
        let place = centre + diagonal
        let isDown =
            diagonal == -distance || diagonal != distance && furthest[place - 1] < furthest[place + 1]
        var x = isDown ? furthest[place + 1] : furthest[place - 1] + 1
        var y = x - diagonal
        let (left, top) = (x, y)
        while x < width, y < height, isSame(box, x, y, fromStart: fromStart) { (x, y) = (x + 1, y + 1) }
        stepsLeft -= 1 + x - left
        furthest[place] = x
        let difference = width - height
        let opposite = difference - diagonal
        let isOdd = !difference.isMultiple(of: 2)
        let reach = fromStart ? distance - 1 : distance
        guard isOdd == fromStart, abs(opposite) <= reach else { return nil }
        let other = furthest[room / 2 + (fromStart ? room : 0) + opposite]
        guard x + other >= width else { return nil }
        return fromStart
            ? Snake(left: left, top: top, right: x, bottom: y)
            : Snake(left: width - x, top: height - y, right: width - left, bottom: height - top)
    }

    private func isSame(_ box: Box, _ x: Int, _ y: Int, fromStart: Bool) -> Bool {
        fromStart
            ? old[box.old.lowerBound + x] == new[box.new.lowerBound + y]
            : old[box.old.upperBound - 1 - x] == new[box.new.upperBound - 1 - y]
    }
}
