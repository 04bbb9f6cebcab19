/// What a browser brings back from the city's own sign-in (RFC 6749, 4.1.2; RFC 9207), empty where there is nothing.
package struct SignInReturn: Hashable, Sendable {
    package var code = ""
    package var state = ""
    package var issuer = ""
    package var error = ""

    package init() {}

    /// Of a query that is decoded; the first of two equal keys counts.
    package init(_ query: [(String, String)]) {
        func value(_ key: String) -> String { query.first { $0.0 == key }?.1 ?? "" }
        code = value("code")
        state = value("state")
        issuer = value("iss")
        error = value("error")
    }

    var fields: [(name: String, value: String)] {
        [("code", code), ("state", state), ("iss", issuer), ("error", error)]
    }
}
