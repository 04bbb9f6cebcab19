"""What the demo Hall presents to other programs: every manifest and every collection is read by the library of the
community of IIIF, and is compared with the package from which the Hall was filled, never with our own reading of it."""

import gzip
import html
import io
import json
import re
import shutil
from types import SimpleNamespace

import pytest
from iiif_prezi3 import Collection, Manifest
from PIL import Image
from translate.storage import pypo

from Outside import hall, packages, program

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
LINKED = f'application/ld+json;profile="{CONTEXT}"'
LANGUAGES = ("ru", "en", "de", "fr", "it", "zh-Hans")
MANIFESTS, COLLECTIONS = ("photo", "gift", "document"), ("city", "exhibition")
#: Fields that visitors never see (docs/reference and the lists of KindsTests say so too), and those of which a reader
#: sees the effect instead: addresses, files, marks without words.
CLOSED = {
    "people", "consent", "internalNote", "blurring", "location", "valuation", "movements", "conditions", "hazards",
    "permission", "case", "note", "coveredBy"}
#: What choices are called, from the files that translators write.
CHOICES = {
    language: {(unit.getcontext(), unit.source): str(unit.target) for unit in
               pypo.pofile.parsefile(str(program.ROOT / "Resources" / "locale" / f"{language}.po")).units}
    for language in LANGUAGES}
EFFECTS = {"slug", "image", "preferred"}


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The demo Hall, with people named in one picture; `records` are those of its package by code."""
    folder = tmp_path_factory.mktemp("shown")
    shutil.copytree(program.DEMO, folder / "named")
    people = packages.name_people(folder / "named", "drawing-of-signing")
    running = hall.Hall(hall.filled(folder / "data", folder / "named"))
    running.options += ["--public-url", running.origin]
    program.must("export", folder / "package", "--data", folder / "data")
    with running:
        yield SimpleNamespace(hall=running, records=packages.contents(folder / "package"), people=people, told={})


def read(shown, address: str) -> dict:
    """A document, once; `iiif_prezi3` has read it as what it says that it is."""
    path = address.removeprefix(shown.hall.origin)
    if path not in shown.told:
        answer = shown.hall.get(path)
        assert (answer.status, answer.header("content-type")) == (200, LINKED), path
        told = json.loads(answer.body)
        {"Manifest": Manifest, "Collection": Collection}[told["type"]](**told)
        assert told["id"] == shown.hall.origin + path
        shown.told[path] = told
    return shown.told[path]


def address(kind: str, code: str) -> str:
    return f"/iiif/presentation/3/{code}/{'manifest' if kind in MANIFESTS else 'collection'}"


def public(shown, *kinds: str) -> list[tuple[str, dict]]:
    found = [(code, record) for code, record in shown.records.items() if record["kind"] in kinds and record["published"]]
    assert len(found) >= len(kinds)
    return found


def words(value) -> list[str]:
    """All strings of a document, what is written as markup read as a browser shows it."""
    if isinstance(value, str):
        return [html.unescape(value.removeprefix("<span>").removesuffix("</span>"))]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [word for item in inner for word in words(item)]


def by_language(document: dict) -> dict[str, list[str]]:
    """What a document says in each language, wherever it stands."""
    found: dict[str, list[str]] = {}

    def look(value):
        if isinstance(value, list):
            for item in value:
                look(item)
        elif isinstance(value, dict):
            if value.get("type") == "TextualBody":
                found.setdefault(value["language"], []).append(value["value"])
            if value and all(isinstance(item, list) and re.fullmatch(r"none|[a-z]{2,3}(-\w+)*", name)
                             for name, item in value.items()):
                for name, item in value.items():
                    if name not in ("items", "service", "metadata", "language"):
                        found.setdefault(name, []).extend(words(item))
            for item in value.values():
                look(item)

    look(document)
    return found


def plain(text: str) -> str:
    """Letters and digits alone: Markdown leaves its marks behind."""
    text = re.sub(r"\]\([^)]*\)", "", text)
    return re.sub(r"[^\w]+", "", text)


def leaves(value, path=()):
    """Every text, number and choice of a record with the way to it."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name not in CLOSED | EFFECTS or (name == "note" and isinstance(item, dict)):
                yield from leaves(item, (*path, name))
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, path)
    else:
        yield path, value


