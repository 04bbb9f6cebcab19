package import Records

extension Phrases {
    /// What a statement of rights is called.
    package func name(of rights: RightsStatement) -> String {
        guard case .statement(let statement) = rights else { return rights.abbreviation ?? "" }
        return switch statement {
        case .inCopyright: self("In copyright")
        case .orphanWork: self("In copyright: an orphan work of the EU")
        case .inCopyrightForEducation: self("In copyright, educational use permitted")
        case .inCopyrightNonCommercial: self("In copyright, non-commercial use permitted")
        case .holderNotFound: self("In copyright, rights holder unknown or not found")
        case .contractualRestrictions: self("No copyright, contractual restrictions")
        case .nonCommercialOnly: self("No copyright, non-commercial use only")
        case .otherRestrictions: self("No copyright, other legal restrictions")
        case .noCopyrightInUnitedStates: self("No copyright in the United States")
        case .notEvaluated: self("Copyright not evaluated")
        case .undetermined: self("Copyright undetermined")
        case .noKnownCopyright: self("No known copyright")
        }
    }
}
