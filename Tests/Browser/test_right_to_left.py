"""A Hall in Russian, English and the Arabic of the tests: every page type as its mirror image."""

import pytest

from Browser import arabic, languages, looks, probes
from Browser.axe import findings
from Browser.conftest import Readers
from Browser.pages import EVERY_PAGE, STATES, Site, reading

#: Drawings and rows that mean a way from here to there.
MIRRORED = {"arc", "fan", "end-arc", "card-arc", "bars"}


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    with arabic.serve(tmp_path_factory.mktemp("arabic")) as running:
        yield running


@pytest.fixture(scope="module")
def arabic_site(hall):
    return Site(hall.origin, ("ar",)).crawl()


@pytest.fixture(scope="module")
def arabic_readers(chromium, hall):
    them = Readers(chromium, hall.origin)
    yield them
    them.close()


@pytest.mark.parametrize("kind", EVERY_PAGE)
def test_a_page_is_its_own_mirror_image(arabic_site, arabic_readers, hall, kind):
    url = hall.origin + arabic_site.address(kind, "ar")
    page = arabic_readers.page(reading(scheme="black-on-white"), viewport=looks.WIDE, bypass_csp=True)
    answer = page.goto(url)
    assert answer.status == STATES.get(kind, ("", 200))[1]
    assert page.evaluate("() => [document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    looks.wear(page, window=looks.WIDE, size="usual")
    bad = languages.mismatches(page.evaluate(probes.TEXTS)) + page.evaluate(probes.DIRECTIONS)
    bad += looks.reflows(page)
    for size in ("usual", "largest"):
        looks.wear(page, size=size)
        bad += [f"{size}: {problem}" for problem in page.evaluate(probes.UNMIRRORED)]
    for drawing in page.evaluate(probes.TURNED):
        if drawing["turned"] != (drawing["name"] in MIRRORED):
            bad.append(f"{drawing['name']} is {'' if drawing['turned'] else 'not '}turned round")
    bad += findings(page)
    assert not bad, f"{url}\n" + "\n".join(bad)


def test_arrows_point_the_way_on(arabic_site, arabic_readers, hall):
    page = arabic_readers.page(viewport=looks.WIDE)
    page.goto(hall.origin + arabic_site.address("room", "ar"))
    turned = page.evaluate("""() => [...document.querySelectorAll('.walk a[rel]')].map(e => {
      const own = getComputedStyle(e, e.rel === 'next' ? '::after' : '::before');
      return [own.display, new DOMMatrix(own.transform).a]; })""")
    assert turned and all(display != "inline" and scale == -1 for display, scale in turned), turned


def test_the_probes_see_what_is_not_mirrored(arabic_readers):
    page = arabic_readers.fresh(viewport=looks.WIDE)
    page.set_content("""<!doctype html><html lang=ar dir=rtl><title>x</title><body style="margin:0">
      <p style="margin-left:40px">ابج</p><div style="width:100px"><p lang=en>To <b>here</b>.</p></div>
      <p>ابج <i lang=en>English words</i> ابج</p><div style="width:3000px;direction:rtl">ا</div>""")
    assert page.evaluate(probes.UNMIRRORED) == ["40 px from its mirror image: p “ابج”"]
    found = page.evaluate(probes.DIRECTIONS)
    assert sum("wrong way" in problem for problem in found) == 3 and sum("not parted" in problem for problem in found) == 1
    assert "“ا”" in page.evaluate(probes.OVERFLOW)[0]
    page.context.close()
