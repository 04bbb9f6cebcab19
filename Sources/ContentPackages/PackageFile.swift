import Kinds
package import Records

/// One record of a package as its file says it.
///
/// A class, because every check hands records around.
final class PackageRecord: Sendable {
    /// Below the package's folder: `records/city/oxford.json`.
    let file: String
    let code: Code
    let kind: any Kind.Type
    let isPublished: Bool
    let slug: Slug?
    /// The canonical bytes of the record, as the journal keeps them.
    let body: [UInt8]
    let references: [Contents.Reference]
    let media: [Media]

    init(file: String, code: Code, kind: any Kind.Type, isPublished: Bool, record: any Kind) {
        (self.file, self.code, self.kind, self.isPublished) = (file, code, kind, isPublished)
        slug = record.slug
        body = record.json
        let contents = record.contents
        (references, media) = (contents.references, contents.media)
    }
}

/// One problem of a package, with the file and the field.
package struct PackageProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// Below the package's folder; empty where the package as a whole is meant.
    package let file: String
    package let problem: Problem

    init(_ file: String, _ problem: Problem) {
        self.file = file
        self.problem = problem
    }

    init(_ file: String, path: String = "", _ reason: Problem.Reason) {
        self.init(file, Problem(path: path, reason: reason))
    }

    package var description: String { file.isEmpty ? "\(problem)" : "\(file): \(problem)" }
}

/// Reads and writes the file of one record: `{"kind", "version", "code", "published", "record"}`.
enum PackageFile {
    static let limitBytes = 2 << 20

    private struct Envelope {
        var kind: String?
        var version = 1
        var code: String?
        var isPublished = false
        var hasRecord = false
        var seen: Set<String> = []
        /// The record, where its kind was known when it came; usually the kind stands before it.
        var record: (any Kind)?
    }

    /// - Returns: the record with all its problems, or only problems when it cannot be made out at all.
    static func read(
        _ bytes: [UInt8], file: String, media: @escaping @Sendable (String) -> MediaLookup
    ) -> (record: PackageRecord?, problems: [PackageProblem]) {
        do {
            var reader = JSONReader(bytes, reportsUnknown: true, media: media)
            let envelope = try envelope(&reader)
            try reader.end()
            var (found, around) = split(reader.problems)
            var problems = around.map { PackageProblem(file, $0) }
            let (kind, code) = identity(envelope, file, &problems)
            guard let kind, envelope.hasRecord else { return (nil, problems) }
            var record = envelope.record
            if record == nil {
                var second = JSONReader(bytes, reportsUnknown: true, media: media)
                record = try self.record(of: kind, &second)
                found = split(second.problems).inside
            }
            guard let record else { return (nil, problems) }
            let misread = found.filter { ![.unknownField, .repeatedField].contains($0.reason) }.map(\.path)
            problems += (found + record.problems.filter { !isTold($0, by: misread) }).map {
                PackageProblem(file, $0)
            }
            // Without its code it cannot stand among the others, but all that is wrong in it has been told.
            let read = code.map {
                PackageRecord(
                    file: file, code: $0, kind: kind, isPublished: envelope.isPublished, record: record)
            }
            return (read, problems)
        } catch {
            return (nil, [PackageProblem(file, .rule(error.sentence(in: bytes)))])
        }
    }

    static func write(
        _ record: any Kind, code: Code, isPublished: Bool, mediaFile: @escaping @Sendable (Media) -> String?
    ) -> [UInt8] {
        var writer = JSONWriter(isIndented: true, mediaFile: mediaFile)
        let kind = type(of: record)
        writer.object { writer in
            writer.name("kind")
            writer.string(kind.name)
            writer.name("version")
            writer.integer(kind.version)
            writer.name("code")
            writer.string(code.text)
            writer.name("published")
            writer.bool(isPublished)
            writer.name("record")
            record.write(to: &writer)
        }
        return writer.bytes + [0x0A]
    }

    private static func envelope(_ reader: inout JSONReader) throws(JSONProblem) -> Envelope {
        var envelope = Envelope()
        try reader.object { (reader, name) throws(JSONProblem) in
            if !envelope.seen.insert(name).inserted { reader.note(.repeatedField) }
            switch name {
            case "kind":
                let kind = try reader.value(Line.self)?.text
                // The first one counts: the record may have been read by it.
                if envelope.kind == nil { envelope.kind = kind }
            case "version": envelope.version = try reader.value(Number.self)?.value ?? 1
            case "code": envelope.code = try reader.value(Line.self)?.text
            case "published": envelope.isPublished = try reader.value(Bool.self) ?? false
            case "record":
                // A second one does not take the place of the first, and is told as repeated.
                let kind = envelope.hasRecord ? nil : envelope.kind.flatMap { KindRegistry.kind(named: $0) }
                envelope.hasRecord = true
                if let kind {
                    envelope.record = try read(kind, &reader) ?? kind.init()
                } else {
                    try reader.skip()
                }
            default: try reader.skipUnknown()
            }
        }
        return envelope
    }

    private static func identity(
        _ envelope: Envelope, _ file: String, _ problems: inout [PackageProblem]
    ) -> (kind: (any Kind.Type)?, code: Code?) {
        func note(_ path: String, _ reason: Problem.Reason) {
            problems.append(PackageProblem(file, path: path, reason))
        }
        let kind = envelope.kind.flatMap { KindRegistry.kind(named: $0) }
        if kind == nil, let name = envelope.kind {
            note("kind", .unknownChoice(String(name.prefix(100)), known: KindRegistry.all.map { $0.name }))
        } else if !envelope.seen.contains("kind") {
            note("kind", .required)
        }
        let code = envelope.code.flatMap { Code($0) }
        if code == nil, let text = envelope.code {
            note("code", .code(String(text.prefix(100))))
        } else if !envelope.seen.contains("code") {
            note("code", .required)
        }
        if let kind, envelope.version > kind.version || envelope.version < 1 {
            note("version", .range("is not a version from 1 to \(kind.version) of \(kind.name)"))
        }
        if !envelope.hasRecord { note("record", .required) }
        return (kind, code)
    }

    private static func record(of kind: any Kind.Type, _ reader: inout JSONReader) throws(JSONProblem)
        -> any Kind
    {
        var record: any Kind = kind.init()
        try reader.object { (reader, name) throws(JSONProblem) in
            if name == "record" {
                if let read = try read(kind, &reader) { record = read }
            } else {
                try reader.skip()
            }
        }
        return record
    }

    private static func read<K: Kind>(_ kind: K.Type, _ reader: inout JSONReader) throws(JSONProblem)
        -> (any Kind)?
    { try reader.value(kind) }

    /// Problems of the record, each with its path in it, and those of what is around it.
    private static func split(_ problems: [Problem]) -> (inside: [Problem], around: [Problem]) {
        var (inside, around): ([Problem], [Problem]) = ([], [])
        for problem in problems {
            if problem.path.hasPrefix("record.") {
                let path = String(problem.path.dropFirst("record.".count))
                inside.append(Problem(path: path, reason: problem.reason))
            } else if problem.path == "record", problem.reason != .repeatedField {
                inside.append(problem)
            } else {
                around.append(problem)
            }
        }
        return (inside, around)
    }

    /// A value that could not be read is empty now; what the checks say of that would only repeat it.
    private static func isTold(_ problem: Problem, by misread: [String]) -> Bool {
        misread.contains { place in
            place == "record" || problem.path == place || problem.path.hasPrefix(place + ".")
                || problem.reason == .required && place.hasPrefix(problem.path + ".")
        }
    }
}
