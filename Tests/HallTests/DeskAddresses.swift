import Hall
import Kinds
import Office
import Pages
import Records
import Testing

/// Addresses of every place of the Desk, from the patterns of the router alone: a new place is asked by itself, and one
/// with a part that is not known here fails.
enum DeskAddresses {
    static func all(of bench: DeskBench) -> [String] {
        DeskPlace.Pattern.allCases.flatMap { pattern in
            addresses("/en/desk" + pattern.rawValue, bench)
                + addresses("/ru/desk" + pattern.rawValue, bench).prefix(1)
        }.flatMap { address in
            [address] + (queries.first { address.hasSuffix($0.0) }?.1 ?? []).map { address + $0 }
        }
    }

    /// Every place behind the door, as it follows `/desk`; those of a record for one record.
    static func behindTheDoor(_ code: Code) -> [String] {
        DeskPlace.Pattern.allCases.filter { !doors.contains($0) }.map(\.rawValue).map {
            $0.replacing("{code}", with: code.text).replacing("{kind}", with: Article.name)
                .replacing("{list}", with: "drafts").replacing("{field}", with: "image")
                .replacing("{file}", with: "nothing").replacing("{account}", with: "0000000000")
        }
    }

    /// Who comes here has no session yet.
    private static let doors: Set<DeskPlace.Pattern> = [
        .signIn, .code, .welcome, .first, .approval, .approvalPicture,
    ]

    /// What is asked of a place behind its path.
    private static let queries: [(String, [String])] = [
        ("/search", ["?q=canary", "?q=zqcanary", "?q=words", "?q=twin", "?q=%22"]),
        ("/welcome", ["?token=x"]),
        ("/records/gift", ["?page=2", "?page=0"]), ("/find", ["?q=zqcanary", "?kind=gift&q=zq"]),
        ("/date", ["?q=1995"]),
        ("/translations", ["?state=open", "?from=en&language=ru&as=csv", "?from=ru&language=en&as=xliff"]),
        ("/journal", ["?as=csv", "?as=jsonl"]), ("/first", ["?token=x"]), ("/approval", ["?token=x"]),
        ("/approval/picture", ["?token=x"]),
    ]

    private static func addresses(_ template: String, _ bench: DeskBench) -> [String] {
        guard let start = template.firstIndex(of: "{"), let end = template.firstIndex(of: "}") else {
            return [template]
        }
        let part = String(template[template.index(after: start)..<end])
        return values(of: part, bench).flatMap { value in
            addresses(template[..<start] + value + template[template.index(after: end)...], bench)
        }
    }

    /// What can stand in a part of a pattern.
    private static func values(of part: String, _ bench: DeskBench) -> [String] {
        let hall = bench.hall
        switch part {
        case "kind": return KindRegistry.all.map { $0.name } + ["nothing"]
        case "list": return DeskWork.List.all(hall.site.languages).map(\.name) + ["nothing"]
        case "code":
            // There is one record of the kind Hall.
            let others = [hall.hidden, hall.withdrawn].flatMap { $0.filter { $0.key != Hall.name }.values }
            return (hall.shown.values + others).map(\.text).sorted() + ["0000000"]
        case "field": return ["image", "scan", "internalNote"]
        case "file": return ["nothing"]
        case "account": return bench.accounts.map { "\($0.id)" } + ["0000000000"]
        default:
            Issue.record("a place of the Desk has a part that the attackers do not know: \(part)")
            return []
        }
    }
}
