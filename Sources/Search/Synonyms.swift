import Records

/// Words of this field that mean the same to a visitor.
///
/// They are asked for together with a question's own words, and no index knows of them: a word may be added here
/// without any catalogue being made anew.
enum Synonyms {
    /// How many words the longest of them has.
    static let longest = 3

    /// The terms of every other synonym of a row of words in small letters; `nil` when it has none.
    static func group(of row: [String], in languages: [Language]) -> [[String]]? {
        guard row.count <= longest else { return nil }
        if row.count == 1, let han = hanIndex[row[0]] {
            return hanGroups[han].members.filter { $0 != row[0] }.map(hanTerms)
        }
        let found = languages.flatMap { language -> [[String]] in
            let stems = row.map { Terms.term($0, in: language) }
            guard let place = indexes[language.primary]?[stems], let groups = groups[language.primary] else {
                return []
            }
            return groups[place].members.filter { $0 != stems }
        }
        return found.isEmpty ? nil : found
    }

    static func isKnown(han run: String) -> Bool { hanIndex[run] != nil }

    private static func hanTerms(_ run: String) -> [String] {
        let pairs = Terms.pairs(of: run)
        return pairs.isEmpty ? [run] : pairs
    }

    /// The kind of which records are that a row of words names; `nil` for none.
    static func kind(of row: [String], in languages: [Language]) -> String? {
        if row.count == 1, let han = hanIndex[row[0]] { return hanGroups[han].kind }
        for language in languages {
            let stems = row.map { Terms.term($0, in: language) }
            if let found = indexes[language.primary]?[stems] { return groups[language.primary]?[found].kind }
        }
        return nil
    }

    /// Words of one meaning.
    private struct Group<Member: Sendable>: Sendable {
        let members: [Member]
        let kind: String?

        /// - Parameter line: words with commas, and behind `=` a kind.
        init(_ line: String, _ member: (String) -> Member) {
            let halves = line.split(separator: "=")
            members = halves[0].split(separator: ",").map { member($0.trimmingPrefix(" ").description) }
            kind = halves.count > 1 ? String(halves[1]) : nil
        }
    }

    /// The terms of each synonym, by language.
    private static let groups: [String: [Group<[String]>]] = texts.reduce(into: [:]) { groups, entry in
        guard let language = Language(entry.key) else { return }
        groups[entry.key] = entry.value.map { line in
            Group(line) { synonym in Token.all(in: synonym).map { Terms.term($0.text, in: language) } }
        }
    }

    private static let indexes: [String: [[String]: Int]] = groups.mapValues { groups in
        var index: [[String]: Int] = [:]
        for (place, group) in groups.enumerated() {
            for row in group.members where index[row] == nil { index[row] = place }
        }
        return index
    }

    private static let hanGroups = hanTexts.map { Group($0) { $0 } }
    private static let hanIndex: [String: Int] = {
        var index: [String: Int] = [:]
        for (place, group) in hanGroups.enumerated() {
            for run in group.members where index[run] == nil { index[run] = place }
        }
        return index
    }()

