"""The Hall's records as a Wagtail site has them: pages with addresses, snippets, and foreign keys between them.

Lists that are only shown with their owner (sources, competing dates, signatories) are JSON in its row, which spares
Wagtail a query for each; texts are in one language. Where there is a doubt, it is decided in Wagtail's favour.
"""

from math import asin, cos, radians, sin, sqrt

from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, Page
from wagtail.snippets.models import register_snippet

#: As many of a kind as a page of ours shows.
RELATED = 6


@register_snippet
class Photo(models.Model):
    code = models.CharField(max_length=7, unique=True)
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=255)
    alt = models.TextField()
    caption = models.TextField(blank=True)
    credit = models.TextField()
    nature = models.CharField(max_length=20)
    shows = models.ManyToManyField("rooms.CityPage", related_name="photos")


class RoomPage(Page):
    """The home page and, below it, a room: the cities, the news."""

    template = "rooms/base.html"


class CityPage(Page):
    country = models.CharField(max_length=100)
    introduction = models.TextField(blank=True)
    wikidata = models.CharField(max_length=20, blank=True)
    accent = models.CharField(max_length=20, blank=True)
    photo = models.ForeignKey(Photo, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    regions = models.JSONField(default=list, blank=True)
    coordinates = models.JSONField(default=list, blank=True)
    populations = models.JSONField(default=list, blank=True)
    sources = models.JSONField(default=list, blank=True)

    template = "rooms/city_page.html"

    def distance_to(self, other: "CityPage") -> int | None:
        """In kilometres, on a sphere."""
        if not self.coordinates or not other.coordinates:
            return None
        (south, west), (north, east) = (
            map(radians, city.coordinates[0]["place"]) for city in (self, other))
        chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
        return round(2 * 6371.0088 * asin(sqrt(chord)) / 10) * 10

    def related(self) -> list[tuple[str, list["RecordPage"]]]:
        groups = []
        for heading, kind in KINDS:
            pages = kind.objects.live().filter(cities=self).select_related("photo").order_by("-date", "title")
            if cards := list(pages[:RELATED]):
                groups.append((heading, cards))
        return groups

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        partnerships = Partnership.objects.filter(models.Q(first=self) | models.Q(second=self))
        context["partnerships"] = list(
            partnerships.select_related("first", "second").prefetch_related("acts", "statuses")[:20])
        for partnership in context["partnerships"]:
            partnership.distance = partnership.first.distance_to(partnership.second)
        context["photos"] = self.photos.exclude(pk=self.photo_id)[:12]
        context["related"] = self.related()
        return context


class CityName(Orderable):
    city = ParentalKey(CityPage, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=255)
    language = models.CharField(max_length=20)
    language_name = models.CharField(max_length=100)
    note = models.TextField(blank=True)
    sources = models.JSONField(default=list, blank=True)


@register_snippet
class Partnership(ClusterableModel):
    code = models.CharField(max_length=7, unique=True)
    title = models.CharField(max_length=255)
    note = models.TextField(blank=True)
    first = models.ForeignKey(CityPage, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(CityPage, on_delete=models.CASCADE, related_name="+")
    first_types = models.JSONField(default=list, blank=True)
    second_types = models.JSONField(default=list, blank=True)

    def sides(self) -> list[dict]:
        statuses = self.statuses.all()
        sides = (("first", self.first, self.first_types), ("second", self.second, self.second_types))
        return [
            {"city": city, "types": types, "statuses": [status for status in statuses if status.side == side]}
            for side, city, types in sides]


class SideStatus(Orderable):
    partnership = ParentalKey(Partnership, on_delete=models.CASCADE, related_name="statuses")
    side = models.CharField(max_length=10)
    status = models.CharField(max_length=30)
    date = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    quotation = models.JSONField(default=dict, blank=True)
    sources = models.JSONField(default=list, blank=True)


class Act(Orderable):
    partnership = ParentalKey(Partnership, on_delete=models.CASCADE, related_name="acts")
    type = models.CharField(max_length=30)
    side = models.CharField(max_length=10)
    dates = models.JSONField(default=list, blank=True)
    place = models.TextField(blank=True)
    text = models.TextField(blank=True)
    signatories = models.JSONField(default=list, blank=True)
    quotations = models.JSONField(default=list, blank=True)
    sources = models.JSONField(default=list, blank=True)


class RecordPage(Page):
    """What the records that point at cities have in common; each kind has a table of its own."""

    #: To sort by, and to show.
    date = models.CharField(max_length=60, blank=True)
    date_words = models.CharField(max_length=60, blank=True)
    overline = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    photo = models.ForeignKey(Photo, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sources = models.JSONField(default=list, blank=True)
    cities = ParentalManyToManyField(CityPage, related_name="+")

    class Meta:
        abstract = True

    def get_template(self, request, *args, **kwargs) -> str:
        return "rooms/base.html"


class VisitPage(RecordPage):
    pass


class ExchangePage(RecordPage):
    pass


class ProjectPage(RecordPage):
    pass


class GiftPage(RecordPage):
    pass


class RecognitionPage(RecordPage):
    pass


class DocumentPage(RecordPage):
    pass


class ArticlePage(RecordPage):
    pass


class OrganisationPage(RecordPage):
    pass


class PersonPage(RecordPage):
    pass


class EventPage(RecordPage):
    pass


#: In the order of our page, under our headings.
KINDS = (
    ("Visits", VisitPage), ("Exchanges", ExchangePage), ("Joint projects", ProjectPage), ("Gifts", GiftPage),
    ("Recognitions", RecognitionPage), ("Documents", DocumentPage), ("News", ArticlePage),
    ("Organisations", OrganisationPage), ("People", PersonPage), ("Events", EventPage))
