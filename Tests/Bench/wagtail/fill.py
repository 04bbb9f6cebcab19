"""Fills the site with a content package, the same that our Hall takes in.

    WAGTAIL_DATABASE=FILE python fill.py PACKAGE
"""

import json
import os
import sys
from datetime import date
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import transaction  # noqa: E402
from rooms import models  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

#: Where the pages of a kind lie, the room's name, and their model.
ROOMS = {
    "city": ("cities", "Partner cities", models.CityPage), "gift": ("gifts", "Gifts", models.GiftPage),
    "visit": ("visits", "Visits", models.VisitPage), "exchange": ("exchanges", "Exchanges", models.ExchangePage),
    "project": ("projects", "Joint projects", models.ProjectPage),
    "recognition": ("recognitions", "Recognitions", models.RecognitionPage),
    "document": ("documents", "Documents", models.DocumentPage), "article": ("news", "News", models.ArticlePage),
    "organisation": ("organisations", "Organisations", models.OrganisationPage),
    "person": ("people", "People", models.PersonPage), "event": ("events", "Events", models.EventPage)}
IN_MENU = ("cities", "gifts", "projects", "recognitions", "news")
COUNTRIES = {
    "CN": "China", "DE": "Germany", "FR": "France", "GB": "United Kingdom", "IT": "Italy", "RU": "Russia",
    "US": "United States"}
LANGUAGES = {
    "de": "German", "en": "English", "fr": "French", "it": "Italian", "ru": "Russian", "scn": "Sicilian",
    "zh-Hans": "Chinese (simplified)"}


def said(text: dict[str, str] | None) -> str:
    """The English words, else those that there are."""
    return text.get("en") or next(iter(text.values()), "") if text else ""


def day(edtf: str) -> str:
    """19 June 2019; what is less certain stays as it is written."""
    try:
        found = date.fromisoformat(edtf)
    except ValueError:
        return edtf
    return f"{found.day} {found:%B} {found.year}"


def sources(found: dict) -> list[dict]:
    return [{"title": said(source["title"]), "url": source.get("url", "")} for source in found.get("sources", [])]


def claims(found: list[dict] | None, show) -> list[dict]:
    return [
        {"value": show(claim["value"]), "note": said(claim.get("note")), "sources": sources(claim)}
        for claim in found or []]


def named(value: str) -> str:
    return value.replace("-", " ").capitalize()


def quoted(found: dict | None) -> dict:
    if not found:
        return {}
    return {"words": found["words"], "language": found["language"], "translation": said(found.get("translation"))}


def place(found: list[float]) -> str:
    north, east = found
    return f"{abs(north):.2f}° {'S' if north < 0 else 'N'}, {abs(east):.2f}° {'W' if east < 0 else 'E'}"


class Filling:
    """One package on its way into the tree of pages."""

    def __init__(self, package: Path):
        files = [json.loads(file.read_text()) for file in sorted((package / "records").rglob("*.json"))]
        self.records = [record for record in files if record["published"]]
        self.cities: dict[str, models.CityPage] = {}
        self.photos: dict[str, models.Photo] = {}

    def of(self, kind: str):
        return ((record["code"], record["record"]) for record in self.records if record["kind"] == kind)

    def run(self) -> None:
        Page.objects.filter(depth=2).delete()
        home = Page.objects.get(depth=1).add_child(
            instance=models.RoomPage(title=said(next(self.of("hall"))[1]["name"]), slug="home"))
        Site.objects.all().delete()
        Site.objects.create(hostname="127.0.0.1", root_page=home, is_default_site=True, site_name=home.title)
        for code, photo in self.of("photo"):
            self.photos[code] = models.Photo.objects.create(
                code=code, slug=photo["slug"], title=said(photo["title"]), alt=said(photo["alt"]),
                caption=said(photo.get("caption")), credit=said(photo["credit"]), nature=photo["nature"])
        for kind, (slug, title, model) in ROOMS.items():
            room = home.add_child(instance=models.RoomPage(title=title, slug=slug, show_in_menus=slug in IN_MENU))
            for code, record in self.of(kind):
                self.city(room, code, record) if kind == "city" else self.record(room, kind, model, record)
        for code, photo in self.of("photo"):
            self.photos[code].shows.set(self.known(photo.get("shows", [])))
        for code, partnership in self.of("partnership"):
            self.partnership(code, partnership)

    def known(self, codes: list[str]) -> list[models.CityPage]:
        return [self.cities[code] for code in codes if code in self.cities]

    def city(self, room: Page, code: str, record: dict) -> None:
        page = models.CityPage(
            title=said(record["name"]), slug=record["slug"],
            country=COUNTRIES.get(record["country"], record["country"]),
            introduction=said(record.get("introduction")), wikidata=record.get("wikidata", ""),
            accent=record.get("accent", ""), photo=self.photos.get(record.get("photo")),
            regions=claims(record.get("region"), said), populations=claims(record.get("population"), str),
            coordinates=claims(record.get("coordinates"), place), sources=sources(record))
        for shown, claim in zip(page.coordinates, record.get("coordinates", [])):
            shown["place"] = claim["value"]
        page.names = [
            models.CityName(
                name=name["name"], language=name["language"],
                language_name=LANGUAGES.get(name["language"], name["language"]), note=said(name.get("note")),
                sources=sources(name))
            for name in record.get("names", [])]
        self.cities[code] = room.add_child(instance=page)

    def record(self, room: Page, kind: str, model: type[models.RecordPage], record: dict) -> None:
        dates = next((record[name] for name in ("dates", "period", "presented", "awarded") if record.get(name)), [])
        when = dates[0]["value"] if dates else record.get("date", "")
        picture = record.get("photo") or next(iter(record.get("photos", [])), None)
        about = [*record.get("about", []), *record.get("cities", []), record.get("city", "")]
        page = model(
            title=said(record.get("title") or record.get("name")), slug=record["slug"], date=when, date_words=day(when),
            overline=named(record.get("area") or record.get("type") or record.get("direction") or ""),
            text=said(record.get("office") if kind == "person" else record.get("text")),
            photo=self.photos.get(picture), sources=sources(record))
        page.cities = self.known(about)
        room.add_child(instance=page)

    def partnership(self, code: str, record: dict) -> None:
        sides = {side: record[side] for side in ("first", "second")}
        types = {f"{side}_types": claims(found.get("types"), named) for side, found in sides.items()}
        made = models.Partnership(
            code=code, title=said(record["title"]), note=said(record.get("note")),
            first=self.cities[sides["first"]["city"]], second=self.cities[sides["second"]["city"]], **types)
        made.statuses = [
            models.SideStatus(
                side=side, status=status["status"], date=day(status.get("date", "")), text=said(status.get("text")),
                quotation=quoted(status.get("quotation")), sources=sources(status))
            for side, found in sides.items() for status in found.get("statuses", [])]
        made.acts = [
            models.Act(
                type=named(act["type"]), side=act["rail"], dates=claims(act.get("dates"), day),
                place=said(act.get("place")), text=said(act.get("text")), sources=sources(act),
                signatories=[
                    {"name": said(one["name"]), "office": said(one["office"])} for one in act.get("signatories", [])],
                quotations=[
                    {**quoted(one["quotation"]), "sources": sources(one)} for one in act.get("quotations", [])])
            for act in record.get("acts", [])]
        made.save()


if __name__ == "__main__":
    with transaction.atomic():
        Filling(Path(sys.argv[1])).run()
