import Localisation
import Records

/// Two versions of a record, word by word.
extension Page {
    func deskComparison(_ comparison: DeskComparison) {
        recordTrail(comparison.code, comparison.title)
        deskHead(t("Two versions compared"))
        dl(.class("desk-versions")) {
            for (name, version) in [(t("Older"), comparison.from), (t("Newer"), comparison.to)] {
                dt { text(name) }
                dd {
                    text(t("Step {number} of the journal", ["number": "\(version.number)"]) + " · ")
                    stamp(version)
                    if let note = version.note {
                        p(.directionOfItself) { text(note) }
                    }
                }
            }
        }
        p { a(.href(.desk(language, .history(comparison.code)))) { text(t("History")) } }
        wordChanges(comparison.changes, level: 2)
        guard !comparison.same.isEmpty else { return }
        details(.class("desk-same"), .open.if(comparison.changes.isEmpty)) {
            summary {
                text(
                    t(
                        "{count} text is the same in both", "{count} texts are the same in both",
                        count: comparison.same.count))
            }
            dl {
                for same in comparison.same {
                    dt { text(label(of: same.path)) }
                    dd(language(of: same), .directionOfItself) { text(same.new) }
                }
            }
        }
    }

    /// Each text that changed, with what went struck out and what came underlined; both are also said.
    ///
    /// - Parameter level: that of the headings; `nil` where there can be none.
    func wordChanges(_ changes: [DeskChange], level: Int?) {
        if changes.isEmpty { p(.class("empty")) { text(t("Nothing differs.")) } }
        for change in changes {
            section(.class("desk-diff"), .label(label(of: change.path))) {
                if let level {
                    heading(level) { text(label(of: change.path)) }
                } else {
                    p { strong { text(label(of: change.path)) } }
                }
                div(.class("desk-diff-text"), language(of: change), .directionOfItself) {
                    let parts = WordDiff(from: change.old, to: change.new).parts
                    for (place, part) in parts.enumerated() {
                        self.part(part, isFirst: place == 0, isLast: place == parts.count - 1)
                    }
                }
            }
        }
    }

    private func language(of change: DeskChange) -> Attribute {
        change.language.map { .lang($0) } ?? Attribute("lang", .absent)
    }

    private func part(_ part: WordDiff.Part, isFirst: Bool, isLast: Bool) {
        switch part {
        case .removed(let words): marked("del", t("removed:"), t("end of what was removed"), words)
        case .added(let words): marked("ins", t("added:"), t("end of what was added"), words)
        case .same(let words):
            let fold = Fold(words, keepsStart: !isFirst, keepsEnd: !isLast)
            text(fold.start)
            if !fold.middle.isEmpty {
                details(.class("desk-fold")) {
                    summary(.lang(language)) {
                        text(
                            t(
                                "{count} character is the same", "{count} characters are the same",
                                count: fold.middle.count))
                    }
                    text(fold.middle)
                }
            }
            text(fold.end)
        }
    }

    private func marked(_ name: StaticString, _ before: String, _ after: String, _ words: String) {
        element(name, []) {
            span(.class("unseen"), .lang(language)) { text(" " + before + " ") }
            text(words)
            span(.class("unseen"), .lang(language)) { text(" " + after + " ") }
        }
    }
}

/// A long stretch that stayed, cut at words into what is shown and what is folded.
struct Fold {
    /// How long a stretch may be, and what is shown of a longer one on each side, in characters.
    private static let limit = 400
    private static let shown = 120

    private(set) var start: Substring = ""
    private(set) var middle: Substring = ""
    private(set) var end: Substring = ""

    init(_ words: String, keepsStart: Bool, keepsEnd: Bool) {
        guard words.count > Self.limit else {
            start = words[...]
            return
        }
        var (from, to) = (words.startIndex, words.endIndex)
        if keepsStart {
            start = Self.cut(words.prefix(Self.shown), fromStart: true)
            from = start.endIndex
        }
        if keepsEnd {
            end = Self.cut(words.suffix(Self.shown), fromStart: false)
            to = end.startIndex
        }
        middle = words[from..<to]
    }

    private static func cut(_ words: Substring, fromStart: Bool) -> Substring {
        // Chinese has no blanks to cut at.
        guard let blank = fromStart ? words.lastIndex(of: " ") : words.firstIndex(of: " ") else {
            return words
        }
        return fromStart ? words[...blank] : words[blank...]
    }
}
