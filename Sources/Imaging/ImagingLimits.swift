/// What the imaging process accepts and may use.
package enum ImagingLimits {
    /// The longest original, in bytes: an uncompressed TIFF of as many pixels as are accepted still passes.
    package static let originalBytes = 1_250_000_000
    /// The largest original, in pixels. The header tells, before anything is decoded.
    package static let pixels = 400_000_000
    /// The same of files that are not read row by row, but held in memory: WebP, GIF, HEIC and AVIF, and what was written to be seen
    /// roughly first, progressive JPEG and interlaced PNG. Of those a pixel takes up to nine bytes.
    package static let heldPixels = 55_000_000
    /// The largest picture of a part of an original, in pixels of either direction and in all. What is asked for is
    /// bounded more narrowly, and by name, where it is asked for; this is what the process itself does not exceed.
    package static let viewSide = 16_383
    package static let viewPixels = 1 << 24
    /// The longest file of such a picture, in bytes: three bytes a pixel and what PNG adds to noise.
    package static let viewBytes = 64 << 20
    /// The most areas that are coarsened in one picture.
    package static let areas = 100
    /// The longest message of the protocol in either direction, in bytes.
    package static let messageBytes = 65_536
    /// The most descriptors that travel with one message.
    package static let descriptorsPerMessage = 32
    /// Address space of the process, in bytes. What comes row by row needs a fraction of it, however large it is; what
    /// is held needs up to 500 MB.
    package static let memoryBytes: UInt64 = 2 << 30
    /// The longest file it may write, in bytes: the tiles of a picture of noise that has as many pixels as are accepted.
    package static let outputBytes: UInt64 = 1 << 30
    /// Descriptors it may hold.
    package static let descriptors: UInt64 = 64
}
