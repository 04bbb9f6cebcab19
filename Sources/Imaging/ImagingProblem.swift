/// Why no picture was made. The words inside are technical English, for the operator and the log.
package enum ImagingProblem: Error, Hashable, Sendable, Codable {
    /// The file is not of a kind that is accepted.
    case unsupported(String)
    /// The file is broken, ends early, or cannot be read.
    case damaged(String)
    /// The file passes a limit of bytes, pixels, sides or memory.
    case tooLarge(String)
    /// The imaging process ended while it worked on this picture; the next picture gets a new process.
    case workerDied(String)
    /// The picture took longer than it may; the process was ended.
    case timeout(seconds: Int)
    /// The sized pictures could not be written.
    case output(String)
    /// There is no imaging process: it is not installed, or it ends again and again.
    case unavailable(String)
    /// `stop()` was called.
    case stopped

    /// One plain sentence without a full stop, fit for a command's error list.
    package var sentence: String {
        switch self {
        case .unsupported(let why): "the file is not a picture that can be shown: \(why)"
        case .damaged(let why): "the picture could not be read: \(why)"
        case .tooLarge(let why): "the picture is too large: \(why)"
        case .workerDied(let how): "the picture could not be read: the imaging process ended (\(how))"
        case .timeout(let seconds): "the picture could not be read: it took longer than \(seconds) seconds"
        case .output(let why): "the sized pictures could not be written: \(why)"
        case .unavailable(let why): "no picture can be read now: \(why)"
        case .stopped: "no picture can be read now: the imaging process was told to stop"
        }
    }

    /// Whether the file itself is to blame, so that trying again is of no use.
    package var isOfTheFile: Bool {
        switch self {
        case .unsupported, .damaged, .tooLarge: true
        case .workerDied, .timeout, .output, .unavailable, .stopped: false
        }
    }

    /// How the process ended, without the sentence around it.
    var cause: String {
        switch self {
        case .workerDied(let how): how
        case .timeout(let seconds): "nothing was heard for \(seconds) seconds"
        default: sentence
        }
    }
}
