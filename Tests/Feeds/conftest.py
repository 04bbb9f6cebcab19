"""The Hall that the tests of the feeds read."""

import pytest

from Feeds import ORIGIN
from Outside import hall


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The demo Hall, told its public address: without one it has no feeds."""
    with hall.Hall(hall.demo(tmp_path_factory.mktemp("hall")), "--public-url", ORIGIN) as running:
        yield running
