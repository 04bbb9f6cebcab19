import FoundationEssentials
import JWTKit
import Office

/// The keys with which a provider signs (RFC 7517). Secret keys, keys for encryption and keys of unknown sorts in it are
/// passed over.
struct KeySet: Sendable {
    /// The most keys that are looked at.
    static let limit = 64

    private let keys: [JWK]

    private struct Entries: Decodable { let keys: [Entry] }

    /// One key, where it can be one to check signatures with: one of another sort must not spoil the rest.
    private struct Entry: Decodable {
        let key: JWK?

        private enum CodingKeys: String, CodingKey { case use }

        init(from decoder: any Decoder) throws {
            let use = try? decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .use)
            guard use == nil || use == "sig" else {
                key = nil
                return
            }
            key = try? JWK(from: decoder)
        }
    }

    init(_ json: Data) throws(ProviderProblem) {
        do {
            keys = try JSONDecoder().decode(Entries.self, from: json).keys.prefix(Self.limit).compactMap {
                guard var key = $0.key else { return nil }
                // A private half that somebody published by mistake is nothing to check with.
                key.privateExponent = nil
                key.prime1 = nil
                key.prime2 = nil
                return key
            }
        } catch {
            throw .misconfigured("the provider's keys cannot be read")
        }
    }

    /// The keys that a signature may be of.
    ///
    /// - Parameter name: as the signature says it; without one, every key of the right sort.
    func candidates(_ name: String?, _ algorithm: JWK.Algorithm) -> [JWK] {
        guard let sort = Self.sort(of: algorithm) else { return [] }
        return keys.compactMap { key in
            guard key.keyType == sort, name == nil || key.keyIdentifier?.string == name,
                key.algorithm == nil || key.algorithm == algorithm
            else { return nil }
            var key = key
            key.algorithm = algorithm
            // JWTKit (5.7.1, JWTKeyCollection.add) takes no key without a name.
            key.keyIdentifier = JWKIdentifier(string: name ?? "")
            return key
        }
    }

    /// Asymmetric algorithms alone: whoever may check a signature must not be able to make one.
    private static func sort(of algorithm: JWK.Algorithm) -> JWK.KeyType? {
        switch algorithm {
        case .rs256, .rs384, .rs512, .ps256, .ps384, .ps512: .rsa
        case .es256, .es384, .es512: .ecdsa
        case .eddsa: .octetKeyPair
        default: nil
        }
    }
}
