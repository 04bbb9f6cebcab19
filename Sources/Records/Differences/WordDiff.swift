/// Two versions of a text compared word by word: what stayed, what went, what came, in reading order.
///
/// What stayed and what went is the old text, byte for byte; what stayed and what came is the new one. Scripts that
/// are written without blanks are compared letter by letter.
package struct WordDiff: Sendable, Hashable {
    package enum Part: Sendable, Hashable {
        case same(String), removed(String), added(String)
    }

    package let parts: [Part]

    /// Takes memory in proportion to the texts, and never more than a fixed number of steps: what is left to be
    /// compared then counts as written anew.
    package init(from old: String, to new: String) {
        let (before, after) = (TextTokens(old), TextTokens(new))
        var numbers: [ArraySlice<UInt8>: Int] = [:]
        func numbered(_ tokens: TextTokens) -> [Int] {
            tokens.all.map { token in
                if let known = numbers[token] { return known }
                numbers[token] = numbers.count
                return numbers.count - 1
            }
        }
        var matching = Matching(numbered(before), numbered(after))
        matching.run()
        var stretches: [Stretch] = []
        var (left, right) = (0, 0)
        while left < before.all.count || right < after.all.count {
            var stretch = Stretch()
            while left < before.all.count, !matching.isKept.old[left] {
                stretch.removed += before.all[left]
                left += 1
            }
            while right < after.all.count, !matching.isKept.new[right] {
                stretch.added += after.all[right]
                right += 1
            }
            while left < before.all.count, right < after.all.count, matching.isKept.old[left],
                matching.isKept.new[right]
            {
                stretch.same += before.all[left]
                (left, right) = (left + 1, right + 1)
            }
            stretches.append(stretch)
        }
        parts = Stretch.joined(stretches).flatMap(\.parts)
    }

    /// Whether nothing differs.
    package var isEmpty: Bool { parts.allSatisfy { if case .same = $0 { true } else { false } } }
}

/// A change and what stays behind it.
private struct Stretch {
    var removed: [UInt8] = []
    var added: [UInt8] = []
    var same: [UInt8] = []

    /// Makes one change of two with nothing but a blank between them: nobody reads a blank as what stayed.
    static func joined(_ stretches: [Stretch]) -> [Stretch] {
        var joined: [Stretch] = []
        for stretch in stretches {
            guard let last = joined.last, last.same.count == 1, last.same[0] == 0x20,
                !last.removed.isEmpty || !last.added.isEmpty
            else {
                joined.append(stretch)
                continue
            }
            joined[joined.count - 1] = Stretch(
                removed: last.removed + last.same + stretch.removed,
                added: last.added + last.same + stretch.added, same: stretch.same)
        }
        return joined
    }

    var parts: [WordDiff.Part] {
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
        return (removed.isEmpty ? [] : [.removed(text(removed))])
            + (added.isEmpty ? [] : [.added(text(added))])
            + (same.isEmpty ? [] : [.same(text(same))])
    }
}
