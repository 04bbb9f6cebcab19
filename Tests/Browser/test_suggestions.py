"""The search: what is offered while somebody types, and how its answers are narrowed; with and without scripts."""

import json
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from Browser.axe import findings
from Browser.looks import NARROW
from Browser.pages import reading


@pytest.fixture
def opened(readers, origin):
    pages = []

    def at(path, view=None, **options):
        page = readers.fresh(view, **options)
        pages.append(page)
        page.goto(origin + path)
        return page

    yield at
    for page in pages:
        page.context.close()


def typed(page, words):
    field = page.get_by_role("combobox").first
    field.press_sequentially(words)
    expect(page.get_by_role("listbox").first).to_be_visible()
    return field


def test_the_list_is_walked_by_keys_and_leads_to_the_record(opened):
    page = opened("/ru/")
    field = typed(page, "окс")
    assert field.get_attribute("aria-expanded") == "true"
    options = page.get_by_role("option")
    said = page.locator("form.search [role=status]")
    expect(said).to_have_text(f"Подсказки: {options.count()}")
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    assert options.first.get_attribute("aria-selected") == "true"
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert field.input_value() == "окс" and page.url.endswith("/ru/")
    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    city = options.filter(has_text="Город").first
    for _ in range(options.count()):
        field.press("ArrowDown")
        if city.get_attribute("aria-selected") == "true":
            break
    field.press("Enter")
    page.wait_for_url("**/ru/cities/oxford")


def test_enter_asks_as_ever_where_nothing_was_chosen(opened):
    page = opened("/en/")
    typed(page, "oxf").press("Enter")
    page.wait_for_url("**/en/search?q=oxf")
    assert page.locator(".hit").count() > 0


def test_a_click_keeps_the_settings_that_travel_in_the_address(opened):
    page = opened("/en/?view=" + quote(reading(scheme="white-on-black")))
    typed(page, "oxf")
    page.get_by_role("option").first.click()
    page.wait_for_url(re.compile("view="))
    assert page.evaluate("document.documentElement.dataset.scheme") == "white-on-black"


@pytest.mark.parametrize("view", [None, reading(scheme="white-on-black", size="largest")], ids=["usual", "largest"])
def test_the_open_list_keeps_the_rules_on_a_telephone(opened, view):
    page = opened("/ru/", view, viewport=NARROW)
    typed(page, "окс").press("ArrowDown")
    # What the list covers cannot be judged while it is open.
    assert not [one for one in findings(page) if "overlapped by another element" not in one]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    heights = page.eval_on_selector_all("[role=option]", "all => all.map(e => e.getBoundingClientRect().height)")
    assert min(heights) >= 44


def test_titles_say_their_language(opened, origin):
    page = opened("/ru/")
    answer = json.loads(page.request.get(f"{origin}/ru/search.json?q=oxford%20perm%20association").text())
    foreign = [one for one in answer["suggestions"] if one["language"] == "en"]
    assert foreign and all(one["address"].startswith("/ru/") for one in answer["suggestions"])
    typed(page, "oxford perm association")
    expect(page.locator("[role=option] bdi[lang=en]").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_answers_are_narrowed_and_widened_by_links(opened, scripts):
    page = opened("/en/search?q=oxford", java_script_enabled=scripts)

    def found():
        return int(page.locator(".found").inner_text().split()[0])

    whole = found()
    page.locator(".facet summary", has_text="Kind").click()
    choice = page.locator(".facet[open] li a").first
    promised = int(re.search(r"(\d+)", choice.locator(".count").inner_text())[1])
    choice.click()
    assert found() == promised < whole
    assert page.locator(".facet summary").first.inner_text().startswith("Kind: ")
    page.locator(".facet summary").first.click()
    assert page.locator(".facet[open] a[aria-current=true]").count() == 1
    # The language changes, what was chosen stays.
    page.locator(".languages a", has_text="Deutsch").click()
    assert "kind=" in page.url and page.url.split("?")[0].endswith("/de/search")
    page.locator(".facets > a").click()
    assert "kind=" not in page.url
    assert int(page.locator(".found").inner_text().split()[0]) == whole


def test_a_choice_that_leaves_nothing_leads_back(opened):
    page = opened("/en/search?q=oxford&kind=gift&from=1801&to=1801")
    assert page.locator(".hit").count() == 0
    expect(page.get_by_text("No result has all that was chosen.")).to_be_visible()
    page.locator(".facets > a").click()
    assert page.locator(".hit").count() > 0