def missing(shown, code: str, record: dict, document: dict) -> list[str]:
    """What of the public fields of a record stands nowhere in what is told of it."""
    told = by_language(document)
    whole = {language: plain(" ".join(texts)) for language, texts in told.items()}
    everything = set(words(document))
    lost = []
    for path, value in leaves(record["record"]):
        name = path[-1]
        text = str(value)
        if name in LANGUAGES or re.fullmatch(r"[a-z]{2}", name) and isinstance(value, str) and len(path) > 1 and name in told:
            fine = plain(text) in whole.get(name, "")
        elif text in shown.records:
            # A record: its name in every language that it has, or its place among members, views and collections.
            other = shown.records[text]
            title = other["record"].get("title") or other["record"].get("name") or {}
            fine = not other["published"] or any(f"/{text}/" in word for word in everything) or all(
                plain(said) in whole.get(language, "") for language, said in title.items())
        elif isinstance(value, str) and re.fullmatch(r"[\[{]?-?\d{4}\b.*|[.\d]{2}\d.*|\.\./?\d.*", text) and name in ("date", "dates", "value", "made", "seen",
                "documented", "period", "opened", "day"):
            years = re.findall(r"\d{4}", text) or [text[:3]]
            fine = all(year in whole[language] for year in years for language in LANGUAGES)
        elif any(("choice", text) in CHOICES[language] for language in LANGUAGES):
            fine = all(plain(CHOICES[language]["choice", text]) in whole[language] for language in LANGUAGES)
        elif name in ("country", "languages", "language"):
            # Said in words that the system's own tables hold; that each language has some is enough here.
            fine = all(whole.get(language) for language in LANGUAGES)
        elif name == "part":
            view = document["items"][0]
            sides = [view["width"], view["height"]] * 2
            pixels = [int(float(share) * side / 100) for share, side in zip(text.removeprefix("pct:").split(","), sides)]
            fine = any(word.endswith("#xywh=" + ",".join(map(str, pixels))) for word in everything)
        elif name == "rights":
            fine = re.sub("^https", "http", text) in everything or text in everything
        elif isinstance(value, (int, float)):
            fine = any(text in word for word in everything)
        else:
            fine = any(plain(text) in found for found in whole.values()) or text in everything
        if not fine:
            lost.append(f"{code} {'.'.join(path)}: {text[:80]}")
    return lost


def test_every_manifest_holds_every_public_field_in_every_language(shown):
    lost = [line for code, record in public(shown, *MANIFESTS)
            for line in missing(shown, code, record, read(shown, address(record["kind"], code)))]
    assert not lost, "\n".join(lost)


def test_every_collection_holds_every_public_field_in_every_language(shown):
    lost = [line for code, record in public(shown, *COLLECTIONS)
            for line in missing(shown, code, record, read(shown, address(record["kind"], code)))]
    [(code, record)] = public(shown, "hall")
    lost += missing(shown, code, record, read(shown, "/iiif/presentation/3/collection"))
    assert not lost, "\n".join(lost)


def test_the_comparison_finds_what_is_not_told(shown):
    code, record = public(shown, "gift")[0]
    document = json.loads(json.dumps(read(shown, address("gift", code))))
    assert missing(shown, code, record, document) == []
    del document["summary"]["it"]
    assert len(missing(shown, code, record, document)) == 1


def test_labels_are_in_the_languages_of_the_interface_and_words_in_those_of_the_record(shown):
    for code, record in public(shown, *MANIFESTS):
        document = read(shown, address(record["kind"], code))
        assert set(document["label"]) == set(record["record"]["title"])
        for fact in document["metadata"]:
            assert set(fact["label"]) == set(LANGUAGES), fact
        for page in document["homepage"]:
            [language] = page["language"]
            assert shown.hall.get(page["id"].removeprefix(shown.hall.origin)).status == 200
            assert f"/{language}/" in page["id"]


def test_views_are_the_photos_of_the_thing_and_those_that_show_it(shown):
    for code, record in public(shown, *MANIFESTS):
        own = record["record"].get({"gift": "photos", "document": "pages"}.get(record["kind"], ""), [])
        expected = [code] if record["kind"] == "photo" else [
            *own, *sorted(of for of, photo in public(shown, "photo") if code in photo["record"].get("shows", []) and of not in own)]
        canvases = read(shown, address(record["kind"], code))["items"]
        views = [canvas["id"].rsplit("/", 1)[1] for canvas in canvases]
        if not expected:
            assert views == [code] and "items" not in canvases[0]
            continue
        assert views[:len(own) or 1] == expected[:len(own) or 1] and sorted(views) == sorted(expected)
        for canvas, of in zip(canvases, views):
            photo = shown.records[of]["record"]
            assert {language: texts[0] for language, texts in canvas["summary"].items()} == photo["alt"]
            statement = canvas["requiredStatement"]["value"]
            assert {language: texts[0] for language, texts in statement.items()} == photo["credit"]
            led = shown.hall.get(canvas["id"].removeprefix(shown.hall.origin))
            assert (led.status, led.header("location")) == (303, address(record["kind"], code))


