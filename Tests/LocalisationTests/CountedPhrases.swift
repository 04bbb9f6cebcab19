/// What each counted phrase of the interface says, written by hand after the plural rules of CLDR.
///
/// A line is a language with the words that belong to its categories, `#` for the number: `one | other` in English,
/// German, French and Italian, `one | few | many | other` in Russian, `other` in Chinese. A `-` stands where nothing
/// can be halved: such a phrase counts only whole things. The rest of a sentence may be worded anew without a change
/// here; what must agree with the number may not.
enum CountedPhrases {
    static let table = """
        {count} partner city
        en # partner city | # partner cities
        ru # город-побратим | # города-побратима | # городов-побратимов | # города-побратима
        de # Partnerstadt | # Partnerstädte
        fr # ville jumelée | # villes jumelées
        it # città gemellata | # città gemellate
        zh-Hans #个友城

        {count} result
        en # result | # results
        ru # результат | # результата | # результатов | # результата
        de # Ergebnis | # Ergebnisse
        fr # résultat | # résultats
        it # risultato | # risultati
        zh-Hans #条结果

        Show all {count} result
        en # result | # results
        ru # результат | # результата | # результатов | # результата
        de # Ergebnis | # Ergebnisse
        fr # résultat | # résultats
        it # risultato | # risultati
        zh-Hans #条结果

        {count} more has no certain year.
        en # more has no | # more have no
        ru Ещё # запись | Ещё # записи | Ещё # записей | Ещё # записи
        de # weiterer Eintrag hat kein | # weitere Einträge haben kein
        fr # autre sans | # autres sans
        it # voce senza | # voci senza
        zh-Hans 另有#项

        {count} partner has no place on the map yet.
        en # partner has no | # partners have no
        ru # побратим пока не отмечен на | # побратима пока не отмечены на | # побратимов пока не отмечены на | -
        de # Partnerstadt hat noch | # Partnerstädte haben noch
        fr # ville jumelée n’est pas | # villes jumelées ne sont pas
        it # città gemellata non è | # città gemellate non sono
        zh-Hans 另有#个友城

        {count} colour scheme
        en # colour scheme | # colour schemes
        ru # цветовая схема | # цветовые схемы | # цветовых схем | -
        de # Farbschema | # Farbschemata
        fr # jeu de couleurs | # jeux de couleurs
        it # combinazione di colori | # combinazioni di colori
        zh-Hans #种配色

        {count} font size
        en # font size | # font sizes
        ru # размер шрифта | # размера шрифта | # размеров шрифта | # размера шрифта
        de # Schriftgröße | # Schriftgrößen
        fr # taille de caractères | # tailles de caractères
        it # dimensione dei caratteri | # dimensioni dei caratteri
        zh-Hans #种字号

        {count} language
        en # language | # languages
        ru # язык | # языка | # языков | # языка
        de # Sprache | # Sprachen
        fr # langue | # langues
        it # lingua | # lingue
        zh-Hans #种语言

        {count} sort of page
        en # sort of page | # sorts of pages
        ru # вид страниц | # вида страниц | # видов страниц | # вида страниц
        de # Seitenart | # Seitenarten
        fr # type de page | # types de pages
        it # tipo di pagina | # tipi di pagine
        zh-Hans #类页面

        {count} text has no translation yet
        en # text has no | # texts have no
        ru # текст ещё без | # текста ещё без | # текстов ещё без | # текста ещё без
        de # Text hat noch keine | # Texte haben noch keine
        fr # texte n’a pas | # textes n’ont pas
        it # testo non ha | # testi non hanno
        zh-Hans #段文字尚无译文

        {count} text would change
        en # text would | # texts would
        ru Изменится # текст | Изменятся # текста | Изменятся # текстов | -
        de # Text würde | # Texte würden
        fr # texte changerait | # textes changeraient
        it # testo cambierebbe | # testi cambierebbero
        zh-Hans 将更改#段文字

        At most {count} character.
        en # character. | # characters.
        ru # знака. | # знаков. | # знаков. | -
        de # Zeichen. | # Zeichen.
        fr # caractère au plus. | # caractères au plus.
        it # carattere. | # caratteri.
        zh-Hans 最多#个字符。

        {count} more record
        en # more record | # more records
        ru ещё # запись | ещё # записи | ещё # записей | ещё # записи
        de # Eintrag | # Einträge
        fr # fiche | # fiches
        it ancora # scheda | ancora # schede
        zh-Hans 另有#条记录

        {count} thing keeps this file from being taken over
        en # thing keeps | # things keep
        ru # причина мешает | # причины мешают | # причин мешают | -
        de # Grund spricht | # Gründe sprechen
        fr # raison empêche | # raisons empêchent
        it # motivo impedisce | # motivi impediscono
        zh-Hans 有#个问题

        {count} text was taken over. It is not public before its record is published.
        en # text was | # texts were
        ru # текст принят. | # текста приняты. | # текстов приняты. | -
        de # Text wurde | # Texte wurden
        fr # texte a été importé. | # textes ont été importés.
        it # testo è stato importato. | # testi sono stati importati.
        zh-Hans 已导入#段文字。

        Several messages came from your network. Send yours in {count} second.
        en in # second. | in # seconds.
        ru через # секунду. | через # секунды. | через # секунд. | через # секунды.
        de in # Sekunde. | in # Sekunden.
        fr dans # seconde. | dans # secondes.
        it tra # secondo. | tra # secondi.
        zh-Hans 请在#秒后发送。

        {count} room
        en # room | # rooms
        ru # комната | # комнаты | # комнат | # комнаты
        de # Raum | # Räume
        fr # espace | # espaces
        it # sala | # sale
        zh-Hans #间展室

        Too many attempts. Try again in {count} second.
        en in # second. | in # seconds.
        ru через # секунду. | через # секунды. | через # секунд. | через # секунды.
        de in # Sekunde noch | in # Sekunden noch
        fr dans # seconde. | dans # secondes.
        it fra # secondo. | fra # secondi.
        zh-Hans 请#秒后

        {count} record
        en # record | # records
        ru # запись | # записи | # записей | # записи
        de # Eintrag | # Einträge
        fr # fiche | # fiches
        it # scheda | # schede
        zh-Hans #条记录

        {count} thing keeps this from being saved
        en # thing keeps | # things keep
        ru исправить # место | исправить # места | исправить # мест | исправить # места
        de # Stelle | # Stellen
        fr # point à | # points à
        it # problema impedisce | # problemi impediscono
        zh-Hans 有#处

        this is longer than {count} byte
        en # byte | # bytes
        ru длиннее # байта | длиннее # байт | длиннее # байт | -
        de # Byte | # Byte
        fr # octet | # octets
        it # byte | # byte
        zh-Hans #字节

        there is more than {count} entry
        en there is more than # entry | there are more than # entries
        ru больше # строки | больше # строк | больше # строк | -
        de steht mehr als # Zeile | stehen mehr als # Zeilen
        fr plus de # ligne | plus de # lignes
        it c’è più di # voce | ci sono più di # voci
        zh-Hans 超过#项

        {count} text is the same in both
        en # text is | # texts are
        ru # запись одинакова | # записи одинаковы | # записей одинаковы | # записи одинаковы
        de # Text ist | # Texte sind
        fr # texte est identique | # textes sont identiques
        it # testo è identico | # testi sono identici
        zh-Hans 有#处内容

        {count} character is the same
        en # character is | # characters are
        ru # знак | # знака | # знаков | # знака
        de # Zeichen ist | # Zeichen sind
        fr # caractère identique | # caractères identiques
        it # carattere invariato | # caratteri invariati
        zh-Hans #个字符

        {count} text changes for the public
        en # text changes | # texts change
        ru изменится # запись | изменятся # записи | изменится # записей | -
        de # Text ändert | # Texte ändern
        fr # texte change pour | # textes changent pour
        it # testo cambia | # testi cambiano
        zh-Hans 有#处变化

        You have sent {count} letter within the hour, and may send no more.
        en # letter within | # letters within
        ru # письмо, | # письма, | # писем, | # письма,
        de # E-Mail gesendet | # E-Mails gesendet
        fr # message en | # messages en
        it è stato inviato # messaggio; | sono stati inviati # messaggi;
        zh-Hans #封邮件

        {count} thing keeps this from being done
        en # thing keeps | # things keep
        ru # замечание не даёт | # замечания не дают | # замечаний не дают | # замечания не дают
        de # Stelle | # Stellen
        fr # point à | # points à
        it # problema impedisce | # problemi impediscono
        zh-Hans 有#处

        {count} code on paper is left.
        en # code on paper is left | # codes on paper are left
        ru Остался # код | Осталось # кода | Осталось # кодов | Осталось # кода
        de # Code auf Papier ist | # Codes auf Papier sind
        fr # code de | # codes de
        it Resta # codice | Restano # codici
        zh-Hans 还剩#个

        {count} record found
        en # record found | # records found
        ru Найдена # запись | Найдены # записи | Найдено # записей | Найдены # записи
        de # Eintrag | # Einträge
        fr # fiche trouvée | # fiches trouvées
        it # scheda trovata | # schede trovate
        zh-Hans #条记录

        {count} finding
        en # finding | # findings
        ru Найдено # нарушение | Найдено # нарушения | Найдено # нарушений | Найдено # нарушения
        de # Befund | # Befunde
        fr # anomalie | # anomalies
        it # anomalia | # anomalie
        zh-Hans #处异常

        {count} more place in this text
        en # more place | # more places
        ru Ещё # место | Ещё # места | Ещё # мест | Ещё # места
        de # weitere Stelle | # weitere Stellen
        fr # autre passage | # autres passages
        it # punto | # punti
        zh-Hans 另有#处

        {count} step of the journal was replaced
        en # step of the journal was | # steps of the journal were
        ru Заменён # шаг | Заменено # шага | Заменено # шагов | Заменено # шага
        de # Schritt des Journals wurde | # Schritte des Journals wurden
        fr # opération du journal a été remplacée | # opérations du journal ont été remplacées
        it # registrazione è stata sostituita | # registrazioni sono state sostituite
        zh-Hans #条日志

        {count} file
        en # file | # files
        ru # файл | # файла | # файлов | # файла
        de # Datei | # Dateien
        fr # fichier | # fichiers
        it # file | # file
        zh-Hans #个文件

        {count} unsaved text
        en # unsaved text | # unsaved texts
        ru # несохранённый текст | # несохранённых текста | # несохранённых текстов | # несохранённых текста
        de # nicht gespeicherter Text | # nicht gespeicherte Texte
        fr # texte non enregistré | # textes non enregistrés
        it # testo non salvato | # testi non salvati
        zh-Hans #份未保存

        {count} thing keeps this from the public
        en # thing keeps | # things keep
        ru мешает # замечание | мешают # замечания | мешают # замечаний | мешают # замечания
        de # Punkt ist | # Punkte sind
        fr # point à | # points à
        it # problema impedisce | # problemi impediscono
        zh-Hans 有#处

        {count} draft was made.
        en # draft was | # drafts were
        ru Создан # черновик. | Создано # черновика. | Создано # черновиков. | Создано # черновика.
        de # Entwurf ist | # Entwürfe sind
        fr # brouillon a été créé. | # brouillons ont été créés.
        it È stata creata # bozza. | Sono state create # bozze.
        zh-Hans #份草稿

        {count} file was not taken.
        en # file was | # files were
        ru Не принят # файл. | Не приняты # файла. | Не принято # файлов. | Не приняты # файла.
        de # Datei wurde | # Dateien wurden
        fr # fichier n’a pas été accepté. | # fichiers n’ont pas été acceptés.
        it # file non è stato accettato. | # file non sono stati accettati.
        zh-Hans #个文件

        People were made unrecognisable in {count} area.
        en # area. | # areas.
        ru в # области. | в # областях. | в # областях. | -
        de In # Bereich wurden | In # Bereichen wurden
        fr dans # zone. | dans # zones.
        it in # area. | in # aree.
        zh-Hans #处人物

        {count} thing keeps this from being made
        en # thing keeps | # things keep
        ru мешает # замечание | мешают # замечания | мешает # замечаний | мешают # замечания
        de # Stelle | # Stellen
        fr # point à | # points à
        it # problema impedisce | # problemi impediscono
        zh-Hans 有#处
        """
}
