import Catalogue
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// From draft to public: given to review, sent back, approved, published, withdrawn; and notes to each other.
extension DeskVisit {
    /// How many of a record's steps are looked through for who wrote what is not public yet.
    private static var writerLimit: Int { 200 }

    /// What may be done with the newest text of a record, and by this reader.
    func standing(of stored: StoredRecord) async throws -> DeskStanding {
        let writers = try await writers(of: stored)
        let isOwn = writers.contains(signedIn.account.id.text)
        let isOpen = stored.state == .draft || stored.state == .changed
        let isApproved = stored.review == .approved
        let kind = stored.kind
        var standing = DeskStanding(review: DeskStanding.Review(stored.review), isOwn: isOwn)
        standing.zone = desk.zone.name
        standing.now = desk.zone.local(desk.now())
        standing.plan = stored.plan.map {
            DeskStanding.Plan(
                time: desk.zone.local($0.milliseconds).replacing("T", with: " "),
                olderVersion: $0.version == stored.saved ? nil : $0.version.value)
        }
        guard !stored.isDeleted else {
            if rights.mayEdit(kind) { standing.steps = [.bringBack] }
            return standing
        }
        if stored.state == .officeOnly {
            if rights.mayEdit(kind) { standing.steps = [.remark] }
            return standing
        }
        if isOpen {
            if rights.mayEdit(kind), !isApproved, stored.review != .waiting { standing.steps.insert(.submit) }
            if rights.mayApprove(kind), !isOwn, !isApproved { standing.steps.insert(.approve) }
            if rights.mayApprove(kind) || rights.mayEdit(kind) && isOwn,
                stored.review == .waiting || isApproved
            {
                standing.steps.insert(.sendBack)
            }
            // Who publishes the text of somebody else has looked at it: both are done in one step.
            if rights.mayPublish(kind), isApproved || !isOwn || !desk.needsReview {
                standing.steps.insert(.publish)
            }
        }
        if rights.mayPublish(kind), stored.published != .zero { standing.steps.insert(.withdraw) }
        if standing.steps.contains(.publish) { standing.steps.insert(.schedule) }
        if rights.mayPublish(kind), stored.plan != nil { standing.steps.insert(.unschedule) }
        if rights.mayEdit(kind) { standing.steps.insert(.remark) }
        return standing
    }

    /// Everybody who wrote a part of what would become public: the saves since the one that is.
    private func writers(of stored: StoredRecord) async throws -> Set<String> {
        let steps = try await desk.catalogue.read { try $0.steps(of: stored.code, limit: Self.writerLimit) }
        var writers: Set = [stored.author]
        for number in steps.numbers where number > stored.published {
            guard let revision = try await desk.ledger.revision(number), revision.action == .save else {
                continue
            }
            writers.insert(revision.author)
        }
        return writers
    }

    /// Carries out one of the steps of the review.
    ///
    /// - Returns: what to tell; `moved` and `wordless` when nothing was done.
    /// - Throws: `StepRefused` for a step that is not this reader's, or not the next; `GapsFound` when something that the
    ///   public needs is missing.
    func take(_ step: DeskStanding.Step, _ stored: StoredRecord) async throws -> DeskForm.Notice {
        // What is judged is what the reader looked at.
        guard request["base"] == "\(stored.saved.value)" else { return .moved }
        let standing = try await standing(of: stored)
        guard standing.steps.contains(step) else { throw StepRefused() }
        if [.submit, .approve, .publish, .schedule].contains(step), !(try isComplete(stored)) {
            return .incomplete
        }
        if step == .approve || step == .publish || step == .schedule, try await isAddressTaken(stored) {
            return .addressTaken
        }
        let words = words
        if words == nil, step == .remark || step == .sendBack { return .wordless }
        if step == .bringBack {
            guard let revival = try await revival(of: stored) else { return .addressTaken }
            return try await append(revival, expecting: stored) ? .broughtBack : .moved
        }
        let time = step == .schedule ? publishingTime : nil
        if step == .schedule, time == nil { return .timeless }
        if [.approve, .publish, .schedule].contains(step) {
            let gaps = try await desk.gaps(of: stored)
            guard gaps.isEmpty else { throw GapsFound(gaps: gaps) }
        }
        let saved = stored.saved
        let actions: [Action] =
            switch step {
            case .submit: [.submit(saved)]
            case .approve: [.approve(saved)]
            case .sendBack: [.sendBack(saved)]
            case .publish where stored.review == .approved || standing.isOwn: [.publish(saved)]
            case .publish: [.approve(saved), .publish(saved)]
            case .withdraw: [.withdraw]
            case .remark: [.remark]
            case .schedule where stored.review == .approved || standing.isOwn: [.schedule(saved)]
            case .schedule: [.approve(saved), .schedule(saved)]
            case .unschedule: [.unschedule]
            case .bringBack: []
            }
        let drafts = actions.enumerated().map { position, action in
            Draft(
                record: stored.code, kind: stored.kind, version: stored.version, action: action,
                body: action == .schedule(saved) ? time?.body : nil, note: position == 0 ? words : nil)
        }
        guard try await append(drafts, expecting: stored) else { return .moved }
        if step == .schedule || step == .unschedule { desk.planned() }
        return DeskForm.Notice(step)
    }

