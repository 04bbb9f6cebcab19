/// The forms in which a word of a name may stand in a text: the cases of Russian, in Cyrillic and as they are written
/// in Latin letters in addresses; the genitives of English and German.
///
/// A word gets the endings of every declension that it may follow, of both sexes and in the plural: a form too many is
/// seen in the preview and left alone there, a form too few would stay behind. Words come folded, so ё is е and й is и.
enum Declension {
    static func forms(of word: String) -> Set<String> {
        let letters = Array(word.unicodeScalars)
        guard letters.count > 1, let last = letters.last else { return [word] }
        let forms =
            switch last.value {
            case 0x400..<0x500: cyrillic(letters)
            case 0x61...0x7A: latin(letters)
            default: Set<String>()
            }
        return forms.union([word])
    }

    private static func forms(_ stem: some Sequence<Unicode.Scalar>, _ endings: String) -> Set<String> {
        let stem = String(String.UnicodeScalarView(stem))
        guard !stem.isEmpty else { return [] }
        return Set(endings.split(separator: " ").map { stem + ($0 == "-" ? "" : String($0)) })
    }

    // MARK: Cyrillic

    private static let vowels = Set("аеиоуыэюя".unicodeScalars)
    /// Иван, Петров, Шмидт; and of Петрова: both sexes and the family.
    private static let hard = "- а у ом ым ем е ы и ов еи ам ами ах ых их ыми ими им ои ою ею"
    /// Игорь, Гоголь, Любовь.
    private static let soft = "ь я ю ем ом е и еи ям ями ях ью"
    /// Андрей, Юрий; Зоя, Мария, Илья.
    private static let iotated = "и я ю ем е ев еи ею иеи иею ии ям ями ях ь ье ьи"
    /// Белый, Достоевский, Толстая.
    private static let adjectival =
        "ыи ии ои ого его ому ему ым им ом ем ая яя ую юю ою ею еи ые ие ых их ыми ими"

    private static func cyrillic(_ letters: [Unicode.Scalar]) -> Set<String> {
        let stem = letters.dropLast()
        let before = stem.last ?? " "
        switch letters.last {
        case "ь": return forms(stem, soft).union(fleeting(stem, soft))
        case "а": return forms(stem, hard).union(inserted(stem))
        case "я":
            let all = forms(stem, iotated + " -")
            return before == "а" || before == "я" ? all.union(forms(stem.dropLast(), adjectival)) : all
        case "и" where stem.count < 2: return []
        case "и":
            let all = forms(stem, iotated).union(soloveis(stem))
            let isAdjective = before == "ы" || before == "и" || before == "о"
            return isAdjective ? all.union(forms(stem.dropLast(), adjectival)) : all
        case "о": return forms(stem, "о а и ы е у ои ою ом")
        case let last? where vowels.contains(last): return []
        default: return forms(letters, hard).union(fleeting(letters[...], hard))
        }
    }

    /// The vowel that comes and goes: Павел, Павла; Лев, Льва; Заяц, Зайца.
    private static func fleeting(_ stem: ArraySlice<Unicode.Scalar>, _ endings: String) -> Set<String> {
        guard stem.count > 2, let last = stem.last, !vowels.contains(last),
            let vowel = stem.dropLast().last, ["е", "о", "я"].contains(vowel)
        else { return [] }
        let start = stem.dropLast(2)
        let before = start.last ?? " "
        if vowels.contains(before) { return forms(Array(start) + ["и", last], endings) }
        let softened = before == "л" || start.count == 1 ? forms(Array(start) + ["ь", last], endings) : []
        return forms(Array(start) + [last], endings).union(softened)
    }

    /// Соловей, Соловья.
    private static func soloveis(_ stem: ArraySlice<Unicode.Scalar>) -> Set<String> {
        guard stem.last == "е" else { return [] }
        return forms(Array(stem.dropLast()) + ["ь"], "я ю ем е и ев ям ями ях")
    }

    /// The genitive of the plural: Глинка, Глинок; Сашка, Сашек.
    private static func inserted(_ stem: ArraySlice<Unicode.Scalar>) -> Set<String> {
        guard stem.count > 2, stem.last == "к" else { return [] }
        let start = Array(stem.dropLast())
        return forms(start, "ок ек").union(start.last == "ь" ? forms(start.dropLast(), "ек") : [])
    }

    // MARK: Latin

    private static let latinHard =
        "- s es a u om ym im em e y i ov ow ei ey ej am ami akh ah ykh yh ikh ymi imi oi oy oj oyu oiu"
    private static let latinAdjectival =
        "y i iy ii ij yi yj oi oy oj ogo ego omu emu ym im om em aya aia aja uyu uiu uju oyu oiu ie ye ykh yh ikh ih ymi imi ys is"
    private static let latinIotated =
        "y i j iy ii ij ya ia ja yu iu ju yem iem em e ev iev ey ei ej iey iei yam iam yami iami yakh iakh s"

    private static func latin(_ letters: [Unicode.Scalar]) -> Set<String> {
        let stem = letters.dropLast()
        let before = stem.last ?? " "
        switch letters.last {
        case "a":
            let all = forms(stem, latinHard)
            guard ["y", "i", "j"].contains(before) else { return all }
            return all.union(forms(stem.dropLast(), latinIotated)).union(
                forms(stem.dropLast(), latinAdjectival)
            ).union(forms(stem.dropLast(2), latinAdjectival))
        case "y", "i", "j":
            let all = forms(stem, latinIotated).union(forms(stem, latinAdjectival)).union(forms(letters, "s"))
            guard ["i", "y"].contains(before) else { return all }
            return all.union(forms(stem.dropLast(), latinIotated + " " + latinAdjectival))
        case "o", "e", "u": return forms(letters, "- s")
        default: return forms(letters, latinHard).union(latinFleeting(letters))
        }
    }

    /// Pavel, Pavla; Lev, Lva.
    private static func latinFleeting(_ letters: [Unicode.Scalar]) -> Set<String> {
        guard letters.count > 2, let vowel = letters.dropLast().last, vowel == "e" || vowel == "o",
            let last = letters.last, last == "l" || last == "v" || last == "k" || last == "n"
        else { return [] }
        return forms(Array(letters.dropLast(2)) + [last], "a u om em e y i")
    }
}
