import Office
import Synchronization

/// A provider on paper: who a code is of stands in it, and it can be told to fail. What a real one has to be believed for
/// is OpenIDTests' business.
final class PaperProvider: IdentityProvider {
    let issuer = "https://id.city.example"
    let name = "City <of> Perm"
    private let problem = Mutex<ProviderProblem?>(nil)

    func fails(_ problem: ProviderProblem?) { self.problem.withLock { $0 = problem } }

    func address(
        for marks: ErrandMarks, language: String, at milliseconds: Int64
    ) async throws(ProviderProblem) -> String {
        if let problem = problem.withLock({ $0 }) { throw problem }
        return "\(issuer)/authorize?state=\(marks.state)&nonce=\(marks.nonce)&ui_locales=\(language)"
    }

    func identity(
        of answer: ProviderAnswer, for marks: ErrandMarks, at milliseconds: Int64
    ) async throws(ProviderProblem) -> Identity {
        if let problem = problem.withLock({ $0 }) { throw problem }
        if !answer.error.isEmpty { throw .denied("the provider answers an error without a known name") }
        guard let identity = Identity(issuer: issuer, subject: answer.code) else {
            throw .untrusted("the answer holds no code")
        }
        return identity
    }
}
