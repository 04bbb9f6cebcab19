/// What a form with files may take.
package struct UploadLimits: Sendable, Hashable {
    /// The longest file, in bytes.
    package var fileBytes = 200 << 20
    /// The longest form with all its files, in bytes.
    package var bodyBytes = 1 << 30
    package var files = 100
    /// The longest such a form may take to come in and to be answered.
    package var timeoutSeconds = 15 * 60
    /// How many such forms come in at once; others are asked to try again.
    package var atOnce = 8

    package init() {}
}
