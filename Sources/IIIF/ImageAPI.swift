/// A version of the IIIF Image API (https://iiif.io/api/image/) that is answered.
package enum ImageAPI: Int, CaseIterable, Sendable {
    /// 2.1.1, of 2017.
    case two = 2
    /// 3.0.0, of 2020.
    case three = 3

    /// The context of its information document.
    package var context: String { "http://iiif.io/api/image/\(rawValue)/context.json" }

    /// The document of the compliance level that is kept: level 2, the highest.
    package var profile: String { "http://iiif.io/api/image/\(rawValue)/level2.json" }
}
