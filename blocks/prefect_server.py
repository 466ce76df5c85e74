"""The Prefect server that a command talks to: the configured one, or one that lives as long as the command."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic, sleep
from typing import BinaryIO

import httpx

from schemas.errors import ReviveError

START_WITHIN_S = 90.0
STOP_WITHIN_S = 8.0
DRAIN_WITHIN_S = 10.0


class ServerError(ReviveError):
    """No Prefect server answers."""

    state = "NoServer"


@contextmanager
def prefect_server(log: Path) -> Iterator[str]:
    """Make Prefect's API available within the block; yields its URL.

    Raises `ServerError`; the local server's output goes to `log`.
    """
    from prefect.settings import PREFECT_API_URL, get_current_settings, temporary_settings  # noqa: PLC0415 -- 0.7 s

    settings = get_current_settings()
    configured = settings.api.url
    if configured:
        _require(configured)
        try:
            yield configured
        finally:
            _drain(configured)
        return
    _make_home(settings.home)
    port = free_port()
    url = f"http://127.0.0.1:{port}/api"
    child = _start(port, log)
    try:
        _wait(child, url, log)
        with temporary_settings({PREFECT_API_URL: url}):
            try:
                yield url
            finally:
                _drain(url)
    finally:
        _stop(child)


def if_server(tell: Callable[[], None]) -> str | None:
    """Tell a configured Prefect server something, and flush it; returns the server's URL if it does not answer."""
    from prefect.settings import get_current_settings  # noqa: PLC0415 -- 0.7 s

    url = get_current_settings().api.url
    if not url:
        return None
    if not is_healthy(url):
        return url
    tell()
    _drain(url)
    return None


def _make_home(home: Path) -> None:
    """The folder of Prefect's database. Prefect makes no folder above it, and a container may have no home at all."""
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"{home} cannot be made ({error.strerror})"
        raise ServerError(f"Prefect has nowhere to keep its database: {reason}; set PREFECT_HOME to a folder") from None


def _start(port: int, log: Path) -> subprocess.Popen[bytes]:
    with _open_log(log) as output:
        return subprocess.Popen(  # noqa: S603 -- our own module, no input in it
            [sys.executable, "-P", "-m", "blocks.server_child", str(port)],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            env={
                **os.environ,
                "PREFECT__SERVER_EPHEMERAL": "1",
                "PREFECT__SERVER_FINAL": "1",
                "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
                "PREFECT_UI_ENABLED": "0",
            },
            # A Ctrl-C in the terminal is for the run, which still needs its server to say how it ended.
            start_new_session=True,
        )


def _open_log(log: Path) -> BinaryIO:
    # If somebody planted a link here, we would overwrite its target.
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        output = None if log.parent.is_symlink() else os.fdopen(os.open(log, flags, 0o600), "wb")
    except OSError:  # artifacts may be elsewhere, with nothing here writable
        output = None
    if output is None:
        return TemporaryFile()
    os.fchmod(output.fileno(), 0o600)  # an earlier Revive made it readable for everybody
    return output


def _wait(child: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = monotonic() + START_WITHIN_S
    with httpx.Client(timeout=5) as client:
        while monotonic() < deadline and child.poll() is None:
            try:
                if client.get(f"{url}/health").is_success:
                    return
            except httpx.TransportError:
                sleep(0.05)
    raise ServerError(f"the local Prefect server did not start; its log is {log}")


def _require(url: str) -> None:
    if not is_healthy(url):
        raise ServerError(
            f"no Prefect server answers at {url}: start it (prefect server start), or unset PREFECT_API_URL to run "
            "without one"
        )


def is_healthy(url: str) -> bool:
    """Whether a Prefect server is there and healthy."""
    try:
        return httpx.get(f"{url.rstrip('/')}/health", timeout=10).is_success
    except (httpx.HTTPError, httpx.InvalidURL):
        return False


def _drain(url: str) -> None:
    """Send what Prefect's client still holds, unless the server is gone: the client would retry for many minutes."""
    if not is_healthy(url):
        return
    from prefect.events.worker import EventsWorker  # noqa: PLC0415 -- 0.7 s
    from prefect.logging.handlers import APILogWorker  # noqa: PLC0415 -- same

    for worker in (APILogWorker, EventsWorker):
        worker.drain_all(timeout=DRAIN_WITHIN_S)


def _stop(child: subprocess.Popen[bytes]) -> None:
    assert child.stdin is not None
    child.stdin.close()
    try:
        child.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
