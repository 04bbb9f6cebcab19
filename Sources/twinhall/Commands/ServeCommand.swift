import ArgumentParser
import Hall
import Hummingbird
import Imaging
import Ledger
import Localisation
import Logging
import NIOCore
import Office
import OpenID

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Opens the Hall to visitors until it is told to stop.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var options: ServeOptions
    @OptionGroup var mail: MailOptions
    @OptionGroup var provider: ProviderOptions

    func run() async throws {
        try await running {
            let settings = try await common.settings()
            let web = try options.settings(settings.source)
            let letters = try mail.desk(settings.source, publicURL: web.publicURL)
            let openID = try provider.settings(settings.source, publicURL: web.publicURL)
            let logger = Logger(label: "twinhall") { StreamLogHandler.standardError(label: $0) }
            let hall = try await OpenHall(
                settings, observe: { event in Self.log(event, to: logger) },
                tell: { problem in logger.warning("\(problem)") })
            let phrases = try Catalogues(folder: "\(settings.resources)/locale")
            let site = try await HallSite(
                catalogue: hall.catalogue, phrases: phrases,
                shelf: hall.shelf, look: try look(settings),
                accessibility: try Accessibility(folder: "\(settings.resources)/Accessibility"),
                publicURL: web.publicURL)
            let office = try OfficeStore(path: hall.folder.office)
            let scheduler = PublishingScheduler(
                ledger: hall.ledger, catalogue: hall.catalogue, languages: { site.languages },
                clock: MachineClock { OpenHall.now }, logger: logger
            ) { try await site.refresh() }
            try await office.endExpired(at: OpenHall.now)
            let first = try await office.inviteFirst(at: OpenHall.now)
            var desk = Desk(
                office: office, ledger: hall.ledger, catalogue: hall.catalogue,
                files: DeskFiles(
                    incoming: hall.incoming, blobs: hall.blobs, imaging: hall.workers.all[0],
                    shelf: hall.shelf),
                fileLimitBytes: web.uploads.fileBytes, phrases: phrases,
                frame: { site.frame($0) }, languages: { site.languages },
                needsReview: try options.needsReview(settings.source),
                secondFactor: try options.secondFactorRule(settings.source),
                preview: { try await site.preview($0) }, zone: try options.zone(settings.source),
                planned: { scheduler.wake() }, examine: Examination.whole(hall.ledger, hall.blobs),
                changed: { try await site.refresh() }, now: { OpenHall.now })
            desk.eraser = hall.eraser(office)
            desk.mail = letters
            try await Self.with(openID) { provider in
                desk.provider = provider
                let application = buildApplication(
                    site: site, desk: desk, settings: web, logger: logger, services: [scheduler]
                ) { channel in
                    let port = channel.localAddress?.port ?? web.port
                    if let first { Self.tell(of: first) }
                    Terminal.say("Twinhall serves \(hall.folder.path) at http://\(web.host):\(port)/")
                    // Of a large Hall it takes seconds, for which nobody who opens the Desk is to wait.
                    Task { await hall.shelf.likenesses() }
                }
                do { try await application.runService() } catch let problem as IOError {
                    throw Self.failure(problem, to: web) ?? problem
                }
            }
            try office.close()
            try await hall.close()
        }
    }

    /// Why the Hall cannot listen where it should.
    private static func failure(_ problem: IOError, to web: WebSettings) -> Failure? {
        let way = "choose another port with --port"
        switch problem.errnoCode {
        case EADDRINUSE:
            return Failure("port \(web.port) of \(web.host) is in use by another program; \(way)")
        case EACCES:
            return Failure("port \(web.port) of \(web.host) needs rights that this user lacks; \(way)")
        case EADDRNOTAVAIL: return Failure("\(web.host) is no address of this machine; change --host")
        default: return nil
        }
    }

    /// Runs with the city's provider, where one is set, and hangs up in any case.
    private static func with(
        _ settings: OpenIDSettings?, _ work: (OpenIDProvider?) async throws -> Void
    ) async throws {
        guard let settings else { return try await work(nil) }
        let provider = OpenIDProvider(settings)
        do {
            try await work(provider)
        } catch {
            // What went wrong first is what is told.
            try? await provider.close()
            throw error
        }
        try await provider.close()
    }

    /// Shows how the first administrator of a new Hall gets in. The link is kept nowhere in clear.
    private static func tell(of first: (token: String, validUntil: Int64)) {
        Terminal.say("Nobody has an account in this Hall yet. The first administrator makes theirs at")
        Terminal.say("/en/desk/first?token=\(first.token)")
        Terminal.say(
            "This link works once, until \(OfficeOptions.time(first.validUntil)), and is shown only now; "
                + "the next start shows another.")
    }

    private func look(_ settings: CommonSettings) throws -> Look {
        do {
            return try Look(folder: "\(settings.resources)/assets")
        } catch {
            throw Failure("the look cannot be read from \(settings.resources)/assets")
        }
    }

    private static func log(_ event: PictureWorker.Event, to logger: Logger) {
        switch event {
        case .started(let processID, _): logger.info("imaging started", metadata: ["process": "\(processID)"])
        case .notSealed:
            logger.warning("the imaging process could not be sealed off: its sandbox is not whole")
        case .ended(let processID, let how):
            logger.warning("imaging ended", metadata: ["process": "\(processID)", "how": "\(how)"])
        case .asking, .asked: break
        }
    }
}
