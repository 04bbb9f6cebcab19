import Catalogue
import Imaging
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// The files of a form: what came with it, what was kept of one that came before, and what is to be taken away.
struct RecordFiles {
    /// What stands in a field instead of what was saved; empty where the file is taken away.
    var media: [String: Media] = [:]
    /// The words for those that stand in no record yet.
    var words: [String: String] = [:]
    var problems: [Problem] = []
}

extension DeskVisit {
    /// The files of a posted form, for the fields that its sender may change.
    func files(for fields: [String]) async throws -> RecordFiles {
        var files = RecordFiles()
        let account = signedIn.account.id
        for field in fields {
            if let upload = request.files.first(where: { $0.field == field }) {
                do {
                    let taken = try await desk.files.take(upload)
                    files.media[field] = taken.media
                    files.words[field] = desk.files.kept.keep(taken.media, for: account)
                    continue
                } catch let refusal as DeskFiles.Refusal {
                    let words = refusal.words(upload.name, limitBytes: desk.fileLimitBytes, t)
                    files.problems.append(Problem(path: field, reason: .picture(words)))
                }
            }
            if let word = request["\(field).kept"], !word.isEmpty {
                if let media = desk.files.kept.file(word, of: account) {
                    files.media[field] = media
                    files.words[field] = word
                } else {
                    let words = t("the file that came before was forgotten meanwhile: choose it again")
                    files.problems.append(Problem(path: field, reason: .picture(words)))
                }
            } else if request["\(field).remove"] == "true" {
                files.media[field] = Media()
            }
        }
        return files
    }

    /// The files of a text that was kept and not saved, where they are others than the saved ones.
    func files<K: Kind>(keptIn texts: FormTexts, of form: RecordForm<K>) -> RecordFiles {
        var files = RecordFiles()
        for field in form.files {
            let media = Media(texts, at: field)
            guard media != Media(form.texts, at: field) else { continue }
            files.media[field] = media ?? Media()
            files.words[field] = media.map { desk.files.kept.keep($0, for: signedIn.account.id) }
        }
        return files
    }

    // MARK: Showing

    /// What stands in the fields that hold a file.
    func shownFiles<K: Kind>(
        _ form: RecordForm<K>, _ texts: FormTexts, _ files: RecordFiles
    ) -> [String: DeskForm.File] {
        var shown: [String: DeskForm.File] = [:]
        for field in form.fields where field.shape.isFile {
            guard let media = Media(texts, at: field.name) else { continue }
            let word = files.words[field.name]
            let place: DeskPlace? =
                word.map { .kept($0) } ?? form.stored.map { .picture($0.code.text, field: field.name) }
            guard let place else { continue }
            shown[field.name] = DeskForm.File(
                name: media.name, width: media.width, height: media.height,
                picture: .desk(request.language, place), word: word)
        }
        return shown
    }

    /// A small picture of a file of a record, for who may see the field.
    func picture(_ text: String, _ field: String) async throws -> DeskAnswer {
        guard let code = Code(text), let stored = try await desk.catalogue.read({ try $0.stored(code) }),
            let type = KindRegistry.kind(named: stored.kind),
            let media = try media(of: type, stored, field)
        else { return .problem(.notFound) }
        return try await desk.picture(of: media, upTo: 0)
    }

    /// A small picture of a file that its sender has not saved yet, or of what would be made of one.
    func kept(_ word: String) async throws -> DeskAnswer {
        let account = signedIn.account.id
        if let preview = desk.files.previews.file(word, of: account) {
            return .picture(PictureFile(path: preview.path, type: "image/jpeg"))
        }
        guard let media = desk.files.kept.file(word, of: account) else { return .problem(.notFound) }
        return try await desk.picture(of: media, upTo: 0)
    }

    private func media<K: Kind>(of kind: K.Type, _ stored: StoredRecord, _ field: String) throws -> Media? {
        let texts = try FormTexts(json: try K(json: stored.body).seen(by: rights.audience).json)
        guard
            K.formFields.visible(to: rights.audience).contains(where: { $0.name == field && $0.shape.isFile })
        else { return nil }
        return Media(texts, at: field)
    }
}

extension Desk {
    /// The width in pixels of pictures to work on and to judge.
    static let workingWidth = 1_280

    /// The picture of a version of a photo as visitors would see it.
    func previewPicture(_ body: [UInt8], _ kind: any Kind.Type) async throws -> DeskAnswer {
        guard kind == Photo.self else { return .problem(.notFound) }
        return try await picture(of: Photo(json: body).seen(by: .visitor).image, upTo: Self.workingWidth)
    }

    /// A picture of a file in the largest width up to one, or in its smallest.
    func picture(of media: Media, upTo limit: Int) async throws -> DeskAnswer {
        do {
            return try await files.shelf.file(of: media, width: Self.width(of: media, upTo: limit)).map {
                .picture($0)
            } ?? .problem(.notFound)
        } catch is ImagingProblem {
            // The original cannot be shown; the form says its name.
            return .problem(.notFound)
        }
    }

    /// The width that a picture of a file has.
    static func width(of media: Media, upTo limit: Int) -> Int {
        let widths = PictureShelf.widths(of: media)
        return widths.last { $0 <= limit } ?? widths.first ?? media.width
    }
}

extension Media {
    /// A file as a form holds it; `nil` where there is none.
    init?(_ texts: FormTexts, at path: String) {
        guard let width = Int(texts["\(path).width"]), let height = Int(texts["\(path).height"]),
            !texts["\(path).blob"].isEmpty
        else { return nil }
        self.init(
            blob: texts["\(path).blob"], name: texts["\(path).name"], format: texts["\(path).format"],
            width: width, height: height)
    }

    /// The record's JSON with nothing but this file in a field.
    func json(in field: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            guard !isEmpty else { return }
            writer.name(field)
            write(to: &writer)
        }
        return writer.bytes
    }
}

extension FormShape {
    var isFile: Bool { if case .media = self { true } else { false } }
}
