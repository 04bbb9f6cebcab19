import Glibc

/// An open file descriptor with one owner, closed when the owner lets go of it.
package struct OpenDescriptor: ~Copyable, Sendable {
    package let number: Int32

    package init(owning number: Int32) {
        self.number = number
    }

    deinit {
        _ = close(number)
    }
}

/// The system's words for an error number, such as "No such file or directory".
package func systemReason(_ number: Int32) -> String {
    guard let words = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: words)
}
