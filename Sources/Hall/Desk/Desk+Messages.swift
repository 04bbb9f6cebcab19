import Office
import Pages

/// Messages that come in from people without an account.
extension Desk {
    package func message(_ request: DeskRequest, from: String?) async throws -> DeskAnswer {
        guard request.posted != nil else {
            return shown(MessageForm(page: from ?? "", token: office.formToken(at: now())), request, 200)
        }
        var form = MessageForm(
            page: typed("page", request), words: typed("words", request), answer: typed("answer", request),
            token: office.formToken(at: now()))
        form.problems = problems(of: form, trap: request["website"] ?? "")
        guard form.problems.isEmpty else { return shown(form, request, 422) }
        guard office.isTimely(request["token"] ?? "", at: now()) else {
            form.refusal = .stale
            return shown(form, request, 422)
        }
        let outcome = try await office.receive(
            page: form.page, words: form.words, answer: form.answer, in: request.language,
            from: client(request), at: now())
        switch outcome {
        case .taken(let number): return .taken(number)
        case .wait(let seconds):
            form.refusal = .wait(seconds: seconds)
            return shown(form, request, 429)
        case .full:
            form.refusal = .full
            return shown(form, request, 503)
        }
    }

    /// What was typed, without blanks around it; cut only where nobody could have typed it all.
    private func typed(_ name: String, _ request: DeskRequest) -> String {
        // Browsers send two signs for each new line that they count as one.
        let text = request.text(name, limit: 4 * Message.wordsLimit).replacing("\r\n", with: "\n")
        let isBlank: (Character) -> Bool = { $0.isWhitespace }
        return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }

    private func problems(of form: MessageForm, trap: String) -> [MessageForm.Field: MessageForm.Problem] {
        var problems: [MessageForm.Field: MessageForm.Problem] = [:]
        if form.words.isEmpty { problems[.words] = .missing }
        let limits = [
            (MessageForm.Field.page, form.page, Message.pageLimit),
            (.words, form.words, Message.wordsLimit), (.answer, form.answer, Message.answerLimit),
        ]
        for (field, text, limit) in limits where text.unicodeScalars.count > limit {
            problems[field] = .tooLong(limit: limit)
        }
        if !trap.isEmpty { problems[.trap] = .trapped }
        return problems
    }

    private func shown(_ form: MessageForm, _ request: DeskRequest, _ status: Int) -> DeskAnswer {
        .page(render(frame(at: .message(request.language)), .message(form)), status: status)
    }
}
