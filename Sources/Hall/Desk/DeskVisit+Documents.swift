import Catalogue
import Imaging
import Kinds
import Ledger
import Localisation
import Logging
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
        let intake = desk.files.documents
        let count = try await intake.counting.run { try await desk.files.countPages(of: upload.file.path) }
        guard let number = intake.add(name, pages: count, of: signedIn.account.id) else {
            throw DeskFiles.Refusal.tooManyDocuments
        }
        // What else came in the form is not held until the turn has come.
        var request = request
        request.files = []
        let visit = DeskVisit(desk: desk, request: request, signedIn: signedIn)
        Task {
            let state = await visit.take(upload.file, name, count) { intake.set(number, .drawing(done: $0)) }
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
                case .made(let code, let title, let doubtful):
                    .draft(
                        code: code.text,
                        title: title.said(in: chain) ?? Said(entry.name, in: request.language),
                        note: note(of: doubtful))
                case .refused(let refusal):
                    .refused(refusal.words(entry.name, limitBytes: desk.fileLimitBytes, t))
                }
            return DeskUploads.Row(name: entry.name, outcome: outcome)
        }
    }

    private func note(of pages: [Int]) -> String? {
        guard !pages.isEmpty else { return nil }
        let named =
            pages.prefix(Self.namedPages).map { t.number($0) } + (pages.count > Self.namedPages ? ["…"] : [])
        return t(
            "Letters may be missing on pages {pages}, because their font is not in the file: compare them, or save it as PDF/A and bring it in again",
            ["pages": t.list(named)])
    }

    private static var namedPages: Int { 12 }

    /// Draws all pages when the turn has come, and makes the drafts: all or none.
    private func take(
        _ file: any IntakeFile, _ name: String, _ count: Int, _ progress: @Sendable (Int) -> Void
    ) async -> DocumentIntake.State {
        // It is gone with its last holder.
        defer { withExtendedLifetime(file) {} }
        do {
            return try await desk.files.documents.turns.run {
                let pages = try await desk.files.draw(count, of: file.path, name, progress)
                let media = pages.map(\.media)
                let (code, title, drafts) = drafts(of: media, FileTitle(name))
                // It may be long since they were asked.
                let account = try await desk.office.account(id: signedIn.account.id)
                guard let account, !account.isDisabled, Rights(account).mayEdit(Document.name),
                    Rights(account).mayEdit(Photo.name)
                else { return .refused(.noDocuments) }
                try await appendNew(drafts)
                desk.files.makeSizes(of: media)
                let doubtful = pages.enumerated().filter { $1.lacksFont }.map { $0.offset + 1 }
                return .made(code, title, doubtful: doubtful)
            }
        } catch let refusal as DeskFiles.Refusal {
            return .refused(refusal)
        } catch {
            Logger.current.error("a document was not taken", metadata: ["type": "\(type(of: error))"])
            return .refused(.failed)
        }
    }

    private func drafts(of pages: [Media], _ name: FileTitle) -> (Code, Localized, [Draft]) {
        var dice = SystemRandomNumberGenerator()
        let code = Code.random(using: &dice)
        let title = name.words.isEmpty ? "PDF" : name.words
        var document = Document()
        document.title[request.language] = title
        document.slugText = Address(stringLiteral: name.slug(endingIn: code))
        document.type = Chosen(.other)
        var drafts: [Draft] = []
        for (place, media) in pages.enumerated() {
            let page = Code.random(using: &dice)
            document.pages.append(Reference(page))
            drafts.append(
                Draft(
                    record: page, kind: Photo.name, version: Photo.version, action: .save,
                    body: photo(of: media, number: place + 1, title, slug: name.slug(endingIn: page)).json))
        }
        drafts.append(
            Draft(
                record: code, kind: Document.name, version: Document.version, action: .save,
                body: document.json))
        return (code, document.title, drafts)
    }

    private func photo(of page: Media, number: Int, _ title: String, slug: String) -> Photo {
        var photo = Photo()
        photo.title[request.language] = t(
            "{title}, page {number}", ["title": title, "number": t.number(number)])
        photo.slugText = Address(stringLiteral: slug)
        photo.image = page
        photo.nature = Chosen(.document)
        for language in desk.languages {
            let phrases = desk.phrases(language)
            photo.alt[language] = phrases(
                "Page {number} of the document", ["number": phrases.number(number)])
        }
        photo.credit[request.language] = credit
        return photo
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
            switch error {
            case .tooLarge: throw Refusal.tooManyPages
            case .unsupported: throw Refusal.lockedDocument
            default: throw Refusal.picture(error)
            }
        }
    }

    /// Draws so many pages and keeps each as an original.
    fileprivate func draw(
        _ count: Int, of path: String, _ name: String, _ progress: @Sendable (Int) -> Void
    ) async throws -> [(media: Media, lacksFont: Bool)] {
        let pages = imaging.pages(of: path)
        let end = ContinuousClock.now + PageLimits.time
        var drawn: [(media: Media, lacksFont: Bool)] = []
        do {
            for page in 1...count {
                guard ContinuousClock.now < end else {
                    throw Refusal.page(page, .timeout(seconds: Int(PageLimits.time.components.seconds)))
                }
                drawn.append(try await draw(page, by: pages, FileTitle(name)))
                progress(page)
            }
        } catch {
            await pages.stop()
            throw error
        }
        await pages.stop()
        return drawn
    }

    private func draw(
        _ page: Int, by pages: PageWorker, _ name: FileTitle
    ) async throws -> (media: Media, lacksFont: Bool) {
        let file = try await incoming.open()
        let drawn: DrawnPage
        do throws(ImagingProblem) { drawn = try await pages.draw(page, into: file.path) } catch {
            throw Refusal.page(page, error)
        }
        let hash = try await blobs.store(fileAt: file.path)
        // With the number, the name is to stay as short as a name of a file may be.
        let start = name.words.unicodeScalars.prefix(60)
        let media = Media(
            blob: hash.description, name: "\(String(String.UnicodeScalarView(start))) \(page).jpg",
            format: PictureFormat.jpeg.rawValue, width: drawn.picture.width, height: drawn.picture.height)
        return (media, drawn.lacksFont)
    }
}
