import Localisation
import Pages
import Records

/// The storybook in English, and in Russian with a handful of phrases, so that no catalogue decides a test.
enum Sample {
    static let english = Storybook(.source)

    static let russian: Storybook = {
        let catalogue = """
            msgid ""
            msgstr "Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

            msgid "Gifts"
            msgstr "Подарки"

            msgid "Photo: {name}"
            msgstr "Снимок: {name}"

            msgid "{count} partner city"
            msgid_plural "{count} partner cities"
            msgstr[0] "{count} город-партнёр"
            msgstr[1] "{count} города-партнёра"
            msgstr[2] "{count} городов-партнёров"
            """
        guard let phrases = try? Phrases(.russian, po: catalogue) else { return english }
        return Storybook(phrases)
    }()

    static let arabic = Storybook((try? Phrases(Storybook.arabic, po: "")) ?? .source)
    static let german = Storybook((try? Phrases(Storybook.german, po: "")) ?? .source)

    static let stories = english.stories + russian.stories

    static func html(_ story: Storybook.Story, _ settings: ReadingSettings = ReadingSettings()) -> String {
        String(decoding: render(story.frame, story.content).bytes(with: settings), as: UTF8.self)
    }
}
