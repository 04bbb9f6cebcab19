"""Content packages go in whole or not at all, come out as they went in, and one process owns a Hall."""

import json
import sqlite3

import pytest

from Outside import hall, http, packages, program


def head(data) -> tuple:
    """The journal's last revision, read beside the program."""
    connection = sqlite3.connect(f"file:{data}/ledger.sqlite?mode=ro", uri=True)
    try:
        return connection.execute("SELECT number, hex(chain) FROM revision ORDER BY number DESC LIMIT 1").fetchone()
    finally:
        connection.close()


def test_export_and_import_again_is_the_same(pristine, small_package, tmp_path, copied):
    data, out, again, out_again = copied(), tmp_path / "out", tmp_path / "again", tmp_path / "out-again"
    program.must("export", out, "--data", data)
    assert not packages.difference(packages.contents(small_package), packages.contents(out))
    program.must("init", "--data", again)
    program.must("import", out, "--data", again)
    program.must("export", out_again, "--data", again)
    first = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    second = {path.relative_to(out_again): path.read_bytes() for path in out_again.rglob("*") if path.is_file()}
    assert first == second, "an export of an import of an export has the same bytes"


def test_the_demo_goes_in_and_comes_out(tmp_path):
    data, out = tmp_path / "data", tmp_path / "out"
    program.must("init", "--data", data)
    program.must("import", program.DEMO, "--data", data)
    assert program.run("check", "--data", data).returncode == 0
    program.must("export", out, "--data", data)
    assert packages.contents(program.DEMO).keys() == packages.contents(out).keys()
    before = head(data)
    program.must("import", out, "--data", data)
    assert head(data) == before, "the exported demo changes nothing"


def test_the_same_package_twice_changes_nothing(copied, small_package):
    data = copied()
    before = head(data)
    done = program.must("import", small_package, "--data", data)
    assert head(data) == before, program.told(done)


def test_a_dry_run_changes_nothing(empty, small_package):
    before, files = head(empty), sorted(path.name for path in empty.rglob("*"))
    done = program.must("import", small_package, "--data", empty, "--dry-run")
    assert head(empty) == before and not list((empty / "blobs").glob("??/*")), program.told(done)
    assert "8" in done.stdout, f"a dry run says how many records it would bring: {done.stdout}"
    assert [name for name in sorted(path.name for path in empty.rglob("*")) if name.endswith(".json")] == []
    assert files


BROKEN = {
    # file → its text, and what has to be said of it
    "records/article/a.json": (packages.envelope("article", "0000001", {
        "slug": "Not A Slug", "title": {}, "date": "yesterday", "text": {"en": "x"}, "nonsense": 1}),
        ["slug", "title", "date", "nonsense"]),
    "records/article/b.json": (packages.envelope("article", "not-a-code", {"slug": "b"}), ["code"]),
    "records/photo/c.json": (packages.envelope("photo", "0000003", {
        "slug": "c", "title": {"en": "c"}, "image": {"file": "media/gone.png"}, "nature": "painting",
        "alt": {"en": "c"}, "credit": {"xx-nonsense": "c"}}), ["image", "nature", "credit"]),
    "records/gift/d.json": (packages.envelope("gift", "0000004", {
        "slug": "d", "title": {"en": "d"}, "direction": "received", "city": "ZZZZZZZ"}), ["city"]),
    "records/none/e.json": (packages.envelope("nothing", "0000005", {}), ["kind"]),
    "records/article/f.json": ("{ not json", ["f.json"]),
    "records/article/g.json": ('{"kind":"article","kind":"article"', ["g.json"]),
    "records/photo/h.json": (packages.envelope("photo", "0000008", {
        "slug": "h", "title": {"en": "h"}, "image": {"file": "../../../etc/passwd"}, "nature": "drawing",
        "alt": {"en": "h"}, "credit": {"en": "h"}}), ["image"]),
    "records/photo/i.json": (packages.envelope("photo", "0000009", {
        "slug": "i", "title": {"en": "i"}, "image": {"file": "media/fake.png"}, "nature": "drawing",
        "alt": {"en": "i"}, "credit": {"en": "i"}}), ["image"]),
}


def test_every_error_of_every_file_is_told_at_once(empty, tmp_path):
    package = packages.write(tmp_path / "broken", [packages.article("fine", 1)], {"media/fake.png": b"no picture"})
    for name, (text, _) in BROKEN.items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text if isinstance(text, str) else json.dumps(text))
    before = head(empty)
    done = program.run("import", package, "--data", empty)
    said = done.stdout + done.stderr
    assert done.returncode == 1, program.told(done)
    missing = [
        f"{name}: {field}" for name, (_, fields) in BROKEN.items() for field in fields
        if not any(name in line and field in line for line in said.splitlines())]
    assert not missing, f"not told: {missing}\n{said}"
    assert head(empty) == before and not list((empty / "blobs").glob("??/*")), "a broken package changes nothing"


