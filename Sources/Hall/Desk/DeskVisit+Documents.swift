import Catalogue
import Imaging
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// A PDF becomes the draft of a document, and each of its pages the draft of a photo.
extension DeskVisit {
    /// Begins with a document, and goes on while its sender does.
    ///
    /// - Throws: `DeskFiles.Refusal`.
    func begin(_ upload: DeskUpload) async throws -> DeskUploads.Row {
        guard !upload.isTooLarge else { throw DeskFiles.Refusal.tooLarge }
        guard rights.mayEdit(Document.name) else { throw DeskFiles.Refusal.noDocuments }
        let name = upload.name.isEmpty ? "document.pdf" : upload.name
        let pages = desk.files.imaging.pages(of: upload.file.path)
        let count: Int
        do throws(ImagingProblem) { count = try await pages.count() } catch {
            await pages.stop()
            if case .tooLarge = error { throw DeskFiles.Refusal.tooManyPages }
            throw DeskFiles.Refusal.picture(error)
        }
        let intake = desk.files.documents
        guard let number = intake.add(name, pages: count, of: signedIn.account.id) else {
            await pages.stop()
            throw DeskFiles.Refusal.failed
        }
        Task {
            let state = await take(upload.file, name, count, pages) { intake.set(number, .drawing(done: $0)) }
            await pages.stop()
            intake.set(number, state)
        }
        return DeskUploads.Row(name: name, outcome: .drawing(done: 0, of: count))
    }

    /// The documents of whoever is here.
    var documents: [DeskUploads.Row] {
        desk.files.documents.entries(of: signedIn.account.id).map { entry in
            let outcome: DeskUploads.Outcome =
                switch entry.state {
                case .drawing(let done): .drawing(done: done, of: entry.pages)
                case .made(let code, let title):
                    .draft(
                        code: code.text,
                        title: title.said(in: chain) ?? Said(entry.name, in: request.language))
                case .refused(let refusal):
                    .refused(refusal.words(entry.name, limitBytes: desk.fileLimitBytes, t))
                }
            return DeskUploads.Row(name: entry.name, outcome: outcome)
        }
    }

    /// Draws all pages when the turn has come, and makes the drafts: all or none.
    private func take(
        _ file: any IntakeFile, _ name: String, _ count: Int, _ pages: PageWorker,
        _ progress: @Sendable (Int) -> Void
    ) async -> DocumentIntake.State {
        // It is gone with its last holder.
        defer { withExtendedLifetime(file) {} }
        do {
            return try await desk.files.documents.turns.run {
                var media: [Media] = []
                for page in 1...count {
                    media.append(try await desk.files.draw(page, of: name, by: pages))
                    progress(page)
                }
                let (code, title, drafts) = drafts(of: media, FileTitle(name))
                try await appendNew(drafts)
                desk.files.makeSizes(of: media)
                return .made(code, title)
            }
        } catch let refusal as DeskFiles.Refusal {
            return .refused(refusal)
        } catch {
            return .refused(.failed)
        }
    }

    private func drafts(of pages: [Media], _ name: FileTitle) -> (Code, Localized, [Draft]) {
        var dice = SystemRandomNumberGenerator()
        let code = Code.random(using: &dice)
        var document = Document()
        document.title[request.language] = name.words
        document.slugText = Address(stringLiteral: name.slug(endingIn: code))
        document.type = Chosen(.other)
        var drafts: [Draft] = []
        for (place, media) in pages.enumerated() {
            let code = Code.random(using: &dice)
            var photo = Photo()
            let number = place + 1
            photo.title[request.language] = t(
                "{title}, page {number}", ["title": name.words, "number": t.number(number)])
            photo.slugText = Address(stringLiteral: name.slug(endingIn: code))
            photo.image = media
            photo.nature = Chosen(.document)
            for language in desk.languages {
                let t = desk.phrases(language)
                photo.alt[language] = t("Page {number} of the document", ["number": t.number(number)])
            }
            photo.credit[request.language] = credit
            drafts.append(
                Draft(
                    record: code, kind: Photo.name, version: Photo.version, action: .save, body: photo.json))
            document.pages.append(Reference(code))
        }
        drafts.append(
            Draft(
                record: code, kind: Document.name, version: Document.version, action: .save,
                body: document.json))
        return (code, document.title, drafts)
    }
}

extension DeskFiles {
    /// Draws a page and keeps it as an original.
    fileprivate func draw(_ page: Int, of name: String, by pages: PageWorker) async throws -> Media {
        let file = try await incoming.open()
        let facts: PictureFacts
        do throws(ImagingProblem) { facts = try await pages.draw(page, into: file.path) } catch {
            throw Refusal.page(page, error)
        }
        let hash = try await blobs.store(fileAt: file.path)
        return Media(
            blob: hash.description, name: "\(FileTitle(name).words) \(page).jpg",
            format: facts.format.rawValue,
            width: facts.width, height: facts.height)
    }
}
