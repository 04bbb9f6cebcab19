/// A place in a page that depends on the reading settings.
enum Slot: Sendable {
    /// The attributes of `<html>`, with a blank before.
    case attributes
    /// The value of the `color-scheme` meta element.
    case colourScheme
    /// ` checked` where the choice is the chosen one of its control.
    case checked(control: Int, choice: Int)
    /// `?view=…` or `&amp;view=…` at the end of a link.
    case view(joinsQuery: Bool)
    /// The hidden field that carries the settings through a form.
    case viewField
    /// The address to come back to, escaped; what stands here is the page's own.
    case back(own: [UInt8])
    /// A picture, and what stands in its place where images are off.
    case picture(shown: [UInt8], replaced: [UInt8])

    /// Whether the slot stands where an attribute stands, name and all.
    var isWholeAttribute: Bool {
        switch self {
        case .attributes, .checked: true
        default: false
        }
    }
}

/// A page, or another document such as a feed, written once: its bytes, and the places where the reading settings are put in for each reader.
package struct Rendered: Sendable {
    struct Place: Sendable {
        /// Before which of `bytes` it stands.
        var offset: Int
        var slot: Slot
    }

    private let bytes: [UInt8]
    private let places: [Place]
    /// The page of a reader with the default settings, put together once.
    package let standard: [UInt8]

    /// Its media type.
    package let type: String

    /// The type of a page, which alone depends on the reading settings.
    package static let page = "text/html; charset=utf-8"

    /// Takes what was written; a page is written once.
    package init(_ output: Output, type: String = Rendered.page) {
        self.type = type
        bytes = output.written.bytes
        places = output.written.slots
        standard = Self.join(
            output.written.bytes, output.written.slots, settings: ReadingSettings(), view: nil, back: nil)
    }

    /// The page for a reader.
    ///
    /// - Parameters:
    ///   - settings: how the page looks.
    ///   - view: the settings that every link carries on, where cookies are refused; otherwise `nil`.
    ///   - back: the local address that the settings form leads back to; `nil` is the page's own.
    package func bytes(with settings: ReadingSettings, view: ReadingSettings? = nil, back: String? = nil)
        -> [UInt8]
    {
        if view == nil, back == nil, settings.isDefault { return standard }
        return Self.join(bytes, places, settings: settings, view: view, back: back)
    }

    /// The approximate memory it takes, in bytes, for a bounded cache.
    package var cost: Int { bytes.count + standard.count + places.count * 64 }

    private static func join(
        _ bytes: [UInt8], _ places: [Place], settings: ReadingSettings, view: ReadingSettings?, back: String?
    ) -> [UInt8] {
        let choices = settings.choices
        let view = view?.code
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + places.count * (view == nil ? 16 : 32))
        var start = 0
        for place in places {
            result.append(contentsOf: bytes[start..<place.offset])
            start = place.offset
            switch place.slot {
            case .attributes: result.append(contentsOf: " \(settings.attributes)".utf8)
            case .colourScheme: result.append(contentsOf: settings.scheme.colourScheme.utf8)
            case .checked(let control, let choice):
                if choices[control] == choice { result.append(" checked" as StaticString) }
            case .view(let joinsQuery):
                guard let view else { break }
                result.append(joinsQuery ? "&amp;view=" : "?view=" as StaticString)
                result.append(contentsOf: view.utf8)
            case .viewField:
                guard let view else { break }
                result.append(contentsOf: "<input type=\"hidden\" name=\"view\" value=\"\(view)\">".utf8)
            case .back(let own):
                if let back { result.escape(back) } else { result.append(contentsOf: own) }
            case .picture(let shown, let replaced):
                result.append(contentsOf: settings.images == .off ? replaced : shown)
            }
        }
        result.append(contentsOf: bytes[start...])
        return result
    }
}
