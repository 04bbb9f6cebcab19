package import Records

/// Two versions of a record, text by text and word by word.
package struct DeskComparison: Sendable {
    package var code: String
    package var title: Said
    package var from: DeskStamp
    package var to: DeskStamp
    package var changes: [DeskChange]
    /// What stood in both versions, so that a change is read with all that was known then.
    package var same: [DeskChange]

    package init(
        code: String, title: Said, from: DeskStamp, to: DeskStamp, changes: [DeskChange], same: [DeskChange]
    ) {
        self.code = code
        self.title = title
        self.from = from
        self.to = to
        self.changes = changes
        self.same = same
    }
}
