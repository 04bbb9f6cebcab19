"""Small Halls to break."""

import itertools

import pytest

from Outside import hall, packages, program


@pytest.fixture
def empty(tmp_path):
    """A new Hall without records."""
    data = tmp_path / "data"
    program.must("init", "--data", data)
    return data


@pytest.fixture(scope="session")
def small_package(tmp_path_factory):
    """Eight records and three pictures."""
    folder = tmp_path_factory.mktemp("package") / "small"
    records = [packages.article("small", n) for n in range(4)] + [packages.photo("small", n) for n in range(3)]
    records.append(packages.article("small", 9, published=False, about=[packages.code("photo", "small", 1)]))
    return packages.write(folder, records)


@pytest.fixture(scope="session")
def pristine(tmp_path_factory, small_package):
    """A Hall with the small package in it. Tests copy it, and never change it."""
    data = tmp_path_factory.mktemp("pristine") / "data"
    program.must("init", "--data", data)
    program.must("import", small_package, "--data", data)
    return data


@pytest.fixture
def copied(pristine, tmp_path):
    """Makes copies of the small Hall, each in a new folder."""
    numbers = itertools.count()
    return lambda: hall.copy(pristine, tmp_path / f"copy-{next(numbers)}")


@pytest.fixture
def exported(tmp_path):
    """Exports a Hall and returns what it says."""
    numbers = itertools.count()

    def export(data):
        folder = tmp_path / f"export-{next(numbers)}"
        program.must("export", folder, "--data", data)
        return packages.contents(folder)

    return export
