"""A provider of OpenID Connect on this machine, a Hall that knows it, and a browser without a window between them."""

import re
from contextlib import contextmanager
from html import unescape
from urllib.parse import urlsplit

import httpx
from oidc_provider_mock import run_server_in_thread

from Outside import hall
from Outside.desk import PASSWORD

SECRET = "a-secret-of-the-Hall"
NAME = "City of Perm"


@contextmanager
def serving(**options):
    """A provider; gives its issuer."""
    with run_server_in_thread(require_nonce=True, **options) as server:
        yield f"http://localhost:{server.server_port}"


def hall_with(data, issuer: str, *options: str) -> hall.Hall:
    """A Hall that is not started yet and knows the provider."""
    running = hall.Hall(data, faults={"TWINHALL_OPENID_SECRET": SECRET})
    running.options = [
        "--public-url", running.origin, "--openid-issuer", issuer, "--openid-client", "twinhall", "--openid-name", NAME,
        *options]
    return running


class Browser:
    """It keeps its cookies, sends what browsers send with a form, and goes nowhere by itself."""

    def __init__(self, origin: str):
        self.origin = origin
        self.web = httpx.Client(timeout=60)

    def get(self, address: str) -> httpx.Response:
        return self.web.get(address if "://" in address else self.origin + address)

    def post(self, place: str, **fields: str) -> httpx.Response:
        return self.web.post(
            f"{self.origin}/en/desk{place}", data=fields,
            headers={"Sec-Fetch-Site": "same-origin", "Origin": self.origin})

    def sign_in(self, login: str) -> httpx.Response:
        return self.post("/sign-in", login=login, password=PASSWORD)

    def token(self) -> str:
        """What every form of this session carries."""
        return re.search(r'name="csrf" value="([^"]+)"', self.get("/en/desk/me").text)[1]

    def go(self, onward: httpx.Response, subject: str | None) -> httpx.Response:
        """From a page that leads to the provider there and back; without a subject its owner turns back there."""
        assert onward.status_code == 200, onward.text
        address = onward.headers["refresh"].removeprefix("0; url=")
        assert f'href="{address}"' in unescape(onward.text), "without the header there is a link"
        asked = self.web.get(address)
        assert asked.status_code == 200, asked.text
        chosen = self.web.post(address, data={"action": "deny"} if subject is None else {"sub": subject})
        place = chosen.headers["location"]
        assert urlsplit(place).path == "/desk/return"
        # A provider that names no state in a refusal (RFC 6749, 4.1.2.1, says it must).
        if subject is None and "state=" not in place:
            place += "&state=" + re.search(r"state=([^&]+)", address)[1]
        return self.get(place)

    def through(self, subject: str | None) -> httpx.Response:
        """Signs in by the provider."""
        return self.go(self.post("/sign-in", action="provider"), subject)

    def bind(self, subject: str) -> httpx.Response:
        """Binds the account that is signed in."""
        fields = {"csrf": self.token(), "action": "bind", "bind-password": PASSWORD}
        return self.go(self.post("/me", **fields), subject)
