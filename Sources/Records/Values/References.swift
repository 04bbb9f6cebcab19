/// Names the kind that a reference may point at.
package protocol KindName: Sendable {
    /// The wire name, such as `city`; `nil` for any kind.
    static var referenceName: String? { get }
}

/// Any kind at all.
package enum AnyKind: KindName {
    package static var referenceName: String? { nil }
}

/// A pointer to another record by its code.
package struct Reference<Target: KindName>: FieldValue {
    package var text: String

    package init() { text = "" }
    package init(_ code: Code) { text = code.text }
    /// A code in small letters is kept in capitals, so that two references to one record are equal.
    package init(from reader: inout JSONReader) throws(JSONProblem) {
        let written = try reader.string()
        text = Code(written)?.text ?? written
    }

    package var code: Code? { Code(text) }
    package var isEmpty: Bool { text.isEmpty }
    package func write(to writer: inout JSONWriter) { writer.string(text) }

    package func check(at path: () -> String, into problems: inout [Problem]) {
        guard !text.isEmpty, code == nil else { return }
        problems.append(Problem(path: path(), reason: .code(String(text.prefix(100)))))
    }

    package func collect(into contents: inout Contents) {
        guard let code else { return }
        contents.references.append(.init(field: contents.field, code: code, kind: Target.referenceName))
    }
}

/// What a file named in a package turned out to be.
package enum MediaLookup: Sendable {
    case known(Media)
    case missing
    /// It is there but cannot be taken; the sentence says why.
    case refused(String)
}

/// A file that a record owns: an original in the blob store, with what pages must know before it is opened.
package struct Media: FieldValue {
    /// SHA-256 of the bytes in hexadecimal; names the blob.
    package var blob: String
    /// The file's name when it came in; never used as a path.
    package var name: String
    /// `jpeg`, `png`, `tiff`, `webp`, `gif`, `heic`, `avif`.
    package var format: String
    /// Pixels after the orientation has been applied.
    package var width: Int
    package var height: Int

    package init() {
        (blob, name, format, width, height) = ("", "", "", 0, 0)
    }

    package init(blob: String, name: String, format: String, width: Int, height: Int) {
        (self.blob, self.name, self.format, self.width, self.height) = (blob, name, format, width, height)
    }

    package var isEmpty: Bool { blob.isEmpty }

    package init(from reader: inout JSONReader) throws(JSONProblem) {
        self.init()
        var media = Media()
        var file: String?
        let isPackage = reader.media != nil
        try reader.object { (reader, name) throws(JSONProblem) in
            switch name {
            case "file" where isPackage: file = try reader.string()
            // A package brings its files along; the hash of one that is here already would be taken on trust.
            case _ where isPackage: try reader.skipUnknown()
            case "blob": media.blob = try reader.string()
            case "name": media.name = try reader.string()
            case "format": media.format = try reader.string()
            case "width": media.width = try reader.integer()
            case "height": media.height = try reader.integer()
            default: try reader.skipUnknown()
            }
        }
        if let file {
            switch reader.media?(file) {
            case .known(let known): media = known
            case .refused(let reason): reader.note(.picture(reason))
            case .missing, nil: reader.note(.noFile(String(file.prefix(200))))
            }
        }
        self = media
    }

    package func write(to writer: inout JSONWriter) {
        let file = writer.mediaFile?(self)
        writer.object { writer in
            if let file {
                writer.name("file")
                writer.string(file)
                return
            }
            for (member, text) in [("blob", blob), ("name", name), ("format", format)] {
                writer.name(member)
                writer.string(text)
            }
            writer.name("width")
            writer.integer(width)
            writer.name("height")
            writer.integer(height)
        }
    }

    package func check(at path: () -> String, into problems: inout [Problem]) {
        guard !isEmpty else { return }
        let isHash =
            blob.utf8.count == 64
            && blob.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        if !isHash || width < 1 || height < 1 {
            problems.append(Problem(path: path(), reason: .shape(expected: "a file of the package")))
        }
        TextRules.check(name, limitBytes: 255, isOneLine: true, at: path(), into: &problems)
    }

    package func collect(into contents: inout Contents) { if !isEmpty { contents.media.append(self) } }
}

/// Where something is known from.
package struct Source: Group {
    package var title = Localized()
    package var url = WebAddress()
    /// When the office read it.
    package var seen = EDTF()

    package init() {}

    package static let fields = Fields<Self>([
        Field("title", \.title, .required),
        Field("url", \.url),
        Field("seen", \.seen),
    ])

    // A source's words are not what a record says: a search for a newspaper's name should not find every act.
    package func collect(into contents: inout Contents) {}
}

/// A value with its sources; several claims for one fact can stand side by side, one of them preferred.
package struct Claim<Value: FieldValue>: Group {
    package var value = Value()
    package var isPreferred = false
    package var note = Localized()
    package var sources: [Source] = []

    package init() {}

    package static var fields: Fields<Self> {
        FieldLists.fields(of: Self.self) {
            Fields([
                Field("value", \.value, .required),
                Field("preferred", \.isPreferred),
                Field("note", \.note),
                Field("sources", \.sources),
            ])
        }
    }

    // A note on a claim is about the evidence, not about the record.
    package func collect(into contents: inout Contents) {
        contents.within(.member("value")) { value.collect(into: &$0) }
    }
}

extension Array {
    /// The office's choice among competing claims: the preferred one, else the first.
    package func chosen<Value>() -> Value? where Element == Claim<Value> {
        (first { $0.isPreferred } ?? first)?.value
    }
}
