import ArgumentParser
import Catalogue
import ContentPackages
import Hall
import Imaging
import Kinds
import Ledger
import Records

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes a content package into the Hall: all of it or nothing.",
        discussion: """
            A package is a folder with one JSON file a record below 'records' and files below 'media'. Every problem of
            every record is listed, each with its file and field. The same package twice changes nothing.
            """)

    @Argument(help: "The folder of the package.")
    var package: String

    @Flag(help: "Only say what would change.")
    var dryRun = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await running {
            let hall = try await OpenHall(try await common.settings())
            do {
                try await take(package, into: hall)
            } catch {
                try await hall.close()
                throw error
            }
            try await hall.close()
        }
    }

    private func take(_ package: String, into hall: OpenHall) async throws {
        let work = PackageImport(path: package, catalogue: hall.catalogue, imaging: hall.workers.all[0])
        let plan = try await work.plan(at: OpenHall.now, progress: Self.show)
        Terminal.endProgress()
        guard plan.problems.isEmpty else {
            for problem in plan.problems { Terminal.say("\(problem)") }
            Terminal.complain(
                "\(Terminal.count(plan.problems.count, "problem")) in \(package): nothing was imported")
            throw ExitCode(1)
        }
        let summary =
            "\(plan.added) new, \(plan.changed) changed (\(plan.withdrawn) of them withdrawn), \(plan.unchanged) unchanged"
        if dryRun {
            Terminal.say("\(package) is sound: \(summary). Nothing was changed.")
            return
        }
        let head = try await work.run(
            plan, log: hall.ledger, blobs: hall.blobs, author: "cli", at: OpenHall.now, progress: Self.show)
        Terminal.endProgress()
        Terminal.say("Imported \(package): \(summary). Head \(head).")
        try await size(plan.pictures, in: hall)
        try await tellAlike(plan.pictures, in: hall)
    }

    /// How many pictures that look like others are named.
    private static let alikeLimit = 20

    /// Nothing is wrong with two pictures that look alike, but often one of them is not meant.
    private func tellAlike(_ pictures: [Media], in hall: OpenHall) async throws {
        guard !pictures.isEmpty else { return }
        let likenesses = await hall.shelf.likenesses()
        let names = Dictionary(pictures.map { ($0.blob, $0.name) }, uniquingKeysWith: { first, _ in first })
        var (told, lines): (Set<String>, [String]) = ([], [])
        for media in pictures where told.insert(media.blob).inserted {
            guard let other = PictureHash(media.blob).flatMap({ likenesses.near($0).first?.description }),
                // Told from the other side.
                names[other] == nil || !told.contains(other)
            else { continue }
            let records = try await hall.catalogue.read { view in
                try Hash(hex: other).map { try view.holding($0, limit: 1) } ?? []
            }
            guard let name = names[other] ?? records.first?.code.text else { continue }
            lines.append("\(media.name) looks like \(name)")
        }
        for line in lines.prefix(Self.alikeLimit) { Terminal.say(line) }
        if lines.count > Self.alikeLimit {
            Terminal.say("and \(lines.count - Self.alikeLimit) more that look like others")
        }
    }

    /// The records are safe by now, so a picture that fails is told and the others go on; as many at once as there are
    /// imaging processes.
    private func size(_ pictures: [Media], in hall: OpenHall) async throws {
        var (done, ready) = (0, 0)
        try await withThrowingTaskGroup(of: (name: String, problem: ImagingProblem?).self) { group in
            // The largest first, or at the end one processor would wait for the other.
            var rest = pictures.sorted { $0.width * $0.height > $1.width * $1.height }[...]
            func begin() {
                guard let media = rest.popFirst() else { return }
                group.addTask { [shelf = hall.shelf] in
                    do {
                        try await shelf.prepare(media)
                        return (media.name, nil)
                    } catch let problem as ImagingProblem {
                        return (media.name, problem)
                    }
                }
            }
            for _ in hall.workers.all { begin() }
            while let (name, problem) = try await group.next() {
                begin()
                done += 1
                if let problem {
                    Terminal.endProgress()
                    Terminal.complain("\(name): \(problem.sentence)")
                } else {
                    ready += 1
                }
                Terminal.progress("pictures: \(done) of \(pictures.count)")
            }
        }
        Terminal.endProgress()
        guard !pictures.isEmpty else { return }
        let all = Terminal.count(pictures.count, "picture")
        Terminal.say(ready == pictures.count ? "\(all) ready." : "\(ready) of \(all) ready.")
    }

    private static let show: @Sendable (PackageImport.Progress) -> Void = { progress in
        switch progress {
        case .reading(let done, let all): Terminal.progress("records: \(done) of \(all)")
        case .looking(let done, let all): Terminal.progress("looking at pictures: \(done) of \(all)")
        case .storing(let done, let all): Terminal.progress("storing originals: \(done) of \(all)")
        }
    }
}
