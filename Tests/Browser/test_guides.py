"""The guides for the office can be followed: done step by step, by the words that they name, in a new Hall."""

import pytest

from Browser import guides
from Browser.guides import Act
from Outside import hall


@pytest.mark.parametrize("name", guides.NAMES)
def test_the_guide_can_be_followed(chromium, tmp_path, name):
    with hall.Hall(hall.bilingual(tmp_path)) as running:
        trial = guides.Trial(running, chromium).prepare((name,))
        trial.follow_guide(name)
        trial.close()


@pytest.mark.parametrize("name", guides.NAMES)
def test_steps_are_for_somebody_and_lead_somewhere(name):
    tasks = guides.read(name)
    assert len([task for task in tasks if task.person]) >= 10
    for task in tasks:
        steps = [part for part in task.parts if isinstance(part, str)]
        assert bool(steps) == bool(task.person), f"“{task.heading}”: steps without somebody, or the other way round"
        assert not task.person or task.person in guides.PEOPLE or task.person == guides.GUEST, task.heading
        if steps:
            assert any(guides.acts(step) for step in steps), f"“{task.heading}” names nothing of the screen"


def test_a_step_is_read_as_it_is_written():
    assert guides.acts("Under **All records** open **Visits**. Press **Up** at **Hosts 2**. You see **Saved.**, **Hosts**") == [
        Act("see", ("All records",)), Act("open", ("Visits",)), Act("press", ("Up",), at="Hosts 2"),
        Act("see", ("Saved.",)), Act("see", ("Hosts",))]
    assert guides.acts("Press **Add: Hosts**. Fill in:\n**Hosts 1**, **Name**, English: `Anna`\n**Type**: **Letter**") == [
        Act("press", ("Add: Hosts",)), Act("fill", ("Hosts 1", "Name", "English"), "Anna"),
        Act("choose", ("Type",), "Letter")]
    assert guides.acts("Open the link. Fill in **Login** and **Password**. Open `A visit`, then open `/en/desk`.") == [
        Act("link"), Act("fill", ("Login",)), Act("fill", ("Password",)), Act("record", ("A visit",)),
        Act("address", ("/en/desk",))]


def test_what_is_not_there_is_told(chromium, tmp_path):
    with hall.Hall(hall.bilingual(tmp_path)) as running:
        trial = guides.Trial(running, chromium, patience=500).prepare(("curator",))
        for step in ["Press **Publish everything**.", "You see **A button that is gone**.", "Fill in **Wish**: `x`."]:
            with pytest.raises(guides.NotFollowed, match="A task"):
                trial.follow(guides.Task("A task", "publisher", [step]))
        trial.close()


def test_paper_has_what_is_written_and_no_menus(chromium, tmp_path):
    with hall.Hall(hall.bilingual(tmp_path)) as running:
        trial = guides.Trial(running, chromium).prepare(())
        page = trial.follower("publisher").page
        page.get_by_role("link", name="Gifts").click()
        page.get_by_role("link", name="An object of Sicilian artistic ceramics").click()
        form = page.url
        page.emulate_media(media="print")
        for place in [form, form.replace("/record/", "/history/"), form.replace("/record/", "/preview/")]:
            page.goto(place)
            assert "Sicilian" in page.inner_text("main")
            shown = page.locator("button:visible, .button:visible, nav:visible").all_inner_texts()
            assert not shown, f"{place} would print {shown}"
        trial.close()
