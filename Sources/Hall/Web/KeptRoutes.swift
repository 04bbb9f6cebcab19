internal import Pages

extension Route {
    /// Whether the page is worth keeping: what a visitor types makes addresses without end.
    var isKept: Bool {
        if case .search = self { false } else { true }
    }
}
