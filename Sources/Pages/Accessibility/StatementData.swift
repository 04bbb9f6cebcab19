import Localisation
import Records

/// Writes the statement for machines.
///
/// `conformance` is `full`, `partial` or `none`; `date` a day (ISO 8601); texts are in `language` unless they are objects
/// with a language of their own; addresses are whole where the Hall knows its own.
package func renderData(_ model: StatementModel, at frame: Frame) -> Rendered {
    let language = frame.phrases.language
    var writer = JSONWriter(isIndented: true)
    func string(_ name: String, _ value: String, _ writer: inout JSONWriter) {
        writer.name(name)
        writer.string(value)
    }
    func strings(_ name: String, _ values: [String], _ writer: inout JSONWriter) {
        writer.name(name)
        writer.array { writer in for value in values { writer.string(value) } }
    }
    func said(_ name: String, _ value: Said, _ writer: inout JSONWriter) {
        writer.name(name)
        guard value.language != language else { return writer.string(value.text) }
        writer.object { writer in
            string("text", value.text, &writer)
            string("language", value.language.tag, &writer)
        }
    }
    func address(_ route: Route) -> String { (frame.publicURL ?? "") + route.path }
    let report = model.report
    writer.object { writer in
        string("page", address(.accessibility(language)), &writer)
        string("language", language.tag, &writer)
        string("standard", "WCAG 2.2 AA", &writer)
        strings("alsoAimedAt", WCAG.aaa, &writer)
        string("conformance", model.conformance.rawValue, &writer)
        string("date", report.date.text, &writer)
        writer.name("tools")
        writer.object { writer in for tool in report.tools { string(tool.name, tool.version, &writer) } }
        strings("pages", report.pages, &writer)
        strings("languages", report.languages.map(\.tag), &writer)
        strings("schemes", report.schemes.map(\.rawValue), &writer)
        strings("sizes", report.sizes.map(\.rawValue), &writer)
        writer.name("checks")
        writer.array { writer in
            for check in report.checks {
                writer.object { writer in
                    string("id", check.id, &writer)
                    writer.name("looked")
                    writer.integer(check.looked)
                    writer.name("failed")
                    writer.integer(check.failed)
                }
            }
        }
        writer.name("issues")
        writer.array { writer in
            for issue in model.issues {
                writer.object { writer in
                    string("id", issue.id, &writer)
                    string("since", issue.since.text, &writer)
                    strings("criteria", issue.criteria, &writer)
                    said("what", issue.what, &writer)
                    said("where", issue.place, &writer)
                    said("whom", issue.whom, &writer)
                    said("way", issue.way, &writer)
                }
            }
        }
        writer.name("untested")
        writer.array { writer in for words in model.untested { writer.string(words.text) } }
        string("feedback", address(.message(language)), &writer)
        if let contact = model.contact { said("contact", contact, &writer) }
        if let enforcement = model.enforcement { said("enforcement", enforcement, &writer) }
    }
    let out = Output(phrases: frame.phrases, language: language)
    out.bytes(writer.bytes)
    return Rendered(out, type: "application/json; charset=utf-8")
}
