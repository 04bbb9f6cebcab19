internal import Pages

extension Route {
    /// Whether the page is worth keeping: what a visitor types makes addresses without end, and a form that says when it
    /// was opened is another each time.
    var isKept: Bool {
        switch self {
        case .search, .suggestions, .message, .messageTaken: false
        default: true
        }
    }
}
