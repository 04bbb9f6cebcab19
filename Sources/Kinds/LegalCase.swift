package import Records

/// A gift before the law: notified, handed over, valued, decided. Which steps and deadlines there are is the matter of
/// a jurisdiction's profile; the record holds what was done.
package struct LegalCase: Group {
    /// The profile it is handled by, such as `ru-10-2014`.
    package var profile = Line()
    package var notification = Step()
    package var deadline = EDTF()
    package var exemption = Note()
    package var handover = Step()
    package var valuations: [Valuation] = []
    package var register = Line()
    package var owner = Line()
    package var buyOut: [Step] = []
    package var returned = Step()
    package var outcome = Chosen<GiftOutcome>()
    package var reason = Note()
    package var witnesses = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("profile", \.profile),
        Field("notification", \.notification),
        Field("deadline", \.deadline),
        Field("exemption", \.exemption),
        Field("handover", \.handover),
        Field("valuations", \.valuations),
        Field("register", \.register),
        Field("owner", \.owner),
        Field("buyOut", \.buyOut),
        Field("returned", \.returned),
        Field("outcome", \.outcome),
        Field("reason", \.reason),
        Field("witnesses", \.witnesses),
    ])

    /// One step of the procedure, with the number of its paper.
    package struct Step: Group {
        package var date = EDTF()
        package var number = Line()
        package var text = Note()
        package var document = Reference<Document>()

        package init() {}

        package static let fields = Fields<Self>([
            Field("date", \.date),
            Field("number", \.number),
            Field("text", \.text),
            Field("document", \.document),
        ])
    }

    /// What the object was said to be worth, by whom and how.
    package struct Valuation: Group {
        package var date = EDTF()
        package var amount = Line()
        package var method = Note()
        package var valuers = Note()
        package var document = Reference<Document>()

        package init() {}

        package static let fields = Fields<Self>([
            Field("date", \.date, .required),
            Field("amount", \.amount, .required),
            Field("method", \.method),
            Field("valuers", \.valuers),
            Field("document", \.document),
        ])
    }
}

/// What became of a gift.
package enum GiftOutcome: String, Choice {
    case kept
    case onDisplay = "on-display"
    case returned
    case boughtOut = "bought-out"
    case transferred, sold, charity, consumed, destroyed, lost
}
