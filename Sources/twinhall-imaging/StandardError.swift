import Glibc

/// Where the two failures of starting are told; later everything is told to the server.
enum StandardError {
    static func write(_ words: String) {
        let bytes = [UInt8](words.utf8)
        // There is nowhere to tell that standard error cannot be written.
        _ = unsafe Glibc.write(2, bytes, bytes.count)
    }
}