def test_people_are_tagged_where_they_are_seen_and_by_which_consent_is_not_told(shown):
    [(code, record)] = [(code, record) for code, record in public(shown, "photo") if "named" in record["record"]]
    assert record["record"]["named"] == shown.people
    document = read(shown, address("photo", code))
    [page] = document["items"][0]["annotations"]
    tags = [remark for remark in page["items"] if remark["motivation"] == "tagging"]
    seen = [person for person in shown.people if "part" in person]
    assert [{body["language"]: body["value"] for body in tag["body"]} for tag in tags] == [
        {language: "\n\n".join([name, *filter(None, [person.get("office", {}).get(language)])])
         for language, name in person["name"].items()} for person in seen]
    assert len({tag["id"] for tag in page["items"]}) == len(page["items"])
    everything = " ".join(words(document))
    [consent] = [person["coveredBy"] for person in shown.people if "coveredBy" in person]
    assert shown.people[2]["name"]["en"] in everything and consent not in everything


def images(value):
    if isinstance(value, dict):
        if value.get("type") == "Image":
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from images(item)


def test_every_image_has_the_size_that_is_announced(shown):
    seen = {}
    for code, record in public(shown, *MANIFESTS, *COLLECTIONS):
        for image in images(read(shown, address(record["kind"], code))):
            seen[image["id"]] = image
    assert len(seen) >= 2 * len(public(shown, "photo")) - 5
    for image in seen.values():
        answer = shown.hall.get(image["id"].removeprefix(shown.hall.origin), patience=60)
        assert (answer.status, answer.header("content-type")) == (200, image["format"]), image
        assert Image.open(io.BytesIO(answer.body)).size == (image["width"], image["height"]), image
        for service in image["service"]:
            path = service.get("id", service.get("@id")).removeprefix(shown.hall.origin)
            assert shown.hall.get(f"{path}/info.json").status == 200


def test_collections_hold_what_belongs_to_them_and_each_member_leads_back(shown):
    whole = read(shown, "/iiif/presentation/3/collection")
    members = {member["id"].removeprefix(shown.hall.origin) for member in whole["items"]}
    assert members == {address(record["kind"], code) for code, record in public(shown, *MANIFESTS, *COLLECTIONS)}
    for code, record in public(shown, *COLLECTIONS):
        here = address(record["kind"], code)
        collection = read(shown, here)
        assert whole["id"] in [other["id"] for other in collection["partOf"]]
        for member in collection["items"]:
            told = read(shown, member["id"])
            assert (told["label"], told["type"]) == (member["label"], member["type"])
            if told["type"] == "Manifest":
                assert shown.hall.origin + here in [other["id"] for other in told["partOf"]], (here, member["id"])
    for code, record in public(shown, *MANIFESTS):
        document = read(shown, address(record["kind"], code))
        for other in document["partOf"]:
            assert document["id"] in [member["id"] for member in read(shown, other["id"])["items"]]


def test_dates_and_places_are_told_where_they_are_certain(shown):
    sure = 0
    for code, record in public(shown, "document", "gift"):
        document = read(shown, address(record["kind"], code))
        claims = record["record"].get("dates" if record["kind"] == "document" else "presented", [])
        chosen = next((claim for claim in claims if claim.get("preferred")), *claims[:1] or [{}])
        written = chosen.get("value", "")
        if re.fullmatch(r"\d{4}(-\d\d){0,2}", written):
            first = written + "-01" * (2 - written.count("-"))
            assert document["navDate"] == f"{first}T00:00:00Z"
            sure += 1
        else:
            assert "navDate" not in document, written
        cities = record["record"].get("cities") or [record["record"]["city"]]
        places = [place["geometry"]["coordinates"] for place in document.get("navPlace", {}).get("features", [])]
        for city in cities:
            for claim in shown.records[city]["record"]["coordinates"][:1]:
                assert claim["value"][::-1] in places
    assert sure >= 3


