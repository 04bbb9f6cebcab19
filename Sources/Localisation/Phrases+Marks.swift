/// The marks that join parts of a line, which languages write in their own ways: `:` has a blank before it in French,
/// and Chinese marks are as wide as its letters.
extension Phrases {
    /// "Find: City".
    package func labelled(_ label: String, _ value: String) -> String {
        self("{label}: {value}", ["label": label, "value": value])
    }

    /// "58.01° N, 56.25° E".
    package func joined(_ first: String, _ second: String) -> String {
        self("{first}, {second}", ["first": first, "second": second])
    }

    /// What stands on its own each, in one line: "the date is missing; the city is not known".
    package func row(_ parts: [String]) -> String {
        guard let first = parts.first else { return "" }
        return parts.dropFirst().reduce(first) { self("{first}; {second}", ["first": $0, "second": $1]) }
    }

    /// Two sentences, of which the first came without its full stop.
    package func sentences(_ first: String, _ second: String) -> String {
        self("{first}. {second}", ["first": first, "second": second])
    }
}
