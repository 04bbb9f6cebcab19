import Configuration
import FoundationEssentials
import Records
import SystemPackage

/// The names of all settings, as they stand in a settings file; all but the secrets have a flag of the same name.
enum SettingName: String {
    case data, resources, imaging
    case host, port
    case publicURL = "public-url"
    case trustedProxies = "trusted-proxies"
    case renderCache = "render-cache"
    case maxConnections = "max-connections"
    case review
    case timeZone = "time-zone"
    case secondFactor = "second-factor"
    case mailServer = "mail-server"
    case mailFrom = "mail-from"
    case mailLogin = "mail-login"
    case mailPassword = "mail-password"
    case mailAuthority = "mail-authority"
    case openIDIssuer = "openid-issuer"
    case openIDClient = "openid-client"
    case openIDName = "openid-name"
    case openIDSecret = "openid-secret"

    var key: ConfigKey { ConfigKey([rawValue]) }
    var isNumber: Bool { [.port, .renderCache, .maxConnections].contains(self) }
}

/// Where a setting may come from besides its flag.
struct SettingsSource {
    private let reader: ConfigReader

    /// - Parameter file: a JSON file with settings under their flags' names.
    init(file: String?) async throws {
        var providers: [any ConfigProvider] = [EnvironmentVariablesProvider().prefixKeys(with: "twinhall")]
        if let file {
            try Self.check(file)
            do {
                providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(file)))
            } catch {
                throw Failure("the settings file \(file) cannot be read: \(error)")
            }
        }
        reader = ConfigReader(providers: providers)
    }

    func text(_ name: SettingName, flag: String?) -> String? { flag ?? reader.string(forKey: name.key) }

    func number(_ name: SettingName, flag: Int?, in range: ClosedRange<Int>, default standard: Int) throws
        -> Int
    {
        let number: Int
        if let flag {
            number = flag
        } else if let text = reader.string(forKey: name.key) {
            guard let value = Int(text) else {
                throw Failure("\(name.rawValue) must be a whole number, not '\(text)'")
            }
            number = value
        } else {
            number = reader.int(forKey: name.key) ?? standard
        }
        guard range.contains(number) else {
            throw Failure(
                "\(name.rawValue) must be from \(range.lowerBound) to \(range.upperBound), not \(number)")
        }
        return number
    }

    /// Whether a file holds settings and nothing else: a misspelt name would leave a protection off without a word, and
    /// `ConfigReader` tells nothing of names that it is not asked for.
    private static func check(_ file: String) throws {
        let files = FileManager.default
        guard files.fileExists(atPath: file) else { throw Failure("there is no settings file \(file)") }
        guard let data = files.contents(atPath: file) else {
            throw Failure("the settings file \(file) may not be read by the user who runs this")
        }
        let bytes = Array(data)
        var reader = JSONReader(bytes)
        var complaint: String?
        do throws(JSONProblem) {
            try reader.object { (reader, name) throws(JSONProblem) in
                switch (SettingName(rawValue: name), reader.peek()) {
                case (nil, _): complaint = complaint ?? "there is no setting '\(name)'"
                case (let setting?, .number) where setting.isNumber: break
                case (_, .string): break
                case (let setting?, _):
                    complaint =
                        complaint
                        ?? "\(name) must be \(setting.isNumber ? "a number" : "a text in quotation marks")"
                }
                try reader.skip()
            }
            try reader.end()
        } catch {
            throw Failure("the settings file \(file) \(error.sentence(in: bytes))")
        }
        if let complaint { throw Failure("the settings file \(file): \(complaint)") }
    }
}
