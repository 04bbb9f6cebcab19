import Office
import Pages

/// What visitors wrote about accessibility.
extension DeskVisit {
    private static var shownMessages: Int { 200 }

    func messages() async throws -> DeskAnswer {
        guard rights.mayReadMessages else { return .problem(.forbidden) }
        guard request.posted == nil else { return try await act() }
        let messages = try await desk.office.messages(limit: Self.shownMessages + 1)
        let rows = messages.prefix(Self.shownMessages).map { message in
            DeskMessages.Row(
                number: message.number, language: message.language, page: message.page,
                route: Route(target: message.page, languages: desk.languages).flatMap {
                    $0.language == nil ? nil : $0
                },
                words: message.words, answer: message.answer, receivedAt: message.receivedAt.writtenTime,
                doneAt: message.doneAt?.writtenTime)
        }
        return page(
            .messages(DeskMessages(rows: Array(rows), goesOn: messages.count > Self.shownMessages)))
    }

    private func act() async throws -> DeskAnswer {
        let number = request["number"] ?? ""
        switch request["action"] {
        case "done": try await desk.office.set(message: number, isDone: true, at: desk.now())
        case "open": try await desk.office.set(message: number, isDone: false, at: desk.now())
        case "delete": try await desk.office.delete(message: number)
        default: return .problem(.badRequest)
        }
        return .redirect(.messages)
    }
}