    /// Groups by language: words with commas, and behind `=` the kind of record that they are the word for.
    private static let texts: [String: [String]] = [
        "ru": [
            "побратим,породнённый,побратимство,побратимский,город-побратим,города-побратимы,партнёр,партнёрский,партнёрство=partnership",
            "подарок,дар,сувенир,презент,дарить,подарить=gift",
            "соглашение,договор,меморандум,протокол=document",
            "письмо,грамота,документ=document", "ёлка,ель,новогодний,рождественский",
            "мусор,отходы,уборка,чистота,коммунальный",
            "кулинарный,поварской,повар,кухня", "разрыв,прекращение,приостановка,расторжение,отказ,конец",
            "мэр,глава,бургомистр,градоначальник,обер-бургомистр", "фотография,снимок,фото,фотоснимок=photo",
            "делегация,визит,поездка,гость=visit", "награда,премия,признание,рейтинг=recognition",
            "обмен,стажировка=exchange", "организация,ассоциация,общество,объединение=organisation",
            "инвалид,инвалидность,особый", "выставка,экспозиция", "школа,лицей,гимназия",
        ],
        "en": [
            "twin,sister,twinned,partner,twinning,twin city,sister city,partner city,twin town=partnership",
            "gift,present,souvenir=gift", "agreement,treaty,contract,memorandum=document",
            "letter,document,certificate=document",
            "mayor,burgomaster", "christmas,new year,fir",
            "garbage,waste,refuse,rubbish,litter,street cleaning",
            "cookery,cooking,culinary,cook,chef", "photo,photograph,picture,snapshot=photo",
            "hotline,call centre,call center",
            "delegation,visit,trip,guest=visit", "award,prize,recognition,ranking,rating=recognition",
            "exchange,internship=exchange", "organisation,organization,association,society=organisation",
            "painting,drawing,picture", "end,break,suspend,sever,cut,withdraw",
            "disabled,disability,disabilities,handicapped",
            "young,youth", "exhibition,exhibit,show,display",
        ],
        "de": [
            "Partnerstadt,Städtepartnerschaft,Schwesterstadt,Jumelage,Partnerschaft,Partnerstädte,Zwillingsstadt=partnership",
            "Geschenk,Präsent,Gabe,Souvenir,Gastgeschenk=gift", "Abkommen,Vertrag,Vereinbarung=document",
            "Brief,Schreiben,Dokument,Urkunde=document", "Bürgermeister,Oberbürgermeister,Stadtoberhaupt",
            "Weihnachtsbaum,Christbaum,Tannenbaum,Neujahrstanne,Neujahrsbaum,Tanne",
            "Foto,Bild,Fotografie,Aufnahme=photo",
            "Delegation,Besuch,Reise,Gäste=visit", "Preis,Auszeichnung,Ehrung,Rangliste=recognition",
            "Austausch,Praktikum=exchange", "Organisation,Verein,Verband,Gesellschaft=organisation",
            "Müll,Abfall,Stadtreinigung,Straßenreinigung", "Behinderung,behindert,Behinderte",
            "Ausstellung,Schau",
        ],
        "fr": [
            "jumelage,jumelé,villes jumelées,ville jumelée,ville soeur,villes soeurs,ville partenaire,villes partenaires=partnership",
            "cadeau,présent,don,souvenir=gift", "accord,traité,convention=document",
            "lettre,document,diplôme=document",
            "sapin de Noël,arbre de Noël,arbre du nouvel an,sapin du nouvel an,sapin",
            "photo,photographie,cliché=photo",
            "délégation,visite,voyage=visit", "prix,distinction,récompense,classement=recognition",
            "échange,stage=exchange", "organisation,association,société=organisation",
            "vélo,bicyclette,cycliste", "exposition,expo", "dessin,peinture,image",
            "rue,voirie,propreté,nettoyage,déchets",
            "maire,bourgmestre",
        ],
        "it": [
            "gemellaggio,gemellato,città gemellate,città sorelle,città gemelle,città gemella,città partner=partnership",
            "regalo,dono,omaggio,presente=gift", "accordo,trattato,intesa,convenzione=document",
            "lettera,documento,attestato=document",
            "foto,fotografia,immagine=photo", "delegazione,visita,viaggio=visit",
            "premio,riconoscimento,classifica=recognition",
            "scambio,tirocinio=exchange", "organizzazione,associazione,società=organisation",
            "sordo,non udente,audioleso", "mostra,esposizione",
            "sindaco,borgomastro",
            "albero di Natale,abete,albero di Capodanno", "fine,cessazione,interruzione,sospensione",
        ],
    ]

    private static let hanTexts = [
        "友好城市,友城,姐妹城市,姊妹城市,结好城市=partnership", "礼品,礼物,赠品,纪念品=gift", "协议,协定,合同,备忘录=document", "照片,相片,图片=photo",
        "杏花,扁桃花,巴旦木花,巴旦杏花", "热线,呼叫中心", "残障,残疾,残疾人,残障人士", "展厅,展室,展馆", "代表团,访问,来访=visit",
        "奖项,荣誉,表彰=recognition",
        "交流,交换=exchange", "机构,组织,协会=organisation", "路线,路线图", "种树,植树,栽树", "作坊,工坊,工作坊", "摄影展,摄影展览,照片展,影展",
    ]
}
