import Records

/// Words that only join others. Whoever asks for "a gift from Sicily" asks for a gift and for Sicily.
enum FunctionWords {
    static func contains(_ word: String, in languages: [Language]) -> Bool {
        languages.contains { words[$0.primary]?.contains(word) == true }
    }

    private static let words: [String: Set<String>] = lists.mapValues { list in
        Set(list.split(separator: " ").map { PlainLetters.fold(String($0)) })
    }

    private static let lists = [
        "ru": """
        а без бы был была были было в во вот вы где да для до его ее если есть еще же за и из или им их к как
        какой когда кто ли между мне мой мы на над нам нас наш не него нее но о об он она они оно от по под при
        про с со свой так такой там то том тот у уже чего чей чем через что чтобы чье это этот я
        """,
        "en": """
        a about after all an and are as at be been before between but by can did do does for from had has have he
        her his how i in into is it its my no not of off on or our out over she so some than that the their them
        then there these they this those through to under up was we were what when where which who why will with
        you your
        """,
        "de": """
        aber als am an auch auf aus bei beim bin bis das dass dein dem den der des die dies diese dieser du durch
        ein eine einem einen einer eines er es für gegen hat ich ihr ihre im in ins ist kann kein keine man mein
        mit nach nicht noch nur ob oder ohne sein seine sich sie sind so über um und uns unser unter vom von vor
        wann war waren was wer wie wir wird wo zu zum zur zwischen
        """,
        "fr": """
        à ai au aux avec c ce ces cette chez comme d dans de des du elle en entre est et être eux il ils j je l la
        le les leur leurs lui m ma mais me mes mon n ne nos notre nous on ont ou où par pas pour qu que quel quelle
        qui s sa sans se ses si son sont sous sur t ta te tes toi ton tu un une vos votre vous y
        """,
        "it": """
        a ad agli ai al alla alle allo anche c che chi ci come con cui da dagli dai dal dalla dalle dei del della
        delle dello degli di dove e è ed era fra gli ha hanno i il in io l la le lei lo loro lui ma mi mio ne nei
        nel nella nelle nello negli noi non nostro o per perché più quale quando quello questa questo se sei si
        sia sono su sua sue sugli sui sul sulla sulle suo ti tra tu tuo un una uno voi
        """,
    ]
}
