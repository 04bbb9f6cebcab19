"""Mail servers of a test: real ones with or without TLS, and some that misbehave."""

import asyncio
import ssl
import subprocess
import threading
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult


class Received:
    """Takes every letter, or refuses each recipient with an answer."""

    def __init__(self, refusal: str | None = None):
        self.envelopes = []
        self._refusal = refusal

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self._refusal:
            return self._refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.envelopes.append(envelope)
        return "250 OK"

    def letter(self) -> EmailMessage:
        """The one letter that came."""
        assert len(self.envelopes) == 1, f"{len(self.envelopes)} letters came"
        return message_from_bytes(self.envelopes[0].content, policy=policy.default)


class Post:
    """Listens on this machine, in a thread of its own, until it is left."""

    def __init__(self, protocol: Callable[[], asyncio.BaseProtocol], tls: ssl.SSLContext | None = None):
        #: What the next connection meets; a test may change it.
        self.protocol = protocol
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        listening = self._loop.create_server(lambda: self.protocol(), "127.0.0.1", 0, ssl=tls)
        self._server = asyncio.run_coroutine_threadsafe(listening, self._loop).result(30)
        self.port = self._server.sockets[0].getsockname()[1]

    def real(self, received: Received, **options) -> Callable[[], SMTP]:
        """A real server, for `protocol`."""
        return lambda: SMTP(received, hostname="mail.test", loop=self._loop, **options)

    def __enter__(self) -> "Post":
        return self

    def __exit__(self, *_) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(30)
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)


def real(received: Received, tls: ssl.SSLContext | None = None, **options) -> Post:
    """A real mail server, with TLS from the first byte where a context is given."""
    post = Post(asyncio.Protocol, tls)
    # aiosmtpd 1.4.6 knows of STARTTLS only (smtp.py, `_tls_protocol`), and would offer no login here.
    options.setdefault("auth_require_tls", tls is None)
    post.protocol = post.real(received, **options)
    return post


class Silent(asyncio.Protocol):
    """Never says a word."""


class Scripted(asyncio.Protocol):
    """Greets with some bytes, answers each line with the next ones, and hangs up when there are none left."""

    def __init__(self, *answers: bytes):
        self._answers = list(answers)

    def connection_made(self, transport):
        self._transport = transport
        self._answer()

    def data_received(self, data):
        self._answer()

    def _answer(self):
        if self._answers:
            self._transport.write(self._answers.pop(0))
        if not self._answers:
            self._transport.close()


def only(login: str, password: str):
    """Lets one login in."""

    def ask(server, session, envelope, mechanism, given):
        right = (given.login, given.password) == (login.encode(), password.encode())
        return AuthResult(success=right, handled=False)

    return ask


class Authority:
    """An authority that vouches for servers, made with openssl in a folder of the test."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True)
        self._folder, self.file = folder, folder / "authority.pem"
        self._openssl(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Authority of a test",
            "-keyout", folder / "authority.key", "-out", self.file)

    def context(self, name: str) -> ssl.SSLContext:
        """TLS for a server of that name."""
        key, request, certificate, names = (self._folder / f"{name}.{end}" for end in ("key", "csr", "pem", "ext"))
        names.write_text(f"subjectAltName=DNS:{name}\n")
        self._openssl(
            "req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-keyout", key, "-out", request)
        self._openssl(
            "x509", "-req", "-in", request, "-CA", self.file, "-CAkey", self._folder / "authority.key",
            "-CAcreateserial", "-days", "2", "-extfile", names, "-out", certificate)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        return context

    @staticmethod
    def _openssl(*arguments) -> None:
        done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr[-2000:]
