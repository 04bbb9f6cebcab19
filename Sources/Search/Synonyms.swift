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
            "соглашение,договор,меморандум,протокол=document", "письмо,грамота,документ=document",
            "фотография,снимок,фото,фотоснимок=photo", "делегация,визит,поездка,гость=visit",
            "награда,премия,признание,рейтинг=recognition", "обмен,стажировка=exchange",
            "организация,ассоциация,общество,объединение=organisation",
            "мэр,глава,бургомистр,градоначальник,обер-бургомистр",
            "разрыв,прекращение,приостановка,приостановление,расторжение,отказ,конец",
            "юбилей,годовщина,день города", "ёлка,ель,новогодний,рождественский",
            "мусор,отходы,уборка,чистота,коммунальный", "микрорайон,район,квартал",
            "горячая линия,колл-центр,справочная,единый номер", "помощь,поддержка,содействие",
            "хоспис,паллиативный", "инвалид,инвалидность,особый", "глухой,неслышащий,слабослышащий",
            "школа,лицей,гимназия", "школьник,ученик,учащийся", "молодёжь,молодёжный,молодой,юный",
            "бизнес,предпринимательство,предприниматель,деловой", "выставка,экспозиция",
            "рисунок,картина,живопись,рисовать", "фильм,кино,кинолента",
            "балет,танец,танцевальный,хореография",
            "хор,хоровой", "кулинарный,поварской,повар,кухня", "зоопарк,зверинец",
            "велосипед,велопробег,велосипедист", "экстрим-парк,скейтпарк,скейт-парк,скейтборд",
        ],
        "en": [
            "twin,sister,twinned,partner,twinning,twin city,sister city,partner city,twin town=partnership",
            "gift,present,souvenir=gift", "agreement,treaty,contract,memorandum=document",
            "letter,document,certificate=document", "photo,photograph,picture,snapshot=photo",
            "delegation,visit,trip,guest=visit", "award,prize,recognition,ranking,rating=recognition",
            "exchange,internship=exchange", "organisation,organization,association,society=organisation",
            "mayor,burgomaster", "end,break,suspend,sever,cut,withdraw,refusal",
            "anniversary,jubilee,city day",
            "christmas,new year,fir", "garbage,waste,refuse,rubbish,litter,street cleaning",
            "neighbourhood,neighborhood,quarter,district", "hotline,call centre,call center",
            "help,aid,support,assistance", "hospice,palliative,terminally ill",
            "disabled,disability,disabilities,handicapped", "deaf,hard of hearing",
            "school,lyceum,gymnasium,grammar school", "pupil,schoolchild,schoolchildren,student",
            "young,youth",
            "business,entrepreneurship,entrepreneur,enterprise", "exhibition,exhibit,show,display",
            "painting,drawing,picture", "film,movie,documentary", "ballet,dance,dancer",
            "choir,chorus,singers",
            "cookery,cooking,culinary,cook,chef", "zoo,zoological garden,animal park",
            "bicycle,bike,cycling,cyclist", "extreme park,skate park,skatepark,skateboard",
        ],
        "de": [
            "Partnerstadt,Städtepartnerschaft,Schwesterstadt,Jumelage,Partnerschaft,Partnerstädte,Zwillingsstadt=partnership",
            "Geschenk,Präsent,Gabe,Souvenir,Gastgeschenk=gift", "Abkommen,Vertrag,Vereinbarung=document",
            "Brief,Schreiben,Dokument,Urkunde=document", "Foto,Bild,Fotografie,Aufnahme=photo",
            "Delegation,Besuch,Reise,Gäste=visit", "Preis,Auszeichnung,Ehrung,Rangliste=recognition",
            "Austausch,Praktikum=exchange", "Organisation,Verein,Verband,Gesellschaft=organisation",
            "Bürgermeister,Oberbürgermeister,Stadtoberhaupt",
            "Ende,Aussetzung,Abbruch,Kündigung,Bruch,Absage",
            "Jubiläum,Jahrestag,Stadtfest",
            "Weihnachtsbaum,Christbaum,Tannenbaum,Neujahrstanne,Neujahrsbaum,Tanne",
            "Müll,Abfall,Stadtreinigung,Straßenreinigung", "Stadtteil,Viertel,Quartier,Nachbarschaft",
            "Hotline,Callcenter,Servicenummer", "Hilfe,Unterstützung", "Hospiz,palliativ,Sterbebegleitung",
            "Behinderung,behindert,Behinderte", "gehörlos,taub,schwerhörig", "Schule,Gymnasium,Lyzeum",
            "Schüler,Schülerin,Schulkind", "Jugend,Jugendliche,jung",
            "Unternehmer,Unternehmertum,Geschäft,Business",
            "Ausstellung,Schau", "Zeichnung,Gemälde,Malerei", "Film,Dokumentarfilm,Doku",
            "Ballett,Tanz,Tänzer",
            "Chor,Sänger", "Kochen,Koch,Küche", "Zoo,Tierpark,Tiergarten", "Fahrrad,Radtour,Radfahrer",
            "Skatepark,Extrempark,Skateboard",
        ],
        "fr": [
            "jumelage,jumelé,villes jumelées,ville jumelée,ville soeur,villes soeurs,ville partenaire,villes partenaires,partenariat=partnership",
            "cadeau,présent,don,souvenir=gift", "accord,traité,convention=document",
            "lettre,document,diplôme=document", "photo,photographie,cliché=photo",
            "délégation,visite,voyage=visit", "prix,distinction,récompense,classement=recognition",
            "échange,stage=exchange", "organisation,association,société=organisation", "maire,bourgmestre",
            "fin,suspension,rupture,cessation,refus", "anniversaire,jubilé",
            "sapin de Noël,arbre de Noël,arbre du nouvel an,sapin du nouvel an,sapin",
            "rue,voirie,propreté,nettoyage,déchets", "quartier,voisinage", "numéro vert,centre téléphonique",
            "aide,soutien,assistance", "hospice,palliatif,soins palliatifs", "handicap,handicapé",
            "sourd,malentendant", "école,lycée,gymnase", "élève,écolier", "jeune,jeunesse",
            "affaires,entreprise,entrepreneuriat,entrepreneur", "exposition,expo", "dessin,peinture,image",
            "film,documentaire", "ballet,danse", "chœur,chorale", "cuisine,culinaire,cuisinier",
            "zoo,parc zoologique,jardin zoologique", "vélo,bicyclette,cycliste",
            "skatepark,skate park,skateboard",
        ],
        "it": [
            "gemellaggio,gemellato,città gemellate,città sorelle,città gemelle,città gemella,città partner,partenariato=partnership",
            "regalo,dono,omaggio,presente=gift", "accordo,trattato,intesa,convenzione=document",
            "lettera,documento,attestato=document", "foto,fotografia,immagine=photo",
            "delegazione,visita,viaggio=visit", "premio,riconoscimento,classifica=recognition",
            "scambio,tirocinio=exchange", "organizzazione,associazione,società=organisation",
            "sindaco,borgomastro", "fine,cessazione,interruzione,sospensione,rifiuto",
            "anniversario,giubileo",
            "albero di Natale,abete,albero di Capodanno", "rifiuti,spazzatura,pulizia,nettezza urbana",
            "quartiere,rione", "numero verde,call center,centralino", "aiuto,sostegno,assistenza",
            "hospice,palliativo,cure palliative,malati terminali", "disabile,disabilità,handicap",
            "sordo,non udente,audioleso", "scuola,liceo,ginnasio", "alunno,scolaro,studente",
            "giovane,gioventù,giovanile", "affari,impresa,imprenditoria,imprenditore", "mostra,esposizione",
            "disegno,dipinto,pittura", "film,documentario,pellicola", "balletto,danza,danza classica",
            "coro,corale", "cucina,culinario,cuoco", "zoo,giardino zoologico", "bicicletta,bici,ciclista",
            "skatepark,skate park,skateboard",
        ],
    ]

    private static let hanTexts = [
        "友好城市,友城,姐妹城市,姊妹城市,结好城市=partnership", "礼品,礼物,赠品,纪念品=gift", "协议,协定,合同,备忘录=document", "照片,相片,图片=photo",
        "代表团,访问,来访=visit", "奖项,荣誉,表彰=recognition", "交流,交换=exchange", "机构,组织,协会=organisation",
        "终止,中止,暂停,结束,断绝", "周年,纪念日", "热线,呼叫中心", "社区,街区,居民区", "援助,帮助,支持", "临终关怀,安宁疗护,姑息",
        "残障,残疾,残疾人,残障人士", "聋人,听障", "学校,中学", "学生,小学生,中学生", "青年,青少年", "商业,企业,创业", "展厅,展室,展馆", "绘画,图画",
        "影片,电影,纪录片", "芭蕾,芭蕾舞,舞蹈", "合唱,合唱团", "自行车,骑行", "极限公园,滑板公园,滑板", "杏花,扁桃花,巴旦木花,巴旦杏花",
        "路线,路线图", "种树,植树,栽树", "作坊,工坊,工作坊", "摄影展,摄影展览,照片展,影展",
    ]
}
