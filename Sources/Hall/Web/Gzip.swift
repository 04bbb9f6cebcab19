internal import CZlib
package import NIOCore

/// Compression of pages as RFC 1952 describes it.
package enum Gzip {
    /// For what is compressed once and sent often.
    package static let thorough: Int32 = 6
    /// For what is compressed at each request.
    package static let quick: Int32 = 1

    /// The bytes compressed, or `nil` where zlib has no memory for it.
    package static func compress(_ bytes: [UInt8], level: Int32) -> ByteBuffer? {
        var stream = z_stream()
        guard czlib_begin_gzip(&stream, level) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, uLong(bytes.count)))
        var source = bytes
        var buffer = ByteBufferAllocator().buffer(capacity: bound)
        let isWhole = source.withUnsafeMutableBufferPointer { input in
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: bound) { output in
                stream.next_in = input.baseAddress
                stream.avail_in = uInt(input.count)
                stream.next_out = output.bindMemory(to: UInt8.self).baseAddress
                stream.avail_out = uInt(bound)
                guard deflate(&stream, Z_FINISH) == Z_STREAM_END else { return 0 }
                return Int(stream.total_out)
            } > 0
        }
        return isWhole ? buffer : nil
    }
}
