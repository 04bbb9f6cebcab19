import Localisation
import Records

extension Page {
    /// The partners on the map of the world, and the same as a table.
    func map(_ model: MapModel) {
        trail((t("Partner cities"), .cities(language)))
        header(.class("page-head")) {
            h1 { text(t("Partners on the map")) }
        }
        if model.total == 0 {
            empty(t("No partner city is shown yet."), invites: false)
        } else {
            figure(.class("map-figure")) {
                worldMap(model, name: t("Partners on the map"))
                figcaption {
                    text(t("Land outlines: Natural Earth. No borders are drawn."))
                    if model.unplaced > 0 {
                        text(" ")
                        text(
                            t(
                                "{count} partner has no place on the map yet.",
                                "{count} partners have no place on the map yet.", count: model.unplaced))
                    }
                }
            }
            table(model.table)
        }
    }
}
