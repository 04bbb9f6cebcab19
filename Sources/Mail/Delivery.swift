/// What became of a letter that was handed to the mail server.
package enum Delivery: Sendable, Hashable {
    /// The server took it. Whether it arrives is beyond what the program can know.
    case taken
    case notTaken(Reason)

    /// Why the server did not get it, or did not take it.
    package enum Reason: Sendable, Hashable {
        /// Too many letters wait already.
        case busy
        /// The server's name is unknown, or nobody listens there.
        case unreachable
        /// The server took too long. It may have taken the letter nevertheless.
        case late
        /// It offers no encryption, or none that is good enough.
        case unencrypted
        /// It cannot prove who it is.
        case unproven
        /// It does not take the login.
        case login
        /// It refused, with the number of its answer: 400 to 499 for now, 500 and more for good.
        case refused(reply: Int)
        /// What it said is no answer of a mail server, or it hung up.
        case garbled
        /// It takes no addresses with letters beyond ASCII before the @.
        case notInternational
        /// Anything else, with libcurl's number for it.
        case fault(code: Int)
    }
}

/// What hands letters to a mail server; in tests something else.
package protocol MailCarrier: Sendable {
    /// Returns when the letter was taken or given up, within a quarter of a minute.
    func carry(_ letter: Letter) async -> Delivery
}
