"""Plain HTTP: one request, the answer as it is, no redirects followed, nothing hidden."""

import gzip
import http.client
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        """All values of a header, joined as HTTP allows; None where there is none."""
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        return ", ".join(found) if found else None

    def cookies(self) -> list[str]:
        return [value for key, value in self.headers if key.lower() == "set-cookie"]

    @property
    def text(self) -> str:
        body = gzip.decompress(self.body) if self.header("content-encoding") == "gzip" else self.body
        return body.decode("utf-8")

    @property
    def is_html(self) -> bool:
        return (self.header("content-type") or "").startswith("text/html")


def request(
    origin: str, target: str, method: str = "GET", headers: dict[str, str] | None = None,
    body: bytes | None = None, patience: float = 60,
) -> Answer:
    """Sends one request on a connection of its own."""
    place = urlsplit(origin)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=patience)
    try:
        connection.request(method, target, body=body, headers=headers or {})
        response = connection.getresponse()
        return Answer(response.status, response.getheaders(), response.read())
    finally:
        connection.close()


def raw(origin: str, data: bytes, patience: float = 20) -> bytes:
    """Sends bytes as they are, for requests that no client library would make, and reads to the end."""
    import socket

    place = urlsplit(origin)
    with socket.create_connection((place.hostname, place.port), timeout=patience) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        pieces = []
        while piece := connection.recv(65536):
            pieces.append(piece)
    return b"".join(pieces)
