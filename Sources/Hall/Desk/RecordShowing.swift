import Pages
import Records

/// What a form shows besides the texts of its record.
struct RecordShowing {
    var files = RecordFiles()
    var problems: [Problem] = []
    /// What somebody else saved meanwhile.
    var conflict: [DeskChange] = []
    var notice: DeskForm.Notice?
    var writing = DeskWriting()
}
