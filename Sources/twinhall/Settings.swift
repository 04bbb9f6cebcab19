import ArgumentParser
import FoundationEssentials
import Hall
import Localisation

/// The settings that every command takes.
struct CommonOptions: ParsableArguments {
    @Option(help: "The data folder of the Hall.")
    var data: String?

    @Option(help: "A JSON file with settings under the names of their flags.")
    var config: String?

    @Option(help: "The folder with the look and the phrases; beside the program by default.")
    var resources: String?

    @Option(help: "The imaging program; beside this program by default.")
    var imaging: String?

    /// Everything about where things lie.
    func settings() async throws -> CommonSettings {
        let source = try await SettingsSource(file: config)
        return CommonSettings(
            data: source.text(.data, flag: data) ?? "./data",
            resources: try Resources.find(source.text(.resources, flag: resources)),
            imaging: source.text(.imaging, flag: imaging), source: source)
    }
}

/// Where things lie.
struct CommonSettings {
    let data: String
    let resources: String
    let imaging: String?
    let source: SettingsSource
}

/// Finds the folder that holds the look and the phrases.
enum Resources {
    /// The folder named by the setting; else `Resources` beside the executable; else in the source tree around it.
    static func find(_ setting: String?) throws -> String {
        if let setting {
            guard isResources(setting) else {
                throw Failure("\(setting) is not a folder with Twinhall's resources")
            }
            return setting
        }
        let executable = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let running =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            .map { URL(filePath: $0) } ?? executable
        var folder = running.deletingLastPathComponent()
        for _ in 0..<6 {
            let candidate = folder.appending(path: "Resources").path
            if isResources(candidate) { return candidate }
            folder = folder.deletingLastPathComponent()
        }
        throw Failure(
            "the resources are not beside the program, or this user may not read them: name their folder with --resources"
        )
    }

    private static func isResources(_ path: String) -> Bool {
        ["assets", "locale"].allSatisfy { FileManager.default.fileExists(atPath: "\(path)/\($0)") }
    }
}

/// The settings of `serve`.
struct ServeOptions: ParsableArguments {
    @Option(help: "The address to listen at (default: 127.0.0.1).")
    var host: String?

    @Option(help: "The port to listen at; 0 lets the system choose (default: 8080).")
    var port: Int?

    @Option(help: "The address visitors know, https://…; absolute links are made from it alone.")
    var publicUrl: String?

    @Option(help: "Proxies whose forwarded headers are believed: addresses or networks, divided by commas.")
    var trustedProxies: String?

    @Option(help: "Memory for rendered pages in MiB; 0 keeps none (default: 64).")
    var renderCache: Int?

    @Option(help: "The most connections open at once (default: 1024).")
    var maxConnections: Int?

    @Option(help: "A look by a second person before a text is public: needed or optional (default: needed).")
    var review: String?

    @Option(help: "The time zone of the Hall, such as Asia/Yekaterinburg (default: the machine's).")
    var timeZone: String?

    func zone(_ source: SettingsSource) throws -> HallZone {
        guard let name = source.text(.timeZone, flag: timeZone) else { return .ofMachine }
        guard let zone = HallZone(name) else {
            throw Failure("time-zone must be a name such as Asia/Yekaterinburg, not '\(name)'")
        }
        return zone
    }

    @Option(
        help:
            "Who must show a second factor besides the password: none, administrators or everybody (default: none)."
    )
    var secondFactor: String?

    func secondFactorRule(_ source: SettingsSource) throws -> SecondFactorRule {
        let text = source.text(.secondFactor, flag: secondFactor) ?? SecondFactorRule.none.rawValue
        guard let rule = SecondFactorRule(rawValue: text) else {
            throw Failure("second-factor must be 'none', 'administrators' or 'everybody', not '\(text)'")
        }
        return rule
    }

    func needsReview(_ source: SettingsSource) throws -> Bool {
        switch source.text(.review, flag: review) ?? "needed" {
        case "needed": return true
        case "optional": return false
        case let other: throw Failure("review must be 'needed' or 'optional', not '\(other)'")
        }
    }

    func settings(_ source: SettingsSource) throws -> WebSettings {
        var web = WebSettings()
        web.host = source.text(.host, flag: host) ?? web.host
        web.port = try source.number(.port, flag: port, in: 0...65_535, default: web.port)
        web.publicURL = try publicURL(source)
        if let proxies = source.text(.trustedProxies, flag: trustedProxies) {
            let list = proxies.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }.map {
                String($0)
            }
            guard let trusted = TrustedProxies(list) else {
                throw Failure(
                    "trusted-proxies must be addresses or networks such as 10.0.0.0/8, not '\(proxies)'")
            }
            web.trustedProxies = trusted
        }
        let megabytes = try source.number(.renderCache, flag: renderCache, in: 0...4_096, default: 64)
        web.keepsPages = megabytes > 0
        web.renderCacheBytes = megabytes << 20
        web.maxConnections = try source.number(
            .maxConnections, flag: maxConnections, in: 1...100_000, default: web.maxConnections)
        web.build = Version.text
        return web
    }

    private func publicURL(_ source: SettingsSource) throws -> String? {
        guard let text = source.text(.publicURL, flag: publicUrl) else { return nil }
        guard let url = URL(string: text), let scheme = url.scheme, ["http", "https"].contains(scheme),
            url.host != nil,
            url.query == nil, url.fragment == nil
        else { throw Failure("public-url must be an address such as https://hall.example, not '\(text)'") }
        // Feeds and sitemaps hold addresses in ASCII only; a name in another script has a second spelling for them.
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw Failure(
                "public-url must be in ASCII: write '\(text)' with the xn-- form of its name, as the registrar gives it"
            )
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
