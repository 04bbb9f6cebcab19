internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import Pages

/// A form with files that comes in: its fields in memory, its files wherever the Desk has them put.
///
/// The first field is the session's token, and it is asked for before a byte of a file is kept: so it travels neither in
/// the address, which proxies and histories keep, nor in a header, which a form without a script cannot send.
struct UploadForm {
    static let tokenField = "csrf"

    private(set) var fields: [(name: String, value: String)] = []
    private(set) var files: [DeskUpload] = []

    private let limits: UploadLimits
    private var fieldBytesLeft: Int
    private var reader: MultipartReader
    private var intake: (any DeskIntake)?
    private let admit: @Sendable (String) async throws -> (any DeskIntake)?
    private var open = Open.nothing
    private var bytesLeft: Int

    private enum Open {
        case nothing
        case field(String, [UInt8])
        case file(DeskUpload)
        /// A control in which no file was chosen.
        case noFile
    }

    /// - Parameters:
    ///   - fieldBytes: the most that all fields together may take, in bytes.
    ///   - fieldLimit: the most fields.
    ///   - admit: opens the way for the files, where the token is the session's.
    init(
        boundary: [UInt8], _ limits: UploadLimits, fieldBytes: Int, fieldLimit: Int,
        admit: @escaping @Sendable (String) async throws -> (any DeskIntake)?
    ) {
        self.limits = limits
        self.admit = admit
        fieldBytesLeft = fieldBytes
        bytesLeft = limits.bodyBytes
        reader = MultipartReader(boundary: boundary, partLimit: fieldLimit + limits.files)
    }

    /// Reads a whole body.
    mutating func read(_ body: RequestBody) async throws {
        for try await piece in body {
            bytesLeft -= piece.readableBytes
            guard bytesLeft >= 0 else { throw WebProblem.bodyTooLarge }
            let events: [MultipartReader.Event]
            do { events = try reader.read(piece.readableBytesView) } catch {
                throw WebProblem.malformedForm
            }
            for event in events { try await take(event) }
        }
        guard reader.isWhole else { throw WebProblem.malformedForm }
    }

    private mutating func take(_ event: MultipartReader.Event) async throws {
        switch (event, open) {
        case (.part(let head), _): open = try await opened(head)
        case (.bytes(let bytes), .field(let name, let value)):
            fieldBytesLeft -= bytes.count
            guard fieldBytesLeft >= 0 else { throw WebProblem.bodyTooLarge }
            open = .field(name, value + bytes)
        case (.bytes(let bytes), .file(var upload)):
            upload.size += bytes.count
            // What is too long is read to its end, so that the page can say which file it was.
            if upload.size <= limits.fileBytes { try await upload.file.write(bytes) }
            open = .file(upload)
        case (.end, .field(let name, let value)): try await close(name, value)
        case (.end, .file(var upload)):
            upload.isTooLarge = upload.size > limits.fileBytes
            if upload.size > 0 { files.append(upload) }
        default: break
        }
    }

    private mutating func opened(_ head: MultipartHead) async throws -> Open {
        guard let fileName = head.fileName else {
            fieldBytesLeft -= head.name.utf8.count
            return .field(head.name, [])
        }
        guard let intake else { throw WebProblem.refusedForm }
        guard !fileName.isEmpty || files.count < limits.files else { return .noFile }
        guard files.count < limits.files else { throw WebProblem.bodyTooLarge }
        return .file(
            DeskUpload(field: head.name, name: fileName, file: try await intake.open()))
    }

    private mutating func close(_ name: String, _ value: [UInt8]) async throws {
        let text = String(decoding: value, as: UTF8.self)
        if fields.isEmpty {
            guard name == Self.tokenField, let intake = try await admit(text) else {
                throw WebProblem.refusedForm
            }
            self.intake = intake
        }
        fields.append((name, text.replacing("\0", with: "\u{FFFD}")))
    }
}

/// A file that came with a form.
package struct DeskUpload: Sendable {
    /// The control it was chosen in.
    package let field: String
    /// What its sender calls it: to be shown, never a path; may be empty.
    package let name: String
    package let file: any IntakeFile
    /// Of all that came, in bytes.
    package internal(set) var size = 0
    /// Then only its beginning was kept.
    package internal(set) var isTooLarge = false

    package init(field: String, name: String, file: any IntakeFile) {
        self.field = field
        self.name = name
        self.file = file
    }
}

extension WebProblem {
    /// A form of files that nobody may send, or cannot be read: what is still to come is not worth reading.
    static let refusedForm = WebProblem(.forbidden, .forbidden, endsConnection: true)
    static let malformedForm = WebProblem(.badRequest, .badRequest, endsConnection: true)
}
