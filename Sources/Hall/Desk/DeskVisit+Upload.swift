import Catalogue
import Imaging
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// Many pictures at once: each becomes a draft, and one that is refused stops none of the others.
extension DeskVisit {
    func upload() async throws -> DeskAnswer {
        guard rights.mayEdit(Photo.name) else { return .problem(.forbidden) }
        guard request.posted != nil else { return page(.upload(uploads(nil))) }
        var rows: [DeskUploads.Row] = []
        var drafts: [Draft] = []
        var media: [Media] = []
        for upload in request.files {
            do {
                if PageWorker.isDocument(upload.file.path) {
                    rows.append(try await begin(upload))
                    continue
                }
                let taken = try await desk.files.take(upload)
                let (code, photo) = draft(of: taken)
                drafts.append(
                    Draft(
                        record: code, kind: Photo.name, version: Photo.version, action: .save,
                        body: photo.json))
                media.append(taken.media)
                rows.append(
                    DeskUploads.Row(
                        name: taken.media.name,
                        outcome: .draft(
                            code: code.text,
                            title: photo.title.said(in: chain) ?? Said(code.text, in: request.language),
                            note: nil)))
            } catch let refusal as DeskFiles.Refusal {
                rows.append(
                    DeskUploads.Row(
                        name: upload.name,
                        outcome: .refused(
                            refusal.words(upload.name, limitBytes: desk.fileLimitBytes, t))))
            }
        }
        try await appendNew(drafts)
        desk.files.makeSizes(of: media)
        let isTaken = rows.contains { if case .refused = $0.outcome { false } else { true } }
        return page(.upload(uploads(rows)), status: isTaken ? 200 : 422)
    }

    private var nature: PictureNature {
        request["nature"].flatMap { PictureNature(rawValue: $0) } ?? .photograph
    }

    var credit: String {
        // A browser does not send more; what else does is cut.
        String(
            String.UnicodeScalarView(
                (request["credit"] ?? "").unicodeScalars.prefix(500).filter { $0.value >= 0x20 }))
    }

    private func uploads(_ rows: [DeskUploads.Row]?) -> DeskUploads {
        DeskUploads(
            rows: rows, documents: documents, fileMegabytes: desk.fileLimitBytes >> 20,
            fileCount: UploadLimits().files,
            nature: nature.rawValue, credit: credit, natures: PictureNature.allCases.map(\.rawValue))
    }

    private func draft(of taken: DeskFiles.Taken) -> (Code, Photo) {
        var dice = SystemRandomNumberGenerator()
        let code = Code.random(using: &dice)
        let name = FileTitle(taken.media.name)
        var photo = Photo()
        photo.title[request.language] = name.words.isEmpty ? taken.media.name : name.words
        photo.slugText = Address(stringLiteral: name.slug(endingIn: code))
        photo.image = taken.media
        photo.nature = Chosen(nature)
        photo.taken = taken.date
        photo.credit[request.language] = credit
        return (code, photo)
    }

    /// Appends new records, all or none.
    func appendNew(_ drafts: [Draft]) async throws {
        guard !drafts.isEmpty else { return }
        try await desk.appending.run { try await appendNow(drafts) }
    }

    private func appendNow(_ drafts: [Draft]) async throws {
        for _ in 0..<10 {
            let head = try await desk.ledger.head()
            do {
                _ = try await desk.ledger.append(
                    drafts, onto: head, author: signedIn.account.id.text, at: desk.now())
            } catch .stale {
                continue
            }
            return try await desk.tellOfChange()
        }
        throw LedgerProblem.storage("the journal moved too often while pictures were brought in")
    }
}

/// What can be made of a file's name.
struct FileTitle {
    /// `City day 2019` for `City_day-2019.JPG`.
    let words: String

    init(_ name: String) {
        let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) ?? name.utf8.endIndex
        let stem = dot == name.utf8.startIndex ? name[...] : name[..<dot]
        words = String(
            String.UnicodeScalarView(stem.unicodeScalars.map { $0 == "_" ? " " : $0 })
        ).split(separator: " ").joined(separator: " ")
    }

    /// An address that nobody else has: small letters and digits of the name, then the code.
    func slug(endingIn code: Code) -> String {
        var bytes: [UInt8] = []
        for byte in words.utf8.prefix(60) {
            switch byte {
            case 0x30...0x39, 0x61...0x7A: bytes.append(byte)
            case 0x41...0x5A: bytes.append(byte | 0x20)
            default: if bytes.last != UInt8(ascii: "-"), !bytes.isEmpty { bytes.append(UInt8(ascii: "-")) }
            }
        }
        let start = bytes.last == UInt8(ascii: "-") ? bytes.dropLast() : bytes[...]
        let code = code.text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let name = start.isEmpty ? Array("photo".utf8)[...] : start
        return String(decoding: name + [UInt8(ascii: "-")] + code, as: UTF8.self)
    }
}
