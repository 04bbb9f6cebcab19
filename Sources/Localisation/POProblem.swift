/// What is wrong with a PO file, and in which line.
package struct POProblem: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: Error, Hashable, Sendable {
        case tooLarge, notUTF8, unknownKeyword, quotes, escape, order, duplicate(String), pluralForms
        /// An entry has another number of plural forms than the header says.
        case formCount(expected: Int, found: Int)
        case tooLong
    }

    package let reason: Reason
    /// From 1.
    package let line: Int

    package init(reason: Reason, line: Int) {
        self.reason = reason
        self.line = line
    }

    package var description: String { "line \(line): \(sentence)" }

    private var sentence: String {
        switch reason {
        case .tooLarge: "the file has more than \(POFile.largestFile) bytes or \(POFile.mostEntries) entries"
        case .notUTF8: "the text is not UTF-8"
        case .unknownKeyword: "neither a comment, nor msgctxt, msgid, msgid_plural, msgstr, nor a string"
        case .quotes: "a string begins and ends with a double quote"
        case .escape: "only \\n, \\t, \\r, \\\" and \\\\ are known escapes"
        case .order: "the lines of the entry are not in the order msgctxt, msgid, msgid_plural, msgstr"
        case .duplicate(let id): "the phrase “\(id)” stands in the file twice"
        case .pluralForms: "Plural-Forms (or X-Plural-Fraction) is missing or not understood"
        case .formCount(let expected, let found): "\(found) plural forms, but the header says \(expected)"
        case .tooLong: "a string has more than \(POFile.longestString) bytes"
        }
    }
}
