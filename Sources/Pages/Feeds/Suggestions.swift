package import Localisation
import Records

/// Writes what a question that is still being typed may be about, for the script that offers it.
///
/// `{"suggestions": [{"title", "language", "kind", "address"}]}`; `language` is that of the title.
package func renderSuggestions(_ hits: [SearchModel.Hit], _ phrases: Phrases) -> Rendered {
    var writer = JSONWriter()
    writer.object { writer in
        writer.name("suggestions")
        writer.array { writer in
            for hit in hits {
                writer.object { writer in
                    for (name, value) in [
                        ("title", hit.title.pieces.map(\.text).joined()),
                        ("language", hit.title.language.tag), ("kind", hit.kind), ("address", hit.route.path),
                    ] {
                        writer.name(name)
                        writer.string(value)
                    }
                }
            }
        }
    }
    let out = Output(phrases: phrases, language: phrases.language)
    out.bytes(writer.bytes)
    return Rendered(out, type: "application/json; charset=utf-8")
}
