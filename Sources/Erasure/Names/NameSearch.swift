/// Finds a person's name in texts and files, in all the forms in which the office knows it.
///
/// Whoever is looked for is meant by the surname: a place that holds it counts, with the given name, patronymic or
/// initials beside it as far as they are there. A given name alone does not count.
package struct NameSearch: Sendable {
    /// The most spellings of a name, and the longest of them in bytes.
    package static let nameLimit = 20
    package static let nameBytes = 200

    /// What a word of a text may be to the search.
    private struct Role: OptionSet {
        let rawValue: UInt8
        /// A surname, or names written as one word.
        static let anchor = Role(rawValue: 1)
        /// Another part of a name.
        static let part = Role(rawValue: 2)
        /// Another part as it was given, in no other case.
        static let exactPart = Role(rawValue: 4)
    }

    /// The names as they were given.
    package let names: [String]
    private var roles: [UInt64: UInt8] = [:]
    private var initials: Set<UInt32> = []
    /// Names in signs that are words by themselves, such as ideographs: they stand in this order.
    private var phrases: [[UInt64]] = []

    /// - Returns: `nil` when none of the names has a letter.
    package init?(_ names: [String]) {
        self.names = names
        for name in names { add(name) }
        guard !roles.isEmpty || !phrases.isEmpty else { return nil }
    }

    // MARK: Learning a name

    private mutating func add(_ name: String) {
        let words = NameWords(name)
        guard !words.all.isEmpty else { return }
        if words.isOfSigns {
            phrases.append(words.all.flatMap { Word.signs(of: $0) })
            return
        }
        let forms = words.all.map(Declension.forms(of:))
        for (position, forms) in forms.enumerated() {
            let role: Role = words.surnames.contains(position) ? .anchor : .part
            for form in forms { learn(form, role) }
            guard role == .part else { continue }
            learn(words.all[position], .exactPart)
            if let first = words.all[position].unicodeScalars.first { initials.insert(first.value) }
        }
        for (left, right) in forms.neighbours {
            for first in left { for second in right { learn(first + second, .anchor) } }
        }
        for (position, word) in words.all.enumerated() where !words.surnames.contains(position) {
            guard let initial = word.unicodeScalars.first.map({ String($0) }) else { continue }
            for surname in words.surnames {
                for form in forms[surname] {
                    learn(initial + form, .anchor)
                    learn(form + initial, .anchor)
                }
            }
        }
    }

    private mutating func learn(_ form: String, _ role: Role) {
        roles[Word.hash(of: form), default: 0] |= role.rawValue
    }

    // MARK: Finding it

    /// The places in a text that hold the name, in order, as bytes of its UTF-8.
    package func hits(in text: String) -> [NameHit] { hits(in: WordReader.words(of: text)) }

    /// Whether a text holds the name.
    package func isIn(_ text: String) -> Bool { !hits(in: text).isEmpty }

    func hits(in words: [Word]) -> [NameHit] {
        var hits: [NameHit] = []
        var position = 0
        while position < words.count {
            let found =
                role(of: words[position]).contains(.anchor)
                ? around(position, in: words, notBefore: hits.last?.end ?? 0)
                : phrase(at: position, in: words)
            if let found {
                hits.append(found.hit)
                position = found.last
            }
            position += 1
        }
        return hits
    }

    private func role(of word: Word) -> Role { Role(rawValue: roles[word.hash] ?? 0) }

    /// A surname with everything of the name on both sides of it.
    private func around(
        _ position: Int, in words: [Word], notBefore end: Int
    ) -> (hit: NameHit, last: Int) {
        var (first, last) = (position, position)
        while first > 0, words[first - 1].start >= end, goesOn(words[first - 1], before: words[first]) {
            first -= 1
        }
        while last + 1 < words.count, goesOn(words[last + 1], before: nil) { last += 1 }
        let isWhole = (first...last).contains { role(of: words[$0]).contains(.part) }
        let stop = words[last].end + (words[last].isAbbreviated && words[last].count == 1 ? 1 : 0)
        return (NameHit(start: words[first].start, end: stop, isWhole: isWhole), last)
    }

    /// Whether a word beside a part of the name belongs to it.
    ///
    /// - Parameter later: the part that stands after it; `nil` for a word after the part.
    private func goesOn(_ word: Word, before later: Word?) -> Bool {
        let divided = later ?? word
        let role = role(of: word)
        if divided.isDivided {
            // "Petrov, Ivan"; in a list of names each is one of its own.
            return divided.followsComma && later == nil && role.contains(.exactPart)
        }
        if !role.isEmpty { return true }
        guard word.count == 1 else { return word.isPatronymic }
        return word.isAbbreviated && word.isCapital
            || divided.isTiedToPrevious && initials.contains(word.first)
    }

    private func phrase(at position: Int, in words: [Word]) -> (hit: NameHit, last: Int)? {
        for phrase in phrases {
            let last = position + phrase.count - 1
            guard last < words.count, phrase.indices.allSatisfy({ words[position + $0].hash == phrase[$0] })
            else { continue }
            return (NameHit(start: words[position].start, end: words[last].end, isWhole: true), last)
        }
        return nil
    }
}