@pytest.mark.parametrize("make", ["nothing", "file", "no records"])
def test_what_is_no_package_is_refused(empty, tmp_path, make):
    place = tmp_path / "place"
    if make == "file":
        place.write_text("x")
    elif make == "no records":
        (place / "records").mkdir(parents=True)
    done = program.run("import", place, "--data", empty)
    assert done.returncode not in (0, -9) and (done.stdout + done.stderr).strip(), program.told(done)
    assert "Fatal" not in done.stderr


def test_commands_on_no_hall_say_so(tmp_path, small_package):
    for command in (["check"], ["rebuild"], ["import", small_package], ["export", tmp_path / "x"], ["backup", tmp_path / "y"]):
        done = program.run(*command, "--data", tmp_path / "nowhere")
        assert done.returncode != 0 and "nowhere" in done.stdout + done.stderr, program.told(done)
    assert not (tmp_path / "nowhere").exists()


def test_init_never_overwrites(copied, exported):
    data = copied()
    before = head(data)
    done = program.run("init", "--data", data)
    assert done.returncode != 0 and head(data) == before, program.told(done)


def test_a_second_writer_is_refused(copied, tmp_path):
    data = copied()
    more = packages.write(tmp_path / "more", [packages.article("more", 1)])
    with hall.Hall(data) as running:
        for command in (["import", more], ["rebuild"], ["restore", more, "--replace"], ["serve", "--port", str(hall.free_port())]):
            done = program.run(*command, "--data", data, patience=30)
            said = done.stdout + done.stderr
            assert done.returncode != 0, f"two writers at once: {program.told(done)}"
            assert str(running.pid) in said or "in use" in said or "another process" in said, program.told(done)
        assert running.get("/healthz").status == 200
        # Reading commands work beside the server.
        program.must("check", "--data", data)
        program.must("backup", tmp_path / "beside.backup", "--data", data)
        assert running.stop() == 0, "a graceful stop ends with 0"
    program.must("import", more, "--data", data)


def test_a_killed_server_leaves_no_lock(copied, tmp_path):
    data = copied()
    running = hall.Hall(data).start()
    running._process.kill()
    running._process.wait()
    program.must("import", packages.write(tmp_path / "more", [packages.article("more", 1)]), "--data", data)
    assert program.run("check", "--data", data).returncode == 0


def test_a_withdrawn_record_is_gone_and_says_so(copied, small_package, tmp_path):
    data = copied()
    public = packages.photo("small", 1)
    slug, of = public["record"]["slug"], public["code"]
    with hall.Hall(data) as running:
        assert running.get(f"/en/photos/{slug}").status == 200
        assert running.get(f"/p/{of}/64.jpg").status in (200, 404)
    withdrawn = packages.write(tmp_path / "withdrawn", [packages.photo("small", 1, published=False)])
    program.must("import", withdrawn, "--data", data)
    with hall.Hall(data) as running:
        for target in (f"/en/photos/{slug}", f"/ru/photos/{slug}", f"/o/{of}", f"/p/{of}/64.jpg"):
            answer = http.request(running.origin, target)
            assert answer.status == 410, f"{target}: {answer.status}"
            assert b"Photo small.1" not in answer.body and "Фотография small.1".encode() not in answer.body
        assert '<html lang="ru"' in running.get(f"/ru/photos/{slug}").text


def test_what_goes_wrong_inside_is_a_page_in_the_readers_language(copied):
    data = copied()
    with hall.Hall(data) as running:
        connection = sqlite3.connect(data / "catalogue.sqlite", timeout=20)
        tables = [row[0] for row in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%VIRTUAL%'")]
        for name in tables:
            try:
                connection.execute(f'DROP TABLE IF EXISTS "{name}"')
            except sqlite3.OperationalError:
                # Tables of the search index can only go with it.
                pass
        connection.commit()
        connection.close()
        for language, word in (("ru", "а"), ("en", "e")):
            answer = running.get(f"/{language}/photos")
            assert answer.status == 500, answer.status
            body = answer.text
            assert f'<html lang="{language}"' in body and word in body
            for leak in ("no such table", "SQLite", "GRDB", "Swift"):
                assert leak not in body, leak
            assert answer.header("content-security-policy") and answer.header("x-content-type-options")
