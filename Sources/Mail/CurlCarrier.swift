import CCurl
import Dispatch
import Synchronization

/// Hands letters to a mail server with libcurl, one after another.
///
/// libcurl blocks, so it must not run on the cooperative threads; the queue has a thread of its own whenever there is a
/// letter. A letter that was begun is brought to its end, whether or not the task that waits for it is cancelled.
package final class CurlCarrier: MailCarrier {
    /// How many letters may wait, the one that is being handed over included.
    package static let lineLimit = 8
    /// How long one may take, the waiting included: less than a browser is kept waiting for a page.
    package static let usualLimit = Duration.seconds(15)

    private let server: MailServer
    private let greeting: String
    private let limit: Duration
    private let queue = DispatchQueue(label: "twinhall.mail")
    private let waiting = Mutex(0)

    /// - Parameters:
    ///   - greeting: the name by which the program greets the server: the host of the Hall's public address.
    ///   - limit: how long a letter may take.
    /// - Returns: `nil` when libcurl cannot be used.
    package init?(_ server: MailServer, greeting: String, limit: Duration = CurlCarrier.usualLimit) {
        guard Self.isReady else { return nil }
        self.server = server
        self.greeting = greeting
        self.limit = limit
    }

    /// How many letters wait or are being handed over.
    var count: Int { waiting.withLock { $0 } }

    package func carry(_ letter: Letter) async -> Delivery {
        let deadline = ContinuousClock.now + limit
        let hasPlace = waiting.withLock { count in
            guard count < Self.lineLimit else { return false }
            count += 1
            return true
        }
        guard hasPlace else { return .notTaken(.busy) }
        return await withCheckedContinuation { continuation in
            queue.async { [self] in
                let delivery = hand(over: letter, until: deadline)
                waiting.withLock { $0 -= 1 }
                continuation.resume(returning: delivery)
            }
        }
    }

    private func hand(over letter: Letter, until deadline: ContinuousClock.Instant) -> Delivery {
        let left = (deadline - .now) / .milliseconds(1)
        // Its time went by while it waited.
        guard left >= 1 else { return .notTaken(.busy) }
        guard let parcel = unsafe ccurl_letter(server.url(greeting: greeting), protection) else {
            return .notTaken(.fault(code: 27))
        }
        defer { unsafe ccurl_free(parcel) }
        if let authorities = server.authorities { unsafe ccurl_believe(parcel, authorities) }
        if let login = server.login, let password = server.password {
            unsafe ccurl_sign_in(parcel, login, password)
        }
        unsafe ccurl_address(parcel, letter.from.text, letter.to.text, letter.isInternational)
        let bytes = letter.bytes
        let result = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe ccurl_send(parcel, bytes.baseAddress, bytes.count, Int(left))
        }
        return Delivery(result)
    }

    private var protection: CCurlProtection {
        switch server.protection {
        case .tls: CCURL_TLS
        case .startTLS: CCURL_STARTTLS
        case .none: CCURL_PLAIN
        }
    }

    /// Prepared once, before there are threads that could do it too.
    private static let isReady = ccurl_begin()
}

extension Delivery {
    fileprivate init(_ result: CCurlResult) {
        self =
            switch result.outcome {
            case CCURL_TAKEN: .taken
            case CCURL_UNREACHABLE: .notTaken(.unreachable)
            case CCURL_LATE: .notTaken(.late)
            case CCURL_UNENCRYPTED: .notTaken(.unencrypted)
            case CCURL_UNPROVEN: .notTaken(.unproven)
            case CCURL_LOGIN_REFUSED: .notTaken(.login)
            case CCURL_REFUSED: .notTaken(.refused(reply: result.reply))
            case CCURL_GARBLED: .notTaken(.garbled)
            case CCURL_NOT_INTERNATIONAL: .notTaken(.notInternational)
            default: .notTaken(.fault(code: Int(result.code)))
            }
    }
}
