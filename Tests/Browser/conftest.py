"""The Hall under test, the crawl over it, and one browser for the whole suite."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import sync_playwright

from Browser import report
from Browser.pages import Site
from Outside import hall

#: Debian's browser; the flags are for containers without a display, a sandbox or much /dev/shm.
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--font-render-hinting=none"]


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The demo Hall on a free port; TWINHALL_ORIGIN names one that runs already, while one works on a page."""
    if origin := os.environ.get("TWINHALL_ORIGIN"):
        yield SimpleNamespace(origin=origin.rstrip("/"), data=None)
        return
    with hall.Hall(hall.demo(tmp_path_factory.mktemp("hall"))) as running:
        yield running


@pytest.fixture(scope="session")
def origin(served):
    return served.origin


@pytest.fixture(scope="session")
def site(origin):
    return Site(origin).crawl()


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright):
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    if file := os.environ.get("TWINHALL_REPORT"):
        report.RUN.tools = report.tools(browser.version)
    yield browser
    browser.close()
    if file and report.RUN.counts:
        # Of each process, where several share the work.
        report.RUN.write(Path(file + os.environ.get("PYTEST_XDIST_WORKER", "")))


class Readers:
    """Readers with the same wishes share one page, so that the suite opens few of them."""

    def __init__(self, browser, origin: str):
        self._browser, self._origin = browser, origin
        self._open: dict = {}

    def page(self, view: str | None = None, **options):
        """A page of a reader whose cookie is `view`; `options` are those of a browser context."""
        key = (view, repr(sorted(options.items())))
        if key not in self._open:
            self._open[key] = self.fresh(view, **options)
        return self._open[key]

    def fresh(self, view: str | None = None, **options):
        options.setdefault("viewport", {"width": 1280, "height": 1024})
        context = self._browser.new_context(reduced_motion="reduce", **options)
        if view:
            context.add_cookies([{"name": "reading", "value": view, "url": self._origin}])
        page = context.new_page()
        page.set_default_timeout(20_000)
        return page

    def close(self):
        for page in self._open.values():
            page.context.close()


@pytest.fixture(scope="session")
def readers(chromium, origin):
    all_of_them = Readers(chromium, origin)
    yield all_of_them
    all_of_them.close()