def test_pages_point_at_what_is_presented(shown):
    slug = {code: record["record"]["slug"] for code, record in public(shown, *MANIFESTS, *COLLECTIONS)}
    folders = {"photo": "photos", "gift": "gifts", "document": "documents", "city": "cities", "exhibition": "exhibitions"}
    pages = {f"/de/{folders[record['kind']]}/{slug[code]}": address(record["kind"], code)
             for code, record in public(shown, *MANIFESTS, *COLLECTIONS)}
    for page, presented in [*pages.items(), ("/de/", "/iiif/presentation/3/collection")]:
        link = re.search(r'<link rel="alternate" type="application/ld\+json;profile=&quot;([^&]*)&quot;" href="([^"]*)">',
                         shown.hall.get(page).text)
        assert link and link.groups() == (CONTEXT, shown.hall.origin + presented), page


@pytest.mark.parametrize(("accept", "kind"), [
    (None, LINKED), (LINKED, LINKED), ("application/json", "application/json"), ("text/html, */*", "application/json")])
def test_documents_answer_as_info_json_does(shown, accept, kind):
    asked = {"Accept": accept} if accept else {}
    path = "/iiif/presentation/3/collection"
    answer = shown.hall.get(path, headers=asked)
    assert (answer.status, answer.header("content-type"), answer.header("vary")) == (200, kind, "Accept, Accept-Encoding")
    assert answer.header("access-control-allow-origin") == "*"
    assert answer.header("cache-control") == "public, max-age=300, must-revalidate"
    assert (answer.header("link") is None) == (kind == LINKED)
    head = shown.hall.get(path, headers=asked, method="HEAD")
    assert (head.status, head.body, head.header("content-length")) == (200, b"", str(len(answer.body)))
    again = shown.hall.get(path, headers={**asked, "If-None-Match": answer.header("etag")})
    assert (again.status, again.body) == (304, b"")
    assert shown.hall.get(path, method="POST").status == 405
    options = shown.hall.get(path, method="OPTIONS")
    assert (options.status, options.header("access-control-allow-methods")) == (204, "GET, HEAD")


def test_long_documents_travel_packed(shown):
    path = "/iiif/presentation/3/collection"
    plain, packed = (shown.hall.get(path, headers={"Accept-Encoding": coding}) for coding in ("identity", "gzip"))
    assert (plain.header("content-encoding"), packed.header("content-encoding")) == (None, "gzip")
    assert gzip.decompress(packed.body) == plain.body and len(packed.body) * 3 < len(plain.body)
    assert plain.header("etag") != packed.header("etag")
    again = shown.hall.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": packed.header("etag")})
    assert again.status == 304


def test_what_is_not_public_is_presented_nowhere(served):
    codes = served.codes
    for name, status in [("hidden", 404), ("withdrawn", 410)]:
        for rest in ["manifest", f"canvas/{codes[name]}"]:
            answer = served.hall.get(f"/iiif/presentation/3/{codes[name]}/{rest}")
            assert (answer.status, answer.header("access-control-allow-origin")) == (status, "*")
    assert served.hall.get(f"/iiif/presentation/3/{codes['odd']}/canvas/{codes['withdrawn']}").status == 410
    everything = served.hall.get("/iiif/presentation/3/collection").text
    assert codes["odd"] in everything
    assert not [name for name in ("hidden", "withdrawn") if codes[name] in everything]
    told = json.loads(served.hall.get(f"/iiif/presentation/3/{codes['lying']}/manifest").body)
    assert (told["items"][0]["width"], told["items"][0]["height"]) == (803, 1201)
    assert told["rights"] == "http://creativecommons.org/licenses/by-sa/4.0/"


def test_unknown_addresses(served):
    for rest in ["", "/manifest", "/0000000/manifest", "/0000000/collection", "/collection/2",
                 f"/{served.codes['odd']}/collection"]:
        assert served.hall.get(f"/iiif/presentation/3{rest}").status == 404, rest


def test_without_a_public_address_there_is_nothing(tmp_path):
    records = [packages.photo("bare", 1)]
    data = hall.filled(tmp_path / "data", packages.write(tmp_path / "package", records))
    with hall.Hall(data) as running:
        assert running.get(f"/iiif/presentation/3/{records[0]['code']}/manifest").status == 404
        assert running.get("/iiif/presentation/3/collection").status == 404
