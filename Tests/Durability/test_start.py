"""Settings and ports that will not do: each is refused with its name, before anything is opened."""

import json
import socket

import pytest

from Outside import program

REFUSED = {
    "a misspelt name": ({"second-facter": "administrators"}, "there is no setting 'second-facter'"),
    "no text": ({"review": True}, "review must be a text in quotation marks"),
    "no number": ({"port": ["8080"]}, "port must be a number"),
    "a number in words": ({"port": "eighty"}, "port must be a whole number, not 'eighty'"),
    "a list": (["data"], "settings.json is not valid JSON at line 1, column 1: an object was expected"),
}


@pytest.fixture
def data(tmp_path):
    program.must("init", "--data", tmp_path / "data")
    return tmp_path / "data"


@pytest.mark.parametrize("settings, words", REFUSED.values(), ids=REFUSED)
def test_a_settings_file_that_will_not_do_is_refused(data, tmp_path, settings, words):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps(settings))
    done = program.run("serve", "--data", data, "--config", file)
    assert done.returncode == 2 and words in done.stderr


def test_a_settings_file_that_is_not_there_is_told(data, tmp_path):
    done = program.run("check", "--data", data, "--config", tmp_path / "none.json")
    assert done.returncode == 2 and f"there is no settings file {tmp_path}/none.json" in done.stderr


def test_numbers_may_be_texts(data, tmp_path):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"data": str(data), "port": "8080", "render-cache": 0, "review": "optional"}))
    program.must("check", "--config", file)


def test_a_port_that_is_taken_is_told(data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = program.run("serve", "--data", data, "--port", str(port))
    assert done.returncode == 2
    assert f"port {port} of 127.0.0.1 is in use by another program; choose another port with --port" in done.stderr
