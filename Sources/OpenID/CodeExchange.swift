import FoundationEssentials
import Office

/// Gives a code back to the provider for what it has to say (OpenID Connect Core 1.0, 3.1.3).
struct CodeExchange: Sendable {
    let settings: OpenIDSettings
    let discovery: Discovery

    private struct Reply: Decodable {
        let idToken: String

        private enum CodingKeys: String, CodingKey { case idToken = "id_token" }
    }

    private struct Refusal: Decodable { let error: String }

    /// The form that is sent, and the headers beside it.
    func request(
        _ code: String, _ marks: ErrandMarks
    ) throws(ProviderProblem) -> (form: String, headers: [(String, String)]) {
        var fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", settings.returnAddress),
            ("code_verifier", marks.verifier),
        ]
        guard let secret = settings.secret else {
            return (FormText.of(fields + [("client_id", settings.client)]), [])
        }
        if discovery.takesBasic {
            // Name and secret are escaped before they are put together (RFC 6749, 2.3.1).
            let pair = "\(FormText.escaped(settings.client)):\(FormText.escaped(secret))"
            let basic = Data(pair.utf8).base64EncodedString()
            return (FormText.of(fields), [("Authorization", "Basic \(basic)")])
        }
        guard discovery.takesPost else {
            throw .misconfigured("the provider takes a client's secret neither in a header nor in a form")
        }
        fields += [("client_id", settings.client), ("client_secret", secret)]
        return (FormText.of(fields), [])
    }

    /// The token in an answer.
    func token(in reply: ProviderLine.Reply) throws(ProviderProblem) -> IDToken {
        switch reply.status {
        case 200:
            guard let read = try? JSONDecoder().decode(Reply.self, from: reply.body) else {
                throw .misconfigured("the provider gives no id_token: is 'openid' a scope of this client?")
            }
            return try IDToken(read.idToken)
        case 429, 500...: throw .unreachable("token_endpoint answers \(reply.status)")
        default:
            let error = (try? JSONDecoder().decode(Refusal.self, from: reply.body))?.error
            if error == "invalid_grant" { throw .untrusted("the provider does not take the code") }
            let known = [
                "invalid_request", "invalid_client", "unauthorized_client", "unsupported_grant_type",
                "invalid_scope",
            ]
            let name = known.first { $0 == error } ?? "an error without a name"
            throw .misconfigured("token_endpoint answers \(reply.status), \(name)")
        }
    }
}

/// Names and values as a form or an address carries them.
enum FormText {
    static func of(_ fields: [(String, String)]) -> String {
        fields.map { "\($0.0)=\(escaped($0.1))" }.joined(separator: "&")
    }

    /// Percent-encodes all but the unreserved characters of RFC 3986, byte by byte.
    static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let bytes = text.utf8.flatMap { byte -> [UInt8] in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-._~".utf8.contains(byte)
            return isPlain ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
