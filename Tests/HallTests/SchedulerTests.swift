import Catalogue
import Hall
import Kinds
import Ledger
import Logging
import Pages
import Records
import Testing

/// Versions that become public by themselves, by a clock that the tests turn.
@Suite struct SchedulerTests {
    private struct Office {
        let hall: CanaryHall
        let clock: TurnedClock
        let scheduler: PublishingScheduler
        /// A record that was never public.
        let code: Code
        let saved: RevisionNumber
        let kind = Article.name

        init(_ hall: CanaryHall, at now: Int64) async throws {
            self.hall = hall
            let clock = TurnedClock(now)
            self.clock = clock
            let site = hall.site
            scheduler = PublishingScheduler(
                ledger: hall.ledger, catalogue: hall.catalogue, languages: { site.languages }, clock: clock,
                logger: LogSpy().logger
            ) { try await site.refresh() }
            let code = try #require(hall.hidden[Article.name])
            self.code = code
            saved = try #require(try await hall.catalogue.read { try $0.stored(code) }).saved
        }

        func append(_ action: Action, _ body: [UInt8]? = nil) async throws {
            let draft = Draft(record: code, kind: kind, version: 1, action: action, body: body)
            _ = try await hall.ledger.append(
                [draft], onto: try await hall.ledger.head(), author: "A7", at: 0)
            try await hall.catalogue.catchUp()
        }

        func plan(at milliseconds: Int64) async throws {
            try await append(.schedule(saved), PublishingTime(milliseconds: milliseconds)?.body)
        }

        func stored() async throws -> StoredRecord {
            let code = code
            let found = try await hall.catalogue.read { view in try view.stored(code) }
            return try #require(found)
        }
    }

    /// - Parameter work: gets the clock, and with it the scheduler's sleeps in order, while it runs.
    private func running(
        _ office: Office, _ work: (TurnedClock) async throws -> Void
    ) async throws {
        let scheduler = office.scheduler
        let service = Task { try await scheduler.run() }
        try await work(office.clock)
        service.cancel()
        try await service.value
    }

    private func office(
        at now: Int64, _ work: (Office) async throws -> Void
    ) async throws {
        let hall = try await CanaryHall()
        try await work(try await Office(hall, at: now))
        await hall.remove()
    }

    @Test func `a version becomes public when its time has come, and not before`() async throws {
        try await office(at: 1_000) { office in
            try await office.plan(at: 5_000)
            try await running(office) { clock in
                let sleep1 = await clock.nextSleep()
                #expect(sleep1 == 5_000)
                let early = try await office.stored().published
                #expect(early == .zero)
                office.clock.turn(to: 5_000)
                let sleep2 = await clock.nextSleep()
                #expect(sleep2 == .max, "nothing else is planned")
                let stored = try await office.stored()
                #expect(stored.published == office.saved && stored.plan == nil)
            }
            let head = try await office.hall.ledger.head().number
            let last = try #require(try await office.hall.ledger.revision(head))
            let wasPublished = last.action == .publish(office.saved)
            #expect(wasPublished && last.author == PublishingScheduler.author)
            #expect(last.atMilliseconds == 5_000)
        }
    }

    @Test func `what came due while nobody served is public right after the start`() async throws {
        try await office(at: 9_000) { office in
            try await office.plan(at: 5_000)
            try await running(office) { clock in
                let sleep3 = await clock.nextSleep()
                #expect(sleep3 == .max)
                let published = try await office.stored().published
                #expect(published == office.saved)
            }
            // Started again it has nothing to do.
            let head = try await office.hall.ledger.head()
            let next = try await office.scheduler.publishDue()
            #expect(next == nil)
            let after = try await office.hall.ledger.head()
            #expect(after == head)
        }
    }

    @Test func `a plan that is made while it sleeps wakes it`() async throws {
        try await office(at: 1_000) { office in
            try await running(office) { clock in
                let sleep4 = await clock.nextSleep()
                #expect(sleep4 == .max)
                try await office.plan(at: 3_000)
                office.scheduler.wake()
                let sleep5 = await clock.nextSleep()
                #expect(sleep5 == 3_000)
                office.clock.turn(to: 3_001)
                let sleep6 = await clock.nextSleep()
                #expect(sleep6 == .max)
                let published = try await office.stored().published
                #expect(published == office.saved)
            }
        }
    }

    @Test func `a later decision ends a plan`() async throws {
        for action in ["unschedule", "sendBack", "withdraw", "delete", "publish"] {
            try await office(at: 9_000) { office in
                try await office.plan(at: 5_000)
                let planned = try await office.stored().plan
                #expect(planned?.version == office.saved && planned?.milliseconds == 5_000)
                let steps: [String: Action] = [
                    "unschedule": .unschedule, "sendBack": .sendBack(office.saved), "withdraw": .withdraw,
                    "delete": .delete, "publish": .publish(office.saved),
                ]
                try await office.append(try #require(steps[action]))
                let head = try await office.hall.ledger.head()
                let next = try await office.scheduler.publishDue()
                #expect(next == nil, "\(action)")
                let after = try await office.hall.ledger.head()
                #expect(after == head, "\(action)")
            }
        }
    }

    @Test func `the version that was planned becomes public, not what was written after it`() async throws {
        try await office(at: 9_000) { office in
            try await office.plan(at: 5_000)
            let body = try await office.stored().body
            try await office.append(.save, body)
            let newer = try await office.stored().saved
            #expect(newer != office.saved)
            let next = try await office.scheduler.publishDue()
            #expect(next == nil)
            let stored = try await office.stored()
            #expect(stored.published == office.saved && stored.saved == newer)
        }
    }

    @Test func `of many plans all that are due are published, and the next one is waited for`() async throws {
        try await office(at: 9_000) { office in
            for kind in [Gift.name, Event.name, Page.name] {
                let code = try #require(office.hall.hidden[kind])
                let saved = try #require(try await office.hall.catalogue.read { try $0.stored(code) }).saved
                let time = PublishingTime(milliseconds: kind == Page.name ? 12_000 : 8_000)
                _ = try await office.hall.ledger.append(
                    [Draft(record: code, kind: kind, version: 1, action: .schedule(saved), body: time?.body)],
                    onto: try await office.hall.ledger.head(), author: "A7", at: 0)
            }
            let next = try await office.scheduler.publishDue()
            #expect(next == 12_000)
            for kind in [Gift.name, Event.name, Page.name] {
                let code = try #require(office.hall.hidden[kind])
                let stored = try #require(try await office.hall.catalogue.read { try $0.stored(code) })
                #expect((stored.published == stored.saved) == (kind != Page.name), "\(kind)")
            }
        }
    }
}
