internal import HTTPTypes
internal import Logging
internal import Pages

extension WebExchange {
    /// The page that tells of an error, in the reader's language and settings.
    ///
    /// An error that nobody thought of is logged once, by its type, with the request's id and the pattern of its
    /// route; its text may hold anything and goes nowhere.
    func errorPage(of error: any Error) async -> Reply {
        let problem = WebProblem(of: error) ?? unexpected(error)
        let model = ProblemModel(status: problem.status.code, reason: problem.reason, requestID: context.id)
        let rendered = await hall.site.page(of: model, at: arrival.route, in: language)
        var reply = OncePage.reply(problem.status, rendered, arrival.choice, acceptsGzip: arrival.acceptsGzip)
        if let allowed = problem.allowed { reply.headers[.allow] = allowed }
        if problem.endsConnection { reply.headers[.connection] = "close" }
        if problem.status == .serviceUnavailable { reply.headers[.retryAfter] = "5" }
        return reply
    }

    private func unexpected(_ error: any Error) -> WebProblem {
        context.logger.error(
            "unexpected error",
            metadata: [
                "id": .string(context.id), "route": .string(arrival.pattern),
                "type": .string(String(reflecting: type(of: error))),
            ])
        return .unexpected
    }
}
