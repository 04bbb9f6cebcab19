package import Localisation
package import Records

/// What every page carries whatever it shows: the reader, the house, and the way to everywhere else.
package struct Frame: Sendable {
    /// The page's own address; its language is the language of the interface.
    package var route: Route
    package var phrases: Phrases
    /// The Hall's name and the home city's name.
    package var hallName: Said
    package var homeCity: Said
    /// The languages in which this very page exists, its own among them.
    package var languages: [Language]
    /// The languages of the interface that the Hall offers in its switch.
    package var offered: [Language]
    /// Where the Hall stands, for the foot of the page.
    package var address: Said?
    /// Whether "Visit us" says how to write to the Hall: only then is anybody asked to.
    package var takesLetters: Bool
    /// `https://…` without a closing slash, for canonical and alternate links; `nil` leaves them out.
    package var publicURL: String?
    /// Content-addressed addresses of style sheet, script and fonts.
    package var assets: Assets

    package init(
        route: Route, phrases: Phrases, hallName: Said, homeCity: Said, languages: [Language],
        offered: [Language],
        address: Said?, takesLetters: Bool = false, publicURL: String?, assets: Assets
    ) {
        self.route = route
        self.phrases = phrases
        self.hallName = hallName
        self.homeCity = homeCity
        self.languages = languages
        self.offered = offered
        self.address = address
        self.takesLetters = takesLetters
        self.publicURL = publicURL
        self.assets = assets
    }
}

/// The addresses of the files that make the look.
package struct Assets: Sendable {
    package var styleSheet: String
    package var icon: String
    /// The outlines of the land.
    package var land: String
    /// The script by which a room is walked with the arrow keys and by touch; everything works without it.
    package var walk: String
    /// The script by which a page is read aloud, where the device has a voice for it.
    package var listen: String
    /// The script by which a photo is looked at closely.
    package var viewer: String
    /// The script by which two photos of one view are laid over one another.
    package var thenNow: String
    /// The script by which a field offers what it may mean while somebody types.
    package var combobox: String
    /// The script by which the Desk keeps what is typed, finds records and reads dates while somebody types.
    package var desk: String
    /// The script by which many pictures come in one after another.
    package var upload: String
    /// The script by which a rectangle is drawn on a picture, for the two that follow.
    package var area: String
    /// The script by which areas are drawn that are made unrecognisable.
    package var blur: String
    /// The script by which the parts of a guided look are drawn.
    package var look: String

    package init(
        styleSheet: String, icon: String, land: String, walk: String, listen: String, viewer: String,
        thenNow: String, combobox: String, desk: String, upload: String, area: String, blur: String,
        look: String
    ) {
        self.walk = walk
        self.listen = listen
        self.viewer = viewer
        self.thenNow = thenNow
        self.combobox = combobox
        self.desk = desk
        self.upload = upload
        self.area = area
        self.blur = blur
        self.look = look
        self.land = land
        self.styleSheet = styleSheet
        self.icon = icon
    }
}
