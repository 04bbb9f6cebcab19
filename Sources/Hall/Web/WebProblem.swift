internal import HTTPTypes
internal import NIOCore
internal import Pages

/// An answer that is an error, known well enough to have a status and a reason.
struct WebProblem: Error, Sendable, Hashable {
    var status: HTTPResponse.Status
    var reason: ProblemModel.Reason
    /// The methods that the address does know.
    var allowed: String?
    /// Whether what is still to come on the connection is not worth reading.
    var endsConnection = false

    init(_ status: HTTPResponse.Status, _ reason: ProblemModel.Reason, endsConnection: Bool = false) {
        self.status = status
        self.reason = reason
        self.endsConnection = endsConnection
    }

    static let badRequest = WebProblem(.badRequest, .badRequest)
    static let forbidden = WebProblem(.forbidden, .forbidden)
    static let notFound = WebProblem(.notFound, .notFound)
    static let targetTooLong = WebProblem(.uriTooLong, .tooLarge)
    static let bodyTooLarge = WebProblem(.contentTooLarge, .tooLarge, endsConnection: true)
    static let unexpected = WebProblem(.internalServerError, .unexpected)
    /// The answer did not come in time, or the Hall is just starting or closing.
    static let unavailable = WebProblem(.serviceUnavailable, .unexpected)

    static func methodNotAllowed(_ allowed: String) -> WebProblem {
        var problem = WebProblem(.methodNotAllowed, .methodNotAllowed)
        problem.allowed = allowed
        return problem
    }

    /// What `Site` gave as a reason.
    init(_ reason: ProblemModel.Reason) {
        switch reason {
        case .badRequest: self = .badRequest
        case .notFound: self = .notFound
        case .methodNotAllowed: self = .methodNotAllowed("GET, HEAD")
        case .forbidden: self = .forbidden
        case .gone: self.init(.gone, reason)
        case .tooLarge: self.init(.contentTooLarge, reason)
        case .tooMany: self.init(.tooManyRequests, reason)
        case .unexpected: self = .unexpected
        }
    }

    /// The one mapping from errors to answers; `nil` for an error that nobody thought of.
    init?(of error: any Error) {
        switch error {
        case let problem as WebProblem: self = problem
        case is NIOTooManyBytesError: self = .bodyTooLarge
        case is TimeLimit.Exceeded, is CancellationError, is ImageQueueFull: self = .unavailable
        default: return nil
        }
    }
}
