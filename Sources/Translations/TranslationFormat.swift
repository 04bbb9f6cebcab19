package import Records

/// How translations stand in a file.
package enum TranslationFormat: String, Sendable, Hashable, CaseIterable {
    /// XLIFF 2.0 (OASIS), for translators and their tools.
    case xliff
    /// A table, for staff with a spreadsheet.
    case csv

    /// What a file's name ends in.
    package var suffix: String { self == .xliff ? "xlf" : "csv" }

    package var mediaType: String {
        self == .xliff ? "application/xliff+xml" : "text/csv; charset=utf-8"
    }

    /// The longest file that is read, in bytes.
    package static let limitBytes = 32 << 20

    /// Reads a file of either sort, whatever it is called: XML begins with `<`.
    ///
    /// - Throws: `TranslationProblem` for what cannot be read at all, with the line.
    package static func entries(of bytes: [UInt8]) throws(TranslationProblem) -> [TranslationEntry] {
        guard bytes.count <= limitBytes else {
            throw TranslationProblem(line: 1, .unreadable("it is longer than \(limitBytes >> 20) megabytes"))
        }
        let isWide = bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
        guard !isWide else {
            throw TranslationProblem(line: 1, .unreadable("it is UTF-16: save it as UTF-8"))
        }
        let first = bytes.first { ![0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return first == UInt8(ascii: "<") ? try XLIFFFile.entries(of: bytes) : try CSVFile.entries(of: bytes)
    }
}

/// What is wrong with a file of translations: the place in it, and the reason. Each is a case of its own.
package struct TranslationProblem: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Reason: Sendable, Hashable {
        /// The file is neither XLIFF 2.0 nor such a table; in English, as its makers read it.
        case unreadable(String)
        /// The record is not there, or was deleted.
        case unknownRecord
        case deletedRecord
        /// The file calls it another kind than it is.
        case otherKind(String)
        /// The record has no such text, or visitors do not see it.
        case unknownField
        /// A language that the Hall does not have.
        case sourceLanguage(String)
        case targetLanguage(String)
        /// Both are the same.
        case sameLanguage(String)
        /// The same text stands in an earlier line too.
        case repeated(line: Int)
        /// An element within the text that no text of the Hall can hold.
        case inlineElement(String)
        /// The text itself cannot be taken.
        case text(Problem.Reason)
        /// Whoever brings it may not change this kind of record.
        case forbidden(kind: String)
        /// The source has changed since the file was made: then and now.
        case moved(from: String, to: String, Language)
    }

    package let line: Int
    /// As the file writes it; empty where the file as a whole is meant.
    package let code: String
    package let field: String
    package let reason: Reason

    package init(line: Int, code: String = "", field: String = "", _ reason: Reason) {
        (self.line, self.code, self.field, self.reason) = (line, code, field, reason)
    }

    /// Whether the only thing wrong is that the source has changed.
    package var isMoved: Bool { if case .moved = reason { true } else { false } }

    /// `line 12: 4K7Q2MZ: text: the source has changed since the file was made`.
    package var description: String {
        (["line \(line)"] + [code, field].filter { !$0.isEmpty } + [sentence]).joined(separator: ": ")
    }

    private var sentence: String {
        switch reason {
        case .unreadable(let words): words
        case .unknownRecord: "there is no record with this code"
        case .deletedRecord: "the record was deleted"
        case .otherKind(let kind): "the record is a \(kind)"
        case .unknownField: "the record has no such text"
        case .sourceLanguage(let tag): "the Hall does not speak the source language '\(tag)'"
        case .targetLanguage(let tag): "the Hall does not speak the target language '\(tag)'"
        case .sameLanguage(let tag): "source and target are both in '\(tag)'"
        case .repeated(let line): "stands in line \(line) too"
        case .inlineElement(let name): "holds the element '\(name)', and texts of the Hall hold none"
        case .text(let reason): "\(Problem(path: "", reason: reason))"
        case .forbidden(let kind): "you may not change a \(kind)"
        case .moved: "the source has changed since the file was made"
        }
    }
}
