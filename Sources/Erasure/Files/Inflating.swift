internal import CZlib

/// Reads what zlib has compressed (RFC 1950, RFC 1952).
enum Inflating {
    private static let pieceBytes = 1 << 16

    /// The bytes as far as they can be read; a stream that is cut off gives its beginning.
    static func inflate(_ bytes: ArraySlice<UInt8>, limit: Int) -> [UInt8] {
        var stream = z_stream()
        guard czlib_begin_inflate(&stream) == Z_OK else { return [] }
        defer { inflateEnd(&stream) }
        var source = Array(bytes)
        var result: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: pieceBytes)
        source.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = uInt(input.count)
            while result.count < limit {
                let status = piece.withUnsafeMutableBufferPointer { output in
                    stream.next_out = output.baseAddress
                    stream.avail_out = uInt(output.count)
                    return CZlib.inflate(&stream, Z_NO_FLUSH)
                }
                let count = pieceBytes - Int(stream.avail_out)
                result += piece.prefix(count)
                guard status == Z_OK, count > 0 else { break }
            }
        }
        return result
    }
}
