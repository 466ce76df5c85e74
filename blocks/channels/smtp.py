"""Email by SMTP: connected to a checked address, encrypted but to private hosts that are allowed, sent once.

Until the server has the whole message nothing was accepted, so what breaks off before is `failed`; after that, only its
answer says.
"""

import asyncio
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Timer
from typing import TypeVar
from urllib.parse import unquote

import httpx

from blocks.channels.asking import WITHIN_S
from blocks.channels.delivery import Delivery, Reached
from blocks.channels.letter import letter
from blocks.http_files import checked_addresses
from blocks.settings import SourceRules
from blocks.urls import split_url
from schemas.errors import BadInputError, one_line
from schemas.outbox import Content

_PORTS = {"smtp": 587, "smtps": 465}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class SmtpChannel:
    """`smtp://host:587` (STARTTLS) or `smtps://…`, user and password before the host; who writes, and to whom."""

    url: str = field(repr=False)
    sender: str
    to: tuple[str, ...]
    rules: SourceRules
    trust: ssl.SSLContext | None = field(default=None, repr=False)  # instead of the machine's authorities

    @property
    def name(self) -> str:
        """To whom."""
        return f"email {', '.join(self.to)}"

    async def send(self, message_id: str, content: Content) -> Delivery:
        """Hand it to the server, once."""
        message = letter(message_id, content, self.sender, self.to)
        try:
            return await self._connected(lambda server: _handed_over(server, self.sender, self.to, message.as_bytes()))
        except (BadInputError, OSError, smtplib.SMTPException, httpx.HTTPError) as error:
            return Delivery("failed", _said(error))

    async def check(self) -> Reached:
        """Connect, encrypt, sign in, leave."""
        try:
            code = await self._connected(lambda server: server.noop()[0])
        except (BadInputError, OSError, smtplib.SMTPException, httpx.HTTPError) as error:
            return Reached(ok=False, said=_said(error))
        return Reached(ok=True, said=f"the mail server answers ({code}); nothing was sent")

    async def _connected(self, work: Callable[[smtplib.SMTP], _T]) -> _T:
        parts = split_url(self.url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise BadInputError("REVIVE_EMAIL_URL: give smtp://…, smtps://… or ses://region")
        host, port = parts.hostname, parts.port or _PORTS[parts.scheme]
        addresses = await checked_addresses(host, port, self.rules)
        user, password = (unquote(text) if text else None for text in (parts.username, parts.password))

        def whole() -> _T:
            with _session(parts.scheme, host, port, addresses, self.trust or ssl.create_default_context()) as server:
                _encrypt(server, parts.scheme, self.trust, optional=self.rules.allows(host) and user is None)
                if user is not None:
                    server.login(user, password or "")
                return work(server)

        return await asyncio.to_thread(whole)


@contextmanager
def _session(scheme: str, host: str, port: int, addresses: list[str], trust: ssl.SSLContext) -> Iterator[smtplib.SMTP]:
    """A server that greeted us. All of it ends within `WITHIN_S`: a timeout of a socket holds for one read only."""
    server = _Smtps(addresses, trust) if scheme == "smtps" else _Smtp(addresses)
    timer = Timer(WITHIN_S, server.cut)
    timer.start()
    try:
        server._host = host  # type: ignore[attr-defined]  # noqa: SLF001 -- what a certificate must name
        code, greeting = server.connect(host, port)
        if code != 220:  # noqa: PLR2004 -- RFC 5321, "service ready"
            raise smtplib.SMTPConnectError(code, greeting)
        yield server
    finally:
        timer.cancel()
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


class _Smtp(smtplib.SMTP):
    """Connects to addresses that were checked, whatever the name resolves to by now."""

    def __init__(self, addresses: list[str]) -> None:
        self._addresses = addresses
        super().__init__(timeout=WITHIN_S)

    def cut(self) -> None:
        """End a session that takes too long."""
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]  # None before it is connected

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        _ = host
        *others, last = self._addresses
        for address in others:
            with suppress(OSError):
                return socket.create_connection((address, port), timeout)
        return socket.create_connection((last, port), timeout)


class _Smtps(_Smtp):
    """TLS from the start."""

    def __init__(self, addresses: list[str], trust: ssl.SSLContext) -> None:
        self._trust = trust
        super().__init__(addresses)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return self._trust.wrap_socket(super()._get_socket(host, port, timeout), server_hostname=host)


def _encrypt(server: smtplib.SMTP, scheme: str, trust: ssl.SSLContext | None, *, optional: bool) -> None:
    if scheme == "smtps":
        return
    server.ehlo_or_helo_if_needed()
    if server.has_extn("starttls"):
        server.starttls(context=trust or ssl.create_default_context())
    elif not optional:
        raise smtplib.SMTPNotSupportedError("the server offers no encryption (STARTTLS), so nothing was sent")


def _handed_over(server: smtplib.SMTP, sender: str, to: tuple[str, ...], message: bytes) -> Delivery:
    server.ehlo_or_helo_if_needed()
    code, said = server.mail(sender)
    refused = [] if code < 400 else [_answer(code, said)]  # noqa: PLR2004 -- RFC 5321, replies from 400 on are refusals
    accepted = 0
    for one in to if not refused else ():
        code, said = server.rcpt(one)
        accepted += code < 400  # noqa: PLR2004 -- same
        refused += [] if code < 400 else [_answer(code, said)]  # noqa: PLR2004 -- same
    if not accepted:
        return Delivery("failed", refused[0] if refused else "nobody to write to")
    try:
        code, said = server.data(message)
    except smtplib.SMTPDataError as error:
        return Delivery("failed", _said(error))
    except (OSError, smtplib.SMTPException) as error:
        return Delivery("unknown", f"the mail server broke off: {type(error).__name__}")
    if code >= 400:  # noqa: PLR2004 -- same
        return Delivery("failed", _answer(code, said))
    return Delivery("sent", f"{len(refused)} of {len(to)} recipients refused: {refused[0]}" if refused else "")


def _answer(code: int, said: bytes) -> str:
    return one_line(f"{code} {said.decode(errors='replace')}")


def _said(error: Exception) -> str:
    """The server's words; a failed sign-in repeats no password, as smtplib keeps none."""
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error if isinstance(error.smtp_error, bytes) else str(error.smtp_error).encode()
        return _answer(error.smtp_code, words)
    return str(error) if isinstance(error, BadInputError) else one_line(f"{type(error).__name__}: {error}")