    /// The time that was asked for, when it is still to come.
    private var publishingTime: PublishingTime? {
        let now = desk.now()
        guard let time = desk.zone.milliseconds(of: request["when"] ?? ""), time > now,
            time < now + Self.furthestPlan
        else { return nil }
        return PublishingTime(milliseconds: time)
    }

    /// Ten years.
    private static var furthestPlan: Int64 { 10 * 366 * 86_400_000 }

    /// Whether nothing is wrong with a record: one that was made from a link has little more than a name.
    private func isComplete(_ stored: StoredRecord) throws -> Bool {
        try KindRegistry.kind(named: stored.kind)?.init(json: stored.body).problems.isEmpty ?? false
    }

    /// Whether visitors find another record at the address of this one: what was restored, or written at the same moment
    /// as another, is looked at again before it is public.
    private func isAddressTaken(_ stored: StoredRecord) async throws -> Bool {
        guard let slug = try KindRegistry.kind(named: stored.kind)?.init(json: stored.body).slug else {
            return false
        }
        return try await desk.catalogue.read {
            try $0.publicOther(than: stored.code, of: stored.kind, slug: slug.text) != nil
        }
    }

    private var words: String? {
        let words = request.text("words", limit: 2_000)
        return words.allSatisfy(\.isWhitespace) ? nil : words
    }

    /// What the colleagues wrote to each other last about a record, oldest first.
    func remarks(on stored: StoredRecord) async throws -> [DeskStanding.Remark] {
        let steps = try await desk.catalogue.read { try $0.steps(of: stored.code, limit: 50) }
        let names = try await names()
        var remarks: [DeskStanding.Remark] = []
        for number in steps.numbers {
            guard let revision = try await desk.ledger.revision(number), let note = revision.note,
                revision.action.isSaidToOthers
            else { continue }
            remarks.append(
                DeskStanding.Remark(
                    author: names[revision.author] ?? revision.author, time: revision.writtenTime, words: note
                ))
            if remarks.count == 10 { break }
        }
        return remarks.reversed()
    }
}

/// The step is not this reader's to take, or not the next one.
struct StepRefused: Error {}

/// Something that the public needs is missing.
struct GapsFound: Error {
    let gaps: [Problem]
}

extension Action {
    /// Whether its note is a word to the colleagues, not a reason for a change.
    fileprivate var isSaidToOthers: Bool {
        switch self {
        case .submit, .approve, .sendBack, .remark: true
        case .save, .publish, .withdraw, .delete, .redact, .schedule, .unschedule: false
        }
    }
}

extension DeskStanding.Review {
    init(_ review: Review) {
        self =
            switch review {
            case .none: .none
            case .waiting: .waiting
            case .sentBack: .sentBack
            case .approved: .approved
            }
    }
}

extension DeskForm.Notice {
    init(_ step: DeskStanding.Step) {
        self =
            switch step {
            case .submit: .submitted
            case .approve: .approved
            case .sendBack: .sentBack
            case .publish: .published
            case .withdraw: .withdrawn
            case .remark: .remarked
            case .bringBack: .broughtBack
            case .schedule: .scheduled
            case .unschedule: .unscheduled
            }
    }
}
