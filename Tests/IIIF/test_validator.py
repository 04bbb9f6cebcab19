"""IIIF's own validator passes, every test of level 2 and below, for both versions of the Image API.

The picture it asks for is made from its own table of colours. What it tests beyond level 2 and the Hall does is named."""

import pytest
from iiif_validator.validator import ImageAPI, ValidationInfo
from iiif_validator.validator import TestSuite as Suite

#: Tests of level 3 that hold as well. Not among them: other formats, other angles, and for 3.0 `size_up`, which takes
#: `^max` for the size of the picture, where the specification says the limits of the server.
BEYOND = {
    "3.0": ["linkheader_canonical", "linkheader_profile", "rot_mirror", "rot_mirror_180"],
    "2.0": ["linkheader_canonical", "linkheader_profile", "rot_mirror", "rot_mirror_180", "size_up"],
}


def required(version: str) -> list[str]:
    found = Suite(ValidationInfo()).list_tests(version)
    names = [name for name, facts in found.items() if facts["level"] <= 2]
    assert len(names) >= 28, f"the validator has fewer tests for {version} than it had: {names}"
    return names + BEYOND[version]


@pytest.mark.parametrize(
    ("version", "name"), [(version, name) for version in BEYOND for name in required(version)])
def test_validator(served, version, name):
    suite = Suite(ValidationInfo())
    api = ImageAPI(
        served.codes["grid"], served.hall.origin.removeprefix("http://"), f"iiif/{version[0]}", version=version,
        debug=False)
    suite.run_test(name, api)
    assert api.exception is None, f"{api.exception} at {api.urls}"
