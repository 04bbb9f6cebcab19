"""Whatever kind of file it came in, a picture is shown with the same pixels."""

import pytest
import pyvips

from Outside import hall
from Pictures import hostile

#: Of 255, in the mean: what packing costs a picture of 24 by 18 pixels whose colours change with each of them.
NEAR = 8


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The picture of each kind, as the image service gives it out without loss."""
    made = {f"whole/{name}": data for name, data in hostile.small().items()}
    reception = hostile.Reception(tmp_path_factory.mktemp("kinds"))
    assert set(reception.outcomes(made).values()) == {"accepted"}
    with hall.Hall(reception.data) as running:
        return {name: running.get(f"/iiif/3/{hostile.record(name)['code']}/full/max/0/default.png") for name in made}


# Ink is another picture: what a printer makes of these numbers.
@pytest.mark.parametrize("name", [name for name in hostile.small() if not name.startswith("ink")])
def test_a_picture_of_any_kind_is_the_same_picture(shown, name):
    answer = shown[f"whole/{name}"]
    assert answer.status == 200, answer.body[:200]
    found = pyvips.Image.new_from_buffer(answer.body, "")
    scene = hostile.scene()
    assert (found.width, found.height, found.bands) == (scene.width, scene.height, 3)
    assert (found - scene).abs().avg() < NEAR
