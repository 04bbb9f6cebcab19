/// What a value looks like to somebody who fills in a form: which control it takes, and what lies inside it.
///
/// Surfaces draw it; it knows nothing of HTML.
package indirect enum FormShape: Sendable {
    /// One line of text.
    case line
    /// Several lines of text.
    case area
    /// A text for each language.
    case texts
    /// A date in EDTF.
    case date
    case time
    case number
    case flag
    case coordinates
    /// A part of a picture: left, top, width and height in percent of its sides.
    case pictureArea
    case webAddress
    /// A record's own address within its kind.
    case slug
    case language
    /// One of some words.
    case choice([String])
    /// A record, of any kind when it is `nil`.
    case reference(kind: String?)
    /// A file.
    case media
    /// Named values that belong together.
    case group([FormField])
    /// Any number of the same.
    case rows(FormShape)
}

/// One named value of a form.
package struct FormField: Sendable {
    package let name: String
    package let shape: FormShape
    package let isRequired: Bool
    /// A long text, in Markdown.
    package let isProse: Bool
    /// It is changed on a page of its own.
    package let isFixed: Bool
    package let audience: Audience
}

extension [FormField] {
    /// The fields, and those inside of them, that an audience may see.
    package func visible(to audience: Audience) -> [FormField] {
        filter { $0.audience <= audience }.map {
            FormField(
                name: $0.name, shape: $0.shape.visible(to: audience), isRequired: $0.isRequired,
                isProse: $0.isProse, isFixed: $0.isFixed, audience: $0.audience)
        }
    }
}

extension FormShape {
    /// Whether nothing inside of it is for others only.
    func isOpen(to audience: Audience) -> Bool {
        switch self {
        case .group(let fields):
            fields.allSatisfy { $0.audience <= audience && $0.shape.isOpen(to: audience) }
        case .rows(let element): element.isOpen(to: audience)
        default: true
        }
    }

    fileprivate func visible(to audience: Audience) -> FormShape {
        switch self {
        case .group(let fields): .group(fields.visible(to: audience))
        case .rows(let element): .rows(element.visible(to: audience))
        default: self
        }
    }
}

extension Group {
    package static var shape: FormShape { .group(formFields) }

    /// Its fields as a form shows them, in their order.
    package static var formFields: [FormField] {
        fields.list.map {
            FormField(
                name: $0.name, shape: $0.type.shape, isRequired: $0.isRequired, isProse: $0.isProse,
                isFixed: $0.isFixed, audience: $0.audience)
        }
    }
}

extension Array where Element: FieldValue {
    package static var shape: FormShape { .rows(Element.shape) }
}

extension Localized { package static var shape: FormShape { .texts } }
extension Line { package static var shape: FormShape { .line } }
extension Note { package static var shape: FormShape { .area } }
extension Tongue { package static var shape: FormShape { .language } }
extension Bool { package static var shape: FormShape { .flag } }
extension Number { package static var shape: FormShape { .number } }
extension TimeOfDay { package static var shape: FormShape { .time } }
extension Coordinates { package static var shape: FormShape { .coordinates } }
extension WebAddress { package static var shape: FormShape { .webAddress } }
extension Address { package static var shape: FormShape { .slug } }
extension EDTF { package static var shape: FormShape { .date } }
extension PictureArea { package static var shape: FormShape { .pictureArea } }
extension Media { package static var shape: FormShape { .media } }
extension Chosen { package static var shape: FormShape { .choice(C.allCases.map(\.rawValue)) } }
extension Reference { package static var shape: FormShape { .reference(kind: Target.referenceName) } }
