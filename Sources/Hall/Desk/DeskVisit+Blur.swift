import Catalogue
import Imaging
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// Making people on a photo unrecognisable: the office works on the closed original, the record gets what was made of it.
extension DeskVisit {
    func blur(_ text: String) async throws -> DeskAnswer {
        guard rights.mayEdit(Photo.name) else { return .problem(.forbidden) }
        guard let (stored, photo) = try await blurrable(text) else { return .problem(.notFound) }
        guard let posted = request.posted else {
            return page(.blur(blurring(stored, photo, BlurAreas(photo.blurredAreas))))
        }
        var areas = BlurAreas(posted: posted)
        if let change = request["rows"] {
            areas.apply(change)
            return page(.blur(blurring(stored, photo, areas)))
        }
        let (boxes, problems) = areas.read(t)
        var shown = blurring(stored, photo, areas)
        shown.problems = problems
        guard problems.isEmpty else { return page(.blur(shown), status: 422) }
        do {
            if request["action"] == "make" { return try await make(boxes, of: photo, stored, shown) }
            let width = Desk.width(of: photo.blurSource, upTo: Desk.workingWidth)
            let copy = try await desk.files.blurred(photo.blurSource, boxes, width: width)
            let word = desk.files.previews.keep(copy.file, for: signedIn.account.id)
            shown.result = .desk(request.language, .kept(word))
            return page(.blur(shown))
        } catch let problem as ImagingProblem {
            let words = DeskFiles.Refusal.picture(problem).words(
                photo.blurSource.name, limitBytes: desk.fileLimitBytes, t)
            shown.problems = [Problem(path: "areas", reason: .picture(words))]
            return page(.blur(shown), status: 422)
        }
    }

    /// What people are made unrecognisable in, for who may do it: the original is for nobody else.
    func blurSource(_ text: String) async throws -> DeskAnswer {
        guard rights.mayEdit(Photo.name) else { return .problem(.forbidden) }
        guard let (_, photo) = try await blurrable(text) else { return .problem(.notFound) }
        return try await desk.picture(of: photo.blurSource, upTo: Desk.workingWidth)
    }

    /// A photo with a picture, as the office has it.
    private func blurrable(_ text: String) async throws -> (stored: StoredRecord, photo: Photo)? {
        guard let (stored, kind) = try await found(text), kind == Photo.self, !stored.isDeleted else {
            return nil
        }
        let photo = try Photo(json: stored.body)
        return photo.blurSource.isEmpty ? nil : (stored, photo)
    }

    private func blurring(_ stored: StoredRecord, _ photo: Photo, _ areas: BlurAreas) -> DeskBlurring {
        DeskBlurring(
            code: stored.code.text, title: title(of: stored, Photo.self), base: stored.saved.value,
            isPublic: stored.published != .zero, isMade: photo.isBlurred, width: photo.blurSource.width,
            height: photo.blurSource.height, areas: areas.texts, areaLimit: Blurring.areaLimit)
    }

    /// Saves the photo with the picture that is made; a save like any other.
    private func make(
        _ boxes: [PictureArea.Box], of photo: Photo, _ stored: StoredRecord, _ shown: DeskBlurring
    ) async throws -> DeskAnswer {
        guard request["base"] == "\(stored.saved.value)" else { return moved(shown) }
        let source = photo.blurSource
        let copy = try await desk.files.blurred(source, boxes)
        // Durable before the record names it, as every original.
        let hash = try await desk.files.blobs.store(fileAt: copy.file.path)
        var changed = photo
        // Not the original's name, which may say who is shown.
        changed.image = Media(
            blob: hash.description, name: "\(stored.code).\(copy.facts.format.rawValue)",
            format: copy.facts.format.rawValue, width: copy.facts.width, height: copy.facts.height)
        changed.blurring.original = source
        changed.blurring.areas = boxes.map { PictureArea($0) }
        changed.blurring.picture = Line(hash.description)
        changed.people.covered = Chosen(.blurred)
        guard changed != photo else {
            return .redirect(.record(stored.code.text, done: DeskForm.Notice.unchanged.rawValue))
        }
        let note = t(
            "People were made unrecognisable in {count} area.",
            "People were made unrecognisable in {count} areas.", count: boxes.count)
        let draft = Draft(
            record: stored.code, kind: Photo.name, version: Photo.version, action: .save, body: changed.json,
            note: note)
        guard try await append(draft, expecting: stored) else {
            let now = try await desk.catalogue.read { try $0.stored(stored.code) } ?? stored
            var shown = shown
            shown.base = now.saved.value
            return moved(shown)
        }
        desk.files.makeSizes(of: [changed.image])
        return .redirect(.record(stored.code.text, done: DeskForm.Notice.blurred.rawValue))
    }

    /// Somebody else was faster: the areas come again, on what stands there now.
    private func moved(_ shown: DeskBlurring) -> DeskAnswer {
        var shown = shown
        shown.notice = .moved
        return page(.blur(shown), status: 409)
    }
}
