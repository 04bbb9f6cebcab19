/// What the button that sent a form asks for.
enum WritingCommand: Equatable {
    case save
    /// To keep what was typed without saving it.
    case keep
    /// To go on with what was kept before, or to forget it.
    case proceed, discard
    /// To show the texts of one language, or of all.
    case show
    /// To change the rows of a list, as `FormTexts.apply` reads it.
    case rows(String)
    /// To look for what stands in a link, or to make it; each at its path.
    case find(String), create(String)
    /// To show the text at a path as visitors will see it.
    case preview(String)

    init(_ request: DeskRequest) {
        if let change = request["rows"] {
            self = .rows(change)
        } else if let path = request["find"] {
            self = .find(path)
        } else if let path = request["create"] {
            self = .create(path)
        } else if let path = request["preview"] {
            self = .preview(path)
        } else {
            switch request["action"] {
            case "keep": self = .keep
            case "continue": self = .proceed
            case "discard": self = .discard
            case "show": self = .show
            default: self = .save
            }
        }
    }
}
