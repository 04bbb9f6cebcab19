"""A walk through the rooms by the arrow keys and by touch; the links it follows are there without a script as well."""

import pytest

ROOM = "/en/exhibitions/ties-of-perm/oxford"
#: The doors that were followed, without going through them: what a key does is done when the press returns.
COUNT_DOORS = """() => {
  window.followed = [];
  for (const door of document.querySelectorAll('.walk a'))
    door.addEventListener('click', event => { event.preventDefault(); followed.push(door.rel); });
}"""
SWIPE = """([x, y]) => {
  const touch = (x, y) => new Touch({identifier: 1, target: document.body, clientX: x, clientY: y});
  const start = touch(200, 200), end = touch(200 + x, 200 + y);
  document.body.dispatchEvent(new TouchEvent('touchstart', {bubbles: true, touches: [start], changedTouches: [start]}));
  document.body.dispatchEvent(new TouchEvent('touchend', {bubbles: true, touches: [], changedTouches: [end]}));
  return followed;
}"""


@pytest.fixture
def room(readers, origin):
    page = readers.page(has_touch=True)
    page.goto(origin + ROOM)
    page.evaluate(COUNT_DOORS)
    return page


def test_the_arrow_keys_follow_the_doors(room):
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "Control+ArrowRight"):
        room.keyboard.press(key)
    assert room.evaluate("followed") == ["next", "prev"]


def test_the_arrow_keys_keep_their_meaning_in_a_field(room):
    room.locator("form.search input").first.fill("Perm")
    room.keyboard.press("ArrowRight")
    assert room.evaluate("followed") == []


@pytest.mark.parametrize("way, door", [((-120, 10), ["next"]), ((120, 10), ["prev"]), ((-120, 90), []), ((-30, 0), [])])
def test_a_long_and_level_swipe_follows_a_door(room, way, door):
    assert room.evaluate(SWIPE, list(way)) == door


def test_a_door_leads_to_the_next_room(readers, origin):
    page = readers.page()
    page.goto(origin + ROOM)
    page.keyboard.press("ArrowRight")
    page.wait_for_url(origin + "/en/exhibitions/ties-of-perm/qingdao")


def test_every_room_leads_to_the_next_without_a_script(readers, origin):
    page = readers.page(java_script_enabled=False)
    page.goto(origin + "/en/exhibitions/ties-of-perm/how-it-began")
    rooms = 1
    while page.locator(".walk a[rel=next]").count():
        page.locator(".walk a[rel=next]").click()
        rooms += 1
    assert rooms == 7
