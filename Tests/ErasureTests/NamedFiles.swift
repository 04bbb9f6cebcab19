import Foundation

/// Files that hold the name of somebody, each in its own way.
enum NamedFiles {
    /// "Koshcheyev, Taras" in a stream compressed by Flate, each letter pushed a little.
    static let kernedPDF = bytes(
        """
        JVBERi0xLjUKMSAwIG9iago8PC9GaWx0ZXIvRmxhdGVEZWNvZGUvTGVuZ3RoIDYxPj4Kc3RyZWFtCniccwpR0HczVDA0UghJ\
        U4jW8M7X1DU01SjOSM7QNDLQSK1MLdPR1DUyNdAISSxKLNaMDfFScA0BAGpDDiYKZW5kc3RyZWFtCmVuZG9iagolJUVPRgo=
        """)

    /// "Тараса Кощеева" as numbers of glyphs, with the font's table beside.
    static let glyphPDF = bytes(
        """
        JVBERi0xLjUKMSAwIG9iago8PC9GaWx0ZXIvRmxhdGVEZWNvZGUvTGVuZ3RoIDU3Pj4Kc3RyZWFtCniccwpR0HczUjA0UghJ\
        U7AxMDAwBmITILaA0pZQ2hCIjYDYHIgdgdgMik1B8nYKIVkKriEAX6kPvAplbmRzdHJlYW0KZW5kb2JqCjIgMCBvYmoKPDwv\
        RmlsdGVyL0ZsYXRlRGVjb2RlL0xlbmd0aCAxMzM+PgpzdHJlYW0KeJwtzs0OgjAMB/D7nmJvQDeGSmKWEPXAzcQngFF0B4aZ\
        +P5i/7u0/fUjaXXpr32Km67ueQ0P3vQc05T5s35zYD3yMyYlMSzDWxlCa5zDa8jqTETG6z1Z8iL7lzMdVIushZyoLpsNVGYH\
        qIGO0A06iVy5ayEDdVDrFaepfLVX8uwPjWI3DgplbmRzdHJlYW0KZW5kb2JqCiUlRU9GCg==
        """)

    /// Eight by eight pixels and nothing beside them.
    static let bareJPEG = bytes(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////\
        ////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////\
        ////////////////////wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAH/xAAUEAEAAAAAAAAAAAAA\
        AAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAA//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AKAIj//Z
        """)

    /// The same picture with an EXIF block: the way up, and an artist.
    static func jpeg(artist: String, orientation: UInt8 = 6) -> [UInt8] {
        let name = Array(artist.utf8) + [0]
        func two(_ value: Int) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }
        func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: [UInt8]) -> [UInt8] {
            two(tag) + two(type) + two(0) + two(count) + value
        }
        var tiff = Array("MM".utf8) + [0, 42, 0, 0, 0, 8] + two(2)
        tiff += entry(0x0112, 3, 1, [0, orientation, 0, 0])
        tiff += entry(0x013B, 2, name.count, two(0) + two(38))
        tiff += [0, 0, 0, 0] + name
        let body = Array("Exif\0\0".utf8) + tiff
        return Array(bareJPEG.prefix(2)) + [0xFF, 0xE1] + two(body.count + 2) + body + bareJPEG.dropFirst(2)
    }

    private static func bytes(_ base64: String) -> [UInt8] { [UInt8](Data(base64Encoded: base64) ?? Data()) }
}
