"""Somebody at the Desk over plain HTTP: signed in once, on a connection of their own."""

import http.client
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlencode

from Outside import program

PASSWORD = "a sentence that is long enough"


def add(data, login: str, role: str) -> None:
    """Makes an account."""
    program.must(
        "user", "add", "--data", data, "--login", login, "--name", login.title(), "--role", role, "--password-stdin",
        given=PASSWORD + "\n")


class Form(HTMLParser):
    """The controls of the largest form of a record's page, as a browser sends them when nothing is touched."""

    def __init__(self, html: str):
        super().__init__()
        self.values: dict[str, str] = {}
        self._area: str | None = None
        self._select: str | None = None
        self._inside = False
        forms: list[dict[str, str]] = []
        self._forms = forms
        self.feed(html)
        self.values = max(forms, key=len, default={})

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name")
        if tag == "form":
            self._inside = re.search("/desk/(record|new)/", given.get("action", "")) is not None
            self.values = {}
        if not self._inside or not name and tag != "option":
            return
        if tag == "input" and given.get("type") in ("checkbox", "radio"):
            if "checked" in given:
                self.values[name] = given.get("value") or "on"
        elif tag == "input" and given.get("type") not in ("file", "search", "submit"):
            self.values[name] = given.get("value") or ""
        elif tag == "textarea":
            self._area, self.values[name] = name, ""
        elif tag == "select":
            self._select = name
            self.values.setdefault(name, "")
        elif tag == "option" and self._select and "selected" in given:
            self.values[self._select] = given.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form" and self._inside:
            self._inside = False
            self._forms.append(self.values)
        if tag == "textarea" and self._area:
            # The line break behind the tag is none of the text.
            self.values[self._area] = self.values[self._area].removeprefix("\n")
            self._area = None
        if tag == "select":
            self._select = None

    def handle_data(self, data):
        if self._area:
            self.values[self._area] += data


@dataclass(frozen=True)
class Said:
    """What the Hall answered."""

    status: int
    body: str
    place: str

    @property
    def done(self) -> str:
        """What a redirect tells: `saved`, `published`; empty where it tells nothing."""
        found = re.search(r"[?&]done=([\w-]+)", self.place)
        return found[1] if found else ""


class Clerk:
    """A signed-in browser without a window."""

    def __init__(self, port: int, login: str, cookie: str = ""):
        self.port, self.login, self.cookie = port, login, cookie
        self._line: http.client.HTTPConnection | None = None

    def ask(self, place: str, fields: dict[str, str] | None = None) -> Said:
        """GET, or POST of a form; raises OSError or http.client.HTTPException where no answer came."""
        if fields is None:
            return self._said("GET", place)
        return self._said("POST", place, "application/x-www-form-urlencoded", urlencode(fields).encode())

    def upload(self, place: str, fields: dict[str, str], files: list[tuple[str, str, bytes]]) -> Said:
        """POST of a form with files: the control of each, its name, its bytes. The token has to be the first field."""
        edge = "----twinhall-outside"
        parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
        parts += [(f'name="{control}"; filename="{name}"', read) for control, name, read in files]
        body = b"".join(
            f"--{edge}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + read + b"\r\n" for head, read in parts)
        return self._said("POST", place, f"multipart/form-data; boundary={edge}", body + f"--{edge}--\r\n".encode())

    def picture(self, place: str) -> tuple[int, bytes]:
        """Status and bytes of a picture."""
        return self._answer("GET", place)[:2]

    def _said(self, *request) -> Said:
        status, read, place = self._answer(*request)
        return Said(status, read.decode(), place)

    def _answer(self, method: str, place: str, sort: str = "", body: bytes | None = None) -> tuple[int, bytes, str]:
        """Status, bytes and `Location`."""
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Sec-Fetch-Site": "same-origin"} | ({"Cookie": self.cookie} if self.cookie else {})
        if sort:
            headers["Content-Type"] = sort
        try:
            self._line.request(method, f"/en/desk{place}", body, headers)
            answer = self._line.getresponse()
            read = answer.read()
        except (OSError, http.client.HTTPException):
            self.leave()
            raise
        if set_cookie := answer.getheader("Set-Cookie"):
            self.cookie = set_cookie.split(";")[0]
        return answer.status, read, answer.getheader("Location") or ""

    def leave(self) -> None:
        """Hangs up; the session lives on."""
        if self._line is not None:
            self._line.close()
        self._line = None

    def sign_in(self) -> "Clerk":
        said = self.ask("/sign-in", {"login": self.login, "password": PASSWORD})
        assert said.status == 303 and self.cookie, f"{self.login} was not signed in: {said.status}"
        return self

    def form(self, code: str) -> dict[str, str]:
        """The controls of a record's form."""
        said = self.ask(f"/record/{code}")
        assert said.status == 200, f"the form of {code}: {said.status}"
        return Form(said.body).values
