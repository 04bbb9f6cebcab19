import FoundationEssentials
package import Imaging
import Kinds
package import Ledger
import Localisation
import Pages
import Records

/// Files at the Desk: how they come in, where they are kept, and what is shown of them.
package struct DeskFiles: Sendable {
    let incoming: IncomingFiles
    let blobs: any BlobStore
    let imaging: PictureWorker
    let shelf: PictureShelf
    /// Files that stand in no record yet. When one is forgotten, the original stays.
    let kept = KeptFiles<Media>(limit: 2_000)
    /// Pictures of what would be made, each gone when it is forgotten.
    let previews = KeptFiles<IncomingFile>(limit: 50)
    /// Documents whose pages are being drawn.
    let documents = DocumentIntake()
    /// Translations that were looked at and not taken over yet.
    let translations = KeptFiles<KeptTranslations>(limit: 10)

    package init(
        incoming: IncomingFiles, blobs: any BlobStore, imaging: PictureWorker, shelf: PictureShelf
    ) {
        self.incoming = incoming
        self.blobs = blobs
        self.imaging = imaging
        self.shelf = shelf
    }

    /// A file that is a picture, durable, with what the camera says of when.
    struct Taken: Sendable {
        var media: Media
        var date: EDTF
    }

    /// Why a file was not taken.
    enum Refusal: Error {
        case tooLarge
        case picture(ImagingProblem)
        /// A document of too many pages.
        case tooManyPages
        /// A page of a document, from 1.
        case page(Int, ImagingProblem)
        /// A document that asks for a password, or that nothing here can read.
        case lockedDocument
        /// A document of somebody who may not write documents.
        case noDocuments
        /// A document for which too many others wait.
        case tooManyDocuments
        /// Something else went wrong, as with the disk.
        case failed
    }

    /// Looks what the bytes are, whatever name and type came with them, and keeps the original.
    func take(_ upload: DeskUpload) async throws -> Taken {
        guard !upload.isTooLarge else { throw Refusal.tooLarge }
        let facts: PictureFacts
        do throws(ImagingProblem) { facts = try await imaging.examine(upload.file.path) } catch {
            throw Refusal.picture(error)
        }
        let hash = try await blobs.store(fileAt: upload.file.path)
        let name = upload.name.isEmpty ? "picture.\(facts.format.rawValue)" : upload.name
        let media = Media(
            blob: hash.description, name: name, format: facts.format.rawValue, width: facts.width,
            height: facts.height)
        // What the imaging process says is not believed more than what was typed.
        return Taken(media: media, date: facts.taken.flatMap { try? EDTF($0) } ?? EDTF())
    }

    /// Makes a copy of an original in which nobody can be recognised in some areas, not kept yet.
    ///
    /// - Parameters:
    ///   - source: what a record says of the original.
    ///   - width: that of a JPEG to look at; `nil` makes the copy in full size.
    /// - Throws: `ImagingProblem`, and what the disk throws.
    func blurred(
        _ source: Media, _ areas: [PictureArea.Box], width: Int? = nil
    ) async throws -> (file: IncomingFile, facts: PictureFacts) {
        guard let original = shelf.path(of: source) else {
            throw ImagingProblem.damaged("it has no original")
        }
        let file = try await incoming.open()
        let size = PixelSize(width: source.width, height: source.height)
        let facts = try await imaging.coarsen(
            original: original, areas: areas.map { PixelArea($0, in: size) }, width: width, into: file.path)
        return (file, facts)
    }

    /// Makes the sized pictures of what was saved, one after another, while the answer is on its way.
    func makeSizes(of media: [Media]) {
        let shelf = shelf
        Task {
            // One that fails stands in the work list.
            for medium in media { try? await shelf.prepare(medium) }
        }
    }
}

extension DeskFiles: DeskIntake {
    package func open() async throws -> any IntakeFile { try await incoming.open() }
}

extension IncomingFile: IntakeFile {}

extension ImagingProblem {
    /// What is wrong with a file of which no pictures can be made, and the way out.
    func words(_ t: Phrases) -> String {
        switch self {
        case .unsupported: t("The file is not a picture that can be shown: choose another")
        case .damaged: t("The file is damaged: copy it from the camera or scan it anew")
        case .tooLarge: t("The picture has too many pixels: make it smaller")
        case .workerDied, .timeout, .output, .unavailable, .stopped:
            t("The file could not be looked at: it is tried again when somebody opens the picture")
        }
    }
}

extension DeskFiles.Refusal {
    /// A sentence that names the file, the reason and the way out.
    func words(_ name: String, limitBytes: Int, _ t: Phrases) -> String {
        let file = name.isEmpty ? t("A file without a name") : name
        switch self {
        case .tooLarge:
            return t(
                "“{name}” is longer than {limit} megabytes: make it smaller and choose it again",
                ["name": file, "limit": t.number(limitBytes >> 20)])
        case .picture(.unsupported):
            return t(
                "“{name}” is not a picture that can be shown here: JPEG, PNG, TIFF, WebP, GIF, HEIC or AVIF, whatever its name says",
                ["name": file])
        case .picture(.damaged), .picture(.workerDied), .picture(.timeout):
            return t(
                "“{name}” is damaged and cannot be read: copy it from the camera or scan it anew",
                ["name": file])
        case .picture(.tooLarge):
            return t("“{name}” has too many pixels: make it smaller and choose it again", ["name": file])
        case .tooManyPages:
            return t(
                "“{name}” has more than {limit} pages: divide it and choose the parts",
                ["name": file, "limit": t.number(PageLimits.most)])
        case .lockedDocument:
            return t("“{name}” cannot be opened here: save it as PDF without a password", ["name": file])
        case .tooManyDocuments:
            return t(
                "“{name}” was not taken, because too many documents wait: choose it again when they are ready",
                ["name": file])
        case .page(let page, .unsupported), .page(let page, .damaged), .page(let page, .tooLarge),
            .page(let page, .workerDied), .page(let page, .timeout):
            return t(
                "“{name}” was not taken, because its page {number} is damaged and cannot be read: scan it anew",
                ["name": file, "number": t.number(page)])
        case .noDocuments:
            return t(
                "“{name}” is a PDF, which becomes a document, and you do not write documents: ask somebody who does",
                ["name": file])
        case .picture(.output), .picture(.unavailable), .picture(.stopped), .page, .failed:
            return t("“{name}” could not be looked at just now: choose it again in a minute", ["name": file])
        }
    }
}
