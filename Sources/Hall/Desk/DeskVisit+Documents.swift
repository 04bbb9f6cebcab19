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
        let count = try await desk.files.countPages(of: upload.file.path)
        let intake = desk.files.documents
        guard let number = intake.add(name, pages: count, of: signedIn.account.id) else {
            throw DeskFiles.Refusal.failed
        }
        Task {
            let state = await take(upload.file, name, count) { intake.set(number, .drawing(done: $0)) }
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
        _ file: any IntakeFile, _ name: String, _ count: Int, _ progress: @Sendable (Int) -> Void
    ) async -> DocumentIntake.State {
        // It is gone with its last holder.
        defer { withExtendedLifetime(file) {} }
        do {
            return try await desk.files.documents.turns.run {
                let media = try await desk.files.draw(count, of: file.path, name, progress)
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
    /// The process that counts ends at once: it may be long until the turn has come.
    fileprivate func countPages(of path: String) async throws -> Int {
        let pages = imaging.pages(of: path)
        do throws(ImagingProblem) {
            let count = try await pages.count()
            await pages.stop()
            return count
        } catch {
            await pages.stop()
            if case .tooLarge = error { throw Refusal.tooManyPages }
            throw Refusal.picture(error)
        }
    }

    /// Draws so many pages and keeps each as an original.
    fileprivate func draw(
        _ count: Int, of path: String, _ name: String, _ progress: @Sendable (Int) -> Void
    ) async throws -> [Media] {
        let pages = imaging.pages(of: path)
        var media: [Media] = []
        do {
            for page in 1...count {
                media.append(try await draw(page, by: pages, FileTitle(name)))
                progress(page)
            }
        } catch {
            await pages.stop()
            throw error
        }
        await pages.stop()
        return media
    }

    private func draw(_ page: Int, by pages: PageWorker, _ name: FileTitle) async throws -> Media {
        let file = try await incoming.open()
        let facts: PictureFacts
        do throws(ImagingProblem) { facts = try await pages.draw(page, into: file.path) } catch {
            throw Refusal.page(page, error)
        }
        let hash = try await blobs.store(fileAt: file.path)
        return Media(
            blob: hash.description, name: "\(name.words) \(page).jpg", format: facts.format.rawValue,
            width: facts.width, height: facts.height)
    }
}
