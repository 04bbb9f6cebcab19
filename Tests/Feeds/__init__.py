"""What others subscribe to and machines read, held to the standards."""

#: The public address of the Halls under test, and the languages of the demo Hall.
ORIGIN = "https://hall.example"
LANGUAGES = ("ru", "en", "de", "fr", "it", "zh-Hans")
