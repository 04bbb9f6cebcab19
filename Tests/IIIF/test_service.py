"""What the image service answers besides pixels: redirects, media types, headers, errors."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

VERSIONS = [2, 3]


def get(served, name, rest, version=3, **options):
    return served.hall.get(f"/iiif/{version}/{served.codes[name]}{rest}", **options)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_base_leads_to_the_information(served, version):
    answer = get(served, "odd", "", version)
    assert answer.status == 303
    assert answer.header("location") == f"/iiif/{version}/{served.codes['odd']}/info.json"


@pytest.mark.parametrize(("version", "accept", "kind"), [
    (3, None, "application/ld+json;profile=\"http://iiif.io/api/image/3/context.json\""),
    (3, "application/json", "application/json"), (3, "text/html, */*", "application/json"),
    (3, "application/ld+json;profile=\"http://iiif.io/api/image/3/context.json\"",
     "application/ld+json;profile=\"http://iiif.io/api/image/3/context.json\""),
    (2, None, "application/json"),
    (2, "Application/LD+JSON", "application/ld+json;profile=\"http://iiif.io/api/image/2/context.json\"")])
def test_information(served, version, accept, kind):
    answer = get(served, "odd", "/info.json", version, headers={"Accept": accept} if accept else {})
    assert (answer.status, answer.header("content-type")) == (200, kind)
    assert answer.header("vary") == "Accept, Accept-Encoding"
    told = json.loads(answer.body)
    assert (told["width"], told["height"]) == (1003, 751)
    assert told["id" if version == 3 else "@id"] == f"{served.hall.origin}/iiif/{version}/{served.codes['odd']}"
    assert {"width": 320, "height": 240} in told["sizes"]
    again = get(served, "odd", "/info.json", version, headers={
        **({"Accept": accept} if accept else {}), "If-None-Match": answer.header("etag")})
    assert again.status == 304


def test_an_image(served):
    answer = get(served, "odd", "/pct:0,0,100,100/!300,300/360/color.png")
    code = served.codes["odd"]
    assert (answer.status, answer.header("content-type")) == (200, "image/png")
    assert answer.header("link") == (
        f"<{served.hall.origin}/iiif/3/{code}/full/300,225/0/default.png>;rel=\"canonical\", "
        "<http://iiif.io/api/image/3/level2.json>;rel=\"profile\"")
    assert answer.header("cache-control") == "public, max-age=300, must-revalidate"
    assert get(served, "odd", "/full/300,225/0/default.png").header("etag") == answer.header("etag")
    known = get(served, "odd", "/full/300,/0/default.png", headers={"If-None-Match": answer.header("etag")})
    assert (known.status, known.body) == (304, b"")
    head = get(served, "odd", "/full/300,/0/default.png", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.header("content-length") == str(len(answer.body))


@pytest.mark.parametrize(("rest", "status"), [
    ("/full/max/0/default.tif", 400), ("/full/max/22.5/default.jpg", 400), ("/full/1004,/0/default.jpg", 400),
    ("/full/full/0/default.jpg", 400), ("/2000,0,1,1/max/0/default.jpg", 400), ("/a%2Fb/max/0/default.jpg", 400),
    ("/full/^16384,/0/default.jpg", 400), ("/full/^5000,5000/0/default.jpg", 400),
    ("/full/^4730,/0/default.jpg", 200), ("//max/0/default.jpg", 400), ("/full/max/0/default.jpg/", 404),
    ("/full/max/0", 404), ("/info.xml", 404), ("/", 404), ("/full/%00/0/default.jpg", 400)])
def test_what_means_nothing(served, rest, status):
    answer = get(served, "odd", rest)
    assert answer.status == status
    assert answer.header("access-control-allow-origin") == "*"


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("rest", ["", "/info.json", "/full/max/0/default.jpg", "/full/what/0/default.jpg"])
@pytest.mark.parametrize(("name", "status"), [("hidden", 404), ("withdrawn", 410)])
def test_what_is_not_public(served, version, rest, name, status):
    answer = get(served, name, rest, version)
    assert answer.status == status
    assert answer.header("access-control-allow-origin") == "*"
    assert answer.header("cache-control") != "public, max-age=300, must-revalidate"


def test_unknown_codes(served):
    for address in ["/iiif/3/0000000/info.json", "/iiif/3/odd/info.json", "/iiif/4/0000000", "/iiif/"]:
        answer = served.hall.get(address)
        assert (answer.status, answer.header("access-control-allow-origin")) == (404, "*"), address


def test_programs_of_other_sites_may_read(served):
    for rest in ["", "/info.json", "/full/90,/0/default.jpg"]:
        answer = get(served, "odd", rest)
        assert answer.header("access-control-allow-origin") == "*"
        assert answer.header("cross-origin-resource-policy") == "cross-origin"
        asked = get(served, "odd", rest, method="OPTIONS", headers={
            "Origin": "https://viewer.example", "Access-Control-Request-Method": "GET"})
        assert (asked.status, asked.header("access-control-allow-methods")) == (204, "GET, HEAD")
        assert get(served, "odd", rest, method="POST").status == 405


def test_a_full_queue_says_so_and_serves_on(served):
    """Of many different images at once some are made and the others are told to come again; none fails otherwise."""
    def ask(number):
        return get(served, "even", f"/{number},0,1500,1500/^!2500,2500/0/default.png", patience=300).status

    with ThreadPoolExecutor(60) as pool:
        found = list(pool.map(ask, range(60)))
    assert set(found) == {200, 503}, found
    assert get(served, "odd", "/full/90,/0/gray.jpg").status == 200
