package import Records

/// Partners on the map of the world: each by itself while they are few, gathered by places when they are many.
package struct MapModel: Sendable {
    /// A partner, or several that lie too close together to be told apart.
    package struct Spot: Sendable {
        package var point: MapPoint
        package var count: Int
        /// The partner's name, where it stands alone and there is room for names.
        package var name: Said?
        package var accent: Accent?
        /// Kilometres from the home city.
        package var distance: Int?

        package init(
            point: MapPoint, count: Int, name: Said? = nil, accent: Accent? = nil, distance: Int? = nil
        ) {
            self.distance = distance
            self.point = point
            self.count = count
            self.name = name
            self.accent = accent
        }
    }

    package var home: MapPoint?
    package var homeName: Said
    package var spots: [Spot]
    /// The same as a table: each partner, or each country with how many it has.
    package var table: TableModel
    /// How many partners there are, and how many of them have no place on the map.
    package var total: Int
    package var unplaced: Int

    package init(
        home: MapPoint?, homeName: Said, spots: [Spot], table: TableModel, total: Int, unplaced: Int
    ) {
        self.home = home
        self.homeName = homeName
        self.spots = spots
        self.table = table
        self.total = total
        self.unplaced = unplaced
    }
}
