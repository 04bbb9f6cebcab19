/// People to people as a whole: how much there is by area and by year, and the newest of each.
package struct PeopleModel: Sendable {
    /// How many records a section, an area or a year has, and where they are.
    package struct Count: Sendable {
        package var label: String
        package var route: Route
        package var number: Int

        package init(label: String, route: Route, number: Int) {
            self.label = label
            self.route = route
            self.number = number
        }
    }

    package var sections: [Count]
    package var areas: [Count]
    /// Each year from the first to the last, those without records among them.
    package var years: [Count]
    /// How many records are in no year of these: their date is not certain enough.
    package var undated: Int
    package var newest: [RelatedModel]

    package init(sections: [Count], areas: [Count], years: [Count], undated: Int = 0, newest: [RelatedModel])
    {
        self.undated = undated
        self.sections = sections
        self.areas = areas
        self.years = years
        self.newest = newest
    }
}
