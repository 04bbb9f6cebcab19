"""A walk through the rooms by the arrow keys; the links that it follows are there without a script as well."""

START = "/en/exhibitions/ties-of-perm/how-it-began"


def test_the_arrow_keys_walk_through_the_rooms(readers, origin):
    page = readers.page()
    page.goto(origin + START)
    page.keyboard.press("ArrowLeft")
    assert page.url == origin + START
    page.keyboard.press("ArrowRight")
    page.wait_for_url(origin + "/en/exhibitions/ties-of-perm/amneville")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(origin + START)


def test_the_arrow_keys_keep_their_meaning_in_a_field(readers, origin):
    page = readers.page()
    page.goto(origin + START)
    page.locator("input[type=search]").first.fill("Perm")
    page.keyboard.press("ArrowRight")
    assert page.url == origin + START


def test_every_room_leads_to_the_next_without_a_script(readers, origin):
    page = readers.page(java_script_enabled=False)
    page.goto(origin + START)
    rooms = 1
    while page.locator(".walk a[rel=next]").count():
        page.locator(".walk a[rel=next]").click()
        rooms += 1
    assert rooms == 7
