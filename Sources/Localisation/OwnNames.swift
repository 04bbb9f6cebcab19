import Foundation
import Records
import Synchronization

/// What languages call themselves, asked of ICU once each.
enum OwnNames {
    private static let names = Mutex<[Language: String]>([:])
    private static let mostNames = 500

    static func name(of language: Language) -> String {
        names.withLock { names in
            if let name = names[language] { return name }
            let locale = Locale(identifier: language.tag)
            let name = locale.localizedString(forIdentifier: language.tag) ?? language.tag
            let capitalised = name.prefix(1).uppercased(with: locale) + name.dropFirst()
            if names.count < mostNames { names[language] = capitalised }
            return capitalised
        }
    }
}