extension NameSearch: CustomStringConvertible {
    /// No name comes into a log by this.
    package var description: String { "a search for \(names.count) spellings" }
}

/// A place in a text that holds a name, in bytes of its UTF-8.
package struct NameHit: Sendable, Hashable {
    package let start: Int
    package let end: Int
    /// Whether more than the surname stands there.
    package let isWhole: Bool
}

/// The words of a name, and which of them are the surname.
private struct NameWords {
    private(set) var all: [String] = []
    private(set) var surnames: Set<Int> = []
    private(set) var isOfSigns = false

    init(_ name: String) {
        let bytes = Array(name.utf8)
        let words = WordReader.words(of: name)
        isOfSigns = words.contains { Word.isSign($0.first) }
        all = words.map { Word.folded(bytes[$0.start..<$0.end]) }
        guard let last = all.indices.last else { return }
        let comma = name.utf8.firstIndex(of: UInt8(ascii: ",")).map {
            name.utf8.distance(from: name.startIndex, to: $0)
        }
        if let comma {
            surnames = Set(words.indices.filter { words[$0].end <= comma })
        } else if words[last].isPatronymic
            || Self.looksLikeSurname(all[0]) && !Self.looksLikeSurname(all[last])
        {
            surnames = [0]
        } else {
            surnames = [last]
        }
        if surnames.isEmpty { surnames = [last] }
        // Петров-Водкин: both halves are the surname.
        for index in words.indices.dropFirst() where words[index].isTiedToPrevious {
            if surnames.contains(index) { surnames.insert(index - 1) }
            if surnames.contains(index - 1) { surnames.insert(index) }
        }
    }

    private static let endings = [
        "ов", "ев", "ин", "ын", "ова", "ева", "ина", "ына", "скии", "ская", "цкии", "цкая", "енко", "чук",
        "юк", "дзе",
        "швили", "ov", "ev", "ova", "eva", "sky", "skiy", "skii", "skaya", "enko", "chuk", "shvili",
    ]

    private static func looksLikeSurname(_ word: String) -> Bool {
        word.utf8.count > 6 && endings.contains { word.hasSuffix($0) } && !givenNames.contains(word)
    }

    /// Given names that end like surnames.
    private static let givenNames: Set<String> = [
        "агриппина", "акулина", "алина", "альбина", "ангелина", "антонина", "арина", "валентин", "валентина",
        "василина",
        "вениамин", "галина", "екатерина", "ирина", "калина", "капитолина", "карина", "катерина",
        "константин", "кристина",
        "магдалина", "мальвина", "марина", "мартин", "нина", "павлина", "полина", "регина", "сабина",
        "северин", "фаина",
        "христина", "эвелина", "янина",
    ]
}

extension Word {
    static func hash(of folded: String) -> UInt64 {
        folded.unicodeScalars.reduce(WordReader.emptyHash) {
            ($0 ^ UInt64($1.value)) &* 0x0000_0100_0000_01B3
        }
    }

    /// The letters of a word as they are compared.
    static func folded(_ bytes: ArraySlice<UInt8>) -> String {
        var letters = String.UnicodeScalarView()
        var scalars = TextScalars(Array(bytes))
        while let (value, _, _) = scalars.next() {
            switch Folding.fold(value) {
            case .letter(let first, let second):
                for letter in [first, second] where letter != 0 {
                    if let scalar = Unicode.Scalar(letter) { letters.append(scalar) }
                }
            case .sign(let sign): if let scalar = Unicode.Scalar(sign) { letters.append(scalar) }
            case .nothing, .gap: break
            }
        }
        return String(letters)
    }

    static func isSign(_ letter: UInt32) -> Bool {
        if case .sign = Folding.fold(letter) { true } else { false }
    }

    static func signs(of folded: String) -> [UInt64] {
        folded.unicodeScalars.map { Word.hash(of: String($0)) }
    }

    /// Whether it ends as a patronymic does in some case: Сергеевич, Сергеевичем, Ивановна, Ivanovny.
    var isPatronymic: Bool { count > 5 && Word.patronymicTails.contains(tail) }

    private static let patronymicTails: Set<UInt64> = {
        let tails = [
            "евич", "ович", "вича", "вичу", "виче", "вичи", "ичем", "овна", "овны", "овне", "овну", "евна",
            "евны",
            "евне", "евну", "внои", "вною", "ична", "ичны", "ичне", "ичну", "vich", "icha", "ichu", "iche",
            "chem",
            "ovna", "ovny", "ovne", "ovnu", "evna", "evny", "evne", "evnu", "vnoi", "vnoy", "vich",
        ]
        return Set(tails.map { $0.unicodeScalars.reduce(0) { $0 << 16 | UInt64($1.value & 0xFFFF) } })
    }()
}

extension [Set<String>] {
    /// Every two of them, in either order.
    fileprivate var neighbours: [(Set<String>, Set<String>)] {
        indices.flatMap { left in
            indices.filter { $0 != left }.map { (self[left], self[$0]) }
        }
    }
}
