internal import Pages

extension Rendered {
    /// The bytes of the page for one reader.
    ///
    /// - Parameter back: where the settings form leads back to; `nil` is the page itself.
    func bytes(for choice: ReadingChoice, back: String? = nil) -> [UInt8] {
        bytes(with: choice.settings, view: choice.travelsByView ? choice.settings : nil, back: back)
    }
}
