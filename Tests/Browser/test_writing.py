"""Writing at the Desk with a script: what is typed outlives the server and the browser, links are found by keyboard, and
dates are read while they are typed."""

import os
import re
import signal
import subprocess
import time

import pytest
from playwright.sync_api import expect

from Browser import probes
from Browser.axe import findings
from Browser.pages import SCHEMES, reading
from Browser.test_desk import PASSWORD, open_page, sign_in
from Outside import hall, program


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A Hall with one person who may publish."""
    data = hall.bilingual(tmp_path_factory.mktemp("writing"))
    added = subprocess.run(
        [str(program.twinhall()), "user", "add", "--data", str(data), "--login", "anna", "--name", "Anna",
         "--role", "publisher", "--password-stdin"], input=PASSWORD + "\n", text=True, capture_output=True)
    assert added.returncode == 0, added.stderr
    with hall.Hall(data, "--review", "optional") as running:
        yield running


@pytest.fixture
def page(chromium, office):
    page = open_page(chromium, office, viewport={"width": 1280, "height": 1024})
    sign_in(page, office)
    yield page
    page.context.close()


def begin(page, office, place, language="en"):
    """Opens a form without what another test left in it."""
    page.goto(f"{office.origin}/{language}/desk/{place}")
    if page.locator("button[value=discard]").count():
        page.locator("button[value=discard]").click()
        page.goto(f"{office.origin}/{language}/desk/{place}")


def test_what_is_typed_outlives_the_server_and_the_browser(chromium, office, page):
    begin(page, office, "new/article")
    page.locator('[name="title.en"]').focus()
    page.keyboard.type("Typed 青岛 \"quoted\" and not saved")
    expect(page.locator("#keeping")).to_contain_text("Kept as your draft at")
    assert page.evaluate("document.activeElement.name") == "title.en", "the focus stays where one types"
    os.kill(office.pid, signal.SIGKILL)
    office.stop()
    page.context.close()
    office.start()
    fresh = open_page(chromium, office, scripts=False)
    sign_in(fresh, office)
    assert "not saved" in fresh.inner_text(".desk-unsaved-list")
    fresh.locator(".desk-unsaved-list a").click()
    fresh.locator("button[value=continue]").click()
    assert fresh.input_value('[name="title.en"]') == "Typed 青岛 \"quoted\" and not saved"
    fresh.locator("button[value=discard]").click()
    fresh.context.close()


def test_leaving_the_page_keeps_what_was_typed_last(office, page):
    begin(page, office, "new/event")
    page.fill('[name="title.en"]', "Typed a moment ago")
    page.goto(f"{office.origin}/en/desk/records/event")
    # What a browser sends while it leaves a page may arrive after the next one was asked for.
    deadline = time.monotonic() + 20
    while "Typed a moment ago" not in page.inner_text("main") and time.monotonic() < deadline:
        page.goto(f"{office.origin}/en/desk")
    assert "Typed a moment ago" in page.inner_text(".desk-unsaved-list")


def test_saving_leaves_no_draft(office, page):
    begin(page, office, "new/organisation")
    page.fill('[name="slug"]', "a-school-of-ours")
    page.fill('[name="name.en"]', "A school of ours")
    expect(page.locator("#keeping")).to_contain_text("Kept as your draft at")
    page.locator('button[value="save"]').last.click()
    assert "done=saved" in page.url
    page.goto(f"{office.origin}/en/desk")
    assert page.locator(".desk-unsaved-list", has_text="A school of ours").count() == 0


def test_a_link_is_found_by_keyboard(office, page):
    begin(page, office, "new/organisation")
    box = page.get_by_role("combobox", name="City")
    box.focus()
    page.keyboard.type("青")
    options = page.locator(".matches [role=option]")
    expect(options.first).to_contain_text("Qingdao")
    expect(page.locator("input[name=city]")).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".desk-link + [role=status]").first).to_contain_text("1 record found")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    assert box.input_value() == "青", "Escape closes and takes nothing away"
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    assert page.locator(f'[id="{active}"]').get_attribute("aria-selected") == "true"
    bad = [finding for finding in findings(page)]
    page.keyboard.press("Enter")
    assert re.fullmatch(r"Qingdao · [0-9A-Z]{7}", box.input_value())
    assert page.url.endswith("/new/organisation"), "Enter takes the record and does not send the form"
    assert not bad, bad


def test_a_button_below_the_list_is_pressed_at_the_first_try(office, page):
    begin(page, office, "new/visit")
    page.get_by_role("button", name="Add: Cities").click()
    page.get_by_role("combobox", name="Cities 1").focus()
    page.keyboard.type("a")
    expect(page.locator(".matches [role=option]").nth(2)).to_be_visible()
    button = page.get_by_role("button", name="Add: Dates, by source")
    button.scroll_into_view_if_needed()
    place = button.bounding_box()
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.mouse.down()
    with page.expect_navigation():
        page.mouse.up()


def test_what_is_missing_is_made_where_it_is_linked(office, page):
    begin(page, office, "new/organisation")
    box = page.get_by_role("combobox", name="City")
    box.focus()
    page.keyboard.type("Newtown on the Kama")
    expect(page.locator(".matches [role=option]")).to_have_count(1)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(box).to_have_value(re.compile(r"^Newtown on the Kama · [0-9A-Z]{7}$"))
    said = page.locator(".desk-link + [role=status]").first
    expect(said).to_contain_text("made as a draft")
    page.goto(office.origin + said.locator("a").get_attribute("href"))
    assert page.input_value('[name="name.en"]').strip() == "Newtown on the Kama"


def test_a_date_is_read_while_it_is_typed(office, page):
    begin(page, office, "new/article", "ru")
    page.locator('[name="date"]').focus()
    help_ = page.locator('[id="h-date"]')
    page.keyboard.type("2019-06-1")
    expect(help_).to_contain_text("Это пока не дата.")
    page.keyboard.type("9")
    expect(help_).to_contain_text("19 июня 2019")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_comes_while_writing_keeps_the_rules(chromium, office, language):
    bad = []
    for look in (SCHEMES[0], SCHEMES[2]):
        page = open_page(
            chromium, office, reading(scheme=look), scripts=True, viewport={"width": 1280, "height": 1024},
            bypass_csp=True)
        sign_in(page, office, language)
        begin(page, office, "new/exhibition", language)
        page.fill('[name="introduction.en"]', "### Rooms\n\n- *one*\n- [two](https://example.org)\n\n> three")
        page.locator('button[value="introduction"][name=preview]').click()
        assert page.locator(".desk-preview li").count() == 2
        bad += [f"preview, {look}: {finding}" for finding in findings(page)]
        page.goto(f"{office.origin}/{language}/desk/new/exhibition")
        bad += [f"offered, {look}: {finding}" for finding in findings(page)]
        page.locator("button[value=continue]").click()
        bad += [f"continued, {look}: {finding}" for finding in findings(page)]
        page.goto(f"{office.origin}/{language}/desk")
        bad += [f"home, {look}: {finding}" for finding in findings(page)]
        page.context.close()
    assert not bad, "\n".join(dict.fromkeys(bad))


@pytest.mark.parametrize("size", ["usual", "largest"])
def test_what_comes_while_writing_fits_a_telephone(chromium, office, size):
    page, bad = open_page(
        chromium, office, reading(size=size), scripts=False, viewport={"width": 320, "height": 640}), []
    sign_in(page, office)
    begin(page, office, "new/organisation")
    page.fill('[name="city"]', "Qing")
    page.locator('button[name=find][value="city"]').click()
    assert page.locator(".desk-finding input[type=radio]").count() == 2
    bad += [f"found: {problem}" for problem in page.evaluate(probes.OVERFLOW)]
    page.locator('button[name=preview][value="text"]').click()
    bad += [f"preview: {problem}" for problem in page.evaluate(probes.OVERFLOW)]
    page.goto(f"{office.origin}/en/desk")
    bad += [f"home: {problem}" for problem in page.evaluate(probes.OVERFLOW)]
    page.context.close()
    assert not bad, "\n".join(bad)
