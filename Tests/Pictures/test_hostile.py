"""Whatever is sent as a picture has the outcome of the committed table, in bounded time and memory, and the next one comes in."""

import pytest

from Outside import hall
from Pictures import hostile

EXPECTED = dict(line.split("\t") for line in hostile.TABLE.read_text().splitlines())
BOMBS = [name for name in EXPECTED if name.startswith("bomb/")]

#: MiB of any process, and seconds of a processor for one file, twice those of the release build.
MEMORY, SECONDS = 512, 20


@pytest.fixture(scope="module")
def reception(tmp_path_factory):
    return hostile.Reception(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def made():
    return hostile.files()


def test_every_file_has_the_outcome_of_the_table(reception, made):
    assert set(EXPECTED) == set(made), "the table is of another set of files"
    light = {name: data for name, data in made.items() if not name.startswith("bomb/")}
    found = reception.outcomes(light)
    assert {name: word for name, word in found.items() if word != EXPECTED[name]} == {}
    assert max(one.memory for one in reception.imports) < MEMORY


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_takes_no_more_than_others(reception, made, name):
    before = len(reception.imports)
    assert reception.outcomes({name: made[name]}) == {name: EXPECTED[name]}
    taken = reception.imports[before:]
    assert max(one.memory for one in taken) < MEMORY
    assert sum(one.seconds for one in taken) < SECONDS


def test_a_good_picture_comes_in_afterwards(reception, made):
    name, data = "good/afterwards.png", hostile.scene(30, 20).pngsave_buffer()
    assert reception.outcomes({name: data}) == {name: "accepted"}
    with hall.Hall(reception.data) as running:
        assert running.get(f"/p/{hostile.record(name)['code']}/30.jpg").status == 200
