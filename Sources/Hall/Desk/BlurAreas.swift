import Kinds
import Localisation
import Records

/// Areas of a picture as they are typed: four percentages each, at the paths `areas.0.left` and so on.
struct BlurAreas {
    private static let names = ["left", "top", "width", "height"]
    /// A new area: a fifth of the picture, in its middle.
    private static let new = ["40", "40", "20", "20"]

    private(set) var texts = FormTexts()

    init(_ areas: [PictureArea]) {
        for (row, area) in areas.enumerated() {
            guard let box = area.box else { continue }
            set(row, [box.left, box.top, box.width, box.height].map(PictureArea.percent))
        }
    }

    init(posted: some Sequence<(name: String, value: String)>) {
        let own = posted.filter { $0.name.hasPrefix("areas.") }
        texts = FormTexts(posted: own.map { ($0.name, $0.value) })
        for row in (0..<count).reversed() where Self.names.allSatisfy({ texts[path(row, $0)].isEmpty }) {
            texts.removeRow(row, of: "areas")
        }
    }

    /// How many there are, as far as they are counted.
    var count: Int { texts.rows(at: "areas") }

    /// Carries out what a button asks for: `add areas`, `remove areas 2`.
    mutating func apply(_ command: String) {
        if command == "add areas" {
            if count < Blurring.areaLimit { set(count, Self.new) }
        } else {
            texts.apply(command)
        }
    }

    /// The areas with everything that is wrong with them; what reaches beyond the picture is cut off.
    func read(_ t: Phrases) -> (boxes: [PictureArea.Box], problems: [Problem]) {
        guard count > 0 else { return ([], [Problem(path: "areas", reason: .required)]) }
        guard count <= Blurring.areaLimit else {
            return ([], [Problem(path: "areas", reason: .tooMany(limit: Blurring.areaLimit))])
        }
        var boxes: [PictureArea.Box] = []
        var problems: [Problem] = []
        for row in 0..<count {
            let numbers = Self.names.compactMap { name -> Int? in
                let text = texts[path(row, name)]
                if let number = PictureArea.hundredths(text) { return number }
                let reason: Problem.Reason =
                    text.isEmpty ? .required : .range(t("a number from 0 to 100 is expected, such as 12.5"))
                problems.append(Problem(path: path(row, name), reason: reason))
                return nil
            }
            guard numbers.count == Self.names.count else { continue }
            let box = PictureArea.Box(
                left: numbers[0], top: numbers[1], width: numbers[2], height: numbers[3])
            if let box {
                boxes.append(box)
            } else {
                let words = t("nothing of this area lies on the picture")
                problems.append(Problem(path: path(row, "left"), reason: .range(words)))
            }
        }
        return (boxes, problems)
    }

    private mutating func set(_ row: Int, _ values: [String]) {
        for (name, value) in zip(Self.names, values) { texts[path(row, name)] = value }
    }

    private func path(_ row: Int, _ name: String) -> String { "areas.\(row).\(name)" }
}
