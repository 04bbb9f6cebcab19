import Catalogue
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// Links by any name in any script, records made where they are linked, and dates in words.
extension DeskVisit {
    private static var matchLimit: Int { 8 }
    private static var nameLimit: Int { 200 }

    /// What is called so, best first.
    ///
    /// - Parameter kind: empty for any.
    func finding(_ question: String, kind: String) async throws -> DeskFinding {
        let limit = Self.matchLimit
        let found = try await desk.catalogue.read {
            try $0.named(question, kind: kind.isEmpty ? nil : kind, limit: limit + 1)
        }
        let matches = found.prefix(limit).compactMap { named -> DeskFinding.Match? in
            guard let type = KindRegistry.kind(named: named.record.kind) else { return nil }
            let title = title(of: named.record, type).text
            return DeskFinding.Match(
                option: DeskForm.Option(code: named.record.code.text, title: title), kind: type.name,
                otherName: named.name == title || named.name.isEmpty ? nil : named.name)
        }
        let isNamed = question.contains { !$0.isWhitespace } && Code(question) == nil
        let creates = isNamed && KindRegistry.kind(named: kind) != nil && rights.mayEdit(kind) ? kind : nil
        return DeskFinding(
            question: question, matches: matches, goesOn: found.count > limit, creates: creates)
    }

    /// For a script: what is called so, or a new record of that name.
    func find(_ kind: String, _ question: String) async throws -> DeskAnswer {
        guard desk.asking.allows(signedIn.session.id, at: desk.now()) else { return .problem(.tooMany) }
        if request.posted != nil { return try await create() }
        return .data(json(of: try await finding(question, kind: kind)))
    }

    private func create() async throws -> DeskAnswer {
        guard rights.role.edits else { return .problem(.forbidden) }
        guard let kind = KindRegistry.kind(named: request["kind"] ?? ""),
            let made = try await make(kind, called: request["name"] ?? "")
        else { return .problem(.badRequest) }
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("text")
            writer.string(made.text)
            writer.name("place")
            writer.string(Route.desk(request.language, .record(made.code)).path)
            writer.name("says")
            writer.string(t("“{name}” was made as a draft and is linked here.", ["name": made.title]))
        }
        return .data(writer.bytes)
    }

    private func json(of finding: DeskFinding) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("matches")
            writer.array { writer in
                for match in finding.matches {
                    writer.object { writer in
                        let words = [
                            ("text", match.option.text), ("title", match.option.title),
                            ("otherName", match.otherName ?? ""),
                            ("kind", t(match.kind, context: "kind")), ("code", match.option.code),
                        ]
                        for (name, text) in words {
                            writer.name(name)
                            writer.string(text)
                        }
                    }
                }
            }
            writer.name("says")
            writer.string(says(finding))
            if let kind = finding.creates {
                writer.name("create")
                writer.string(
                    t(
                        "Create: {kind} “{name}”",
                        ["kind": t(kind, context: "kind"), "name": finding.question]))
            }
        }
        return writer.bytes
    }

    private func says(_ finding: DeskFinding) -> String {
        if finding.matches.isEmpty { return t("Nothing is called so.") }
        let count = t("{count} record found", "{count} records found", count: finding.matches.count)
        return finding.goesOn ? t.sentences(count, t("There is more: another word makes it fewer.")) : count
    }

    // MARK: Making a record where it is linked

    /// Saves a draft that has a name and an address and nothing else.
    ///
    /// - Returns: `nil` without a name, or for a kind whose records have none.
    func make<K: Kind>(_ kind: K.Type, called name: String) async throws -> DeskForm.Option? {
        let words = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let name = String(words.prefix(Self.nameLimit))
        let title = K.formFields.first { ["title", "name"].contains($0.name) }
        guard !name.isEmpty, let title, rights.mayEdit(K.name) else { return nil }
        var dice = SystemRandomNumberGenerator()
        for _ in 0..<5 {
            let code = Code.random(using: &dice)
            var texts = FormTexts()
            texts["\(title.name).\(language(of: name).tag)"] = name
            texts["slug"] = try await address(for: name, K.name, code)
            let draft = Draft(
                record: code, kind: K.name, version: K.version, action: .save,
                body: try K(json: texts.json(K.formFields)).json, note: t("Made for a link"))
            if try await append(draft, expecting: nil) {
                return DeskForm.Option(code: code.text, title: name)
            }
        }
        return nil
    }

    /// The language of the Hall in whose letters a name is written; the reader's own as far as that can be.
    private func language(of name: String) -> Language {
        let scalars = name.unicodeScalars
        let isChinese = scalars.contains { (0x3400...0x9FFF).contains($0.value) }
        let isCyrillic = scalars.contains { (0x400...0x52F).contains($0.value) }
        func fits(_ language: Language) -> Bool {
            switch language.primary {
            case "zh", "ja": isChinese
            case "ru", "uk", "be", "bg", "sr", "mk", "kk", "tt": isCyrillic && !isChinese
            default: !isCyrillic && !isChinese
            }
        }
        return chain.languages.first(where: fits) ?? request.language
    }

    /// An address that is free: the name's own Latin letters, or else the kind and the code.
    private func address(for name: String, _ kind: String, _ code: Code) async throws -> String {
        let plain = name.lowercased().utf8.map { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) ? byte : UInt8(ascii: "-")
        }
        let text = String(decoding: plain, as: UTF8.self).split(separator: "-").joined(separator: "-")
        if name.utf8.allSatisfy({ $0 < 0x80 }), Slug(text) != nil,
            try await desk.catalogue.read({ try $0.owner(of: kind, slug: text) }) == nil
        {
            return text
        }
        return "\(kind)-\(code.text.lowercased())"
    }

    // MARK: Dates

    /// For a script: what a date says.
    func date(_ text: String) throws -> DeskAnswer {
        guard desk.asking.allows(signedIn.session.id, at: desk.now()) else { return .problem(.tooMany) }
        var writer = JSONWriter()
        writer.object { writer in
            let date = try? EDTF(text)
            writer.name("isDate")
            writer.bool(date?.isEmpty == false)
            writer.name("says")
            writer.string(says(date, text))
        }
        return .data(writer.bytes)
    }

    private func says(_ date: EDTF?, _ text: String) -> String {
        if let date, !date.isEmpty { return t("Reads: {date}", ["date": t.words(date)]) }
        let how = t("Such as 2019-06-19, 2019-06, 2019, 1995~ (about), 1995/1998 (from … to)")
        return text.isEmpty ? how : t("This is not a date yet.") + " " + how
    }
}
