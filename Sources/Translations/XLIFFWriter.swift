import Catalogue
import Records

/// Writes XLIFF 2.0 (OASIS, 5 August 2014): a file element for each record, a unit for each text.
///
/// Blanks and line ends count (`xml:space="preserve"`), and a unit is not to be divided. What the standard has no word for
/// stands in `subState`: a translation that is older than its source.
struct XLIFFWriter {
    private(set) var bytes: [UInt8] = []

    mutating func begin(from source: Language, to target: Language) {
        put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        put("<xliff xmlns=\"\(XLIFFFile.namespace)\" version=\"2.0\"")
        put(" srcLang=\"\(source)\" trgLang=\"\(target)\" xml:space=\"preserve\">\n")
    }

    mutating func record(_ code: Code, _ kind: String, _ units: [TranslationUnit]) {
        put("<file id=\"\(code)\" original=\"\(kind)/\(code)\" canResegment=\"no\">\n")
        for unit in units { self.unit(unit) }
        put("</file>\n")
    }

    mutating func end() { put("</xliff>\n") }

    private mutating func unit(_ unit: TranslationUnit) {
        put("<unit id=\"\(unit.path)\">\n<notes><note category=\"field\">\(unit.path)</note>")
        if unit.isProse {
            put(
                "<note category=\"format\">Markdown: keep the blanks, the lines and the signs (* # - &gt; [words](address)).</note>"
            )
        }
        put("</notes>\n<segment \(Self.state(unit.state))><source>")
        text(unit.source)
        put("</source>")
        if !unit.target.isEmpty {
            put("<target>")
            text(unit.target)
            put("</target>")
        }
        put("</segment>\n</unit>\n")
    }

    private static func state(_ state: TranslationState) -> String {
        switch state {
        case .missing: "state=\"initial\""
        case .stale: "state=\"initial\" subState=\"twinhall:stale\""
        case .draft: "state=\"translated\""
        case .final: "state=\"final\""
        }
    }

    private mutating func text(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": put("&amp;")
            case "<": put("&lt;")
            case ">": put("&gt;")
            // A reader makes a line end of it otherwise.
            case "\r": put("&#xD;")
            default:
                if XMLScanner.isAllowed(scalar) {
                    bytes.append(contentsOf: Array(String(scalar).utf8))
                } else {
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    put("<cp hex=\"\(String(repeating: "0", count: 4 - digits.count))\(digits)\"/>")
                }
            }
        }
    }

    private mutating func put(_ text: String) { bytes.append(contentsOf: Array(text.utf8)) }
}
