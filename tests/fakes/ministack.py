"""MiniStack in a process of its own: an emulator of AWS that carries out templates of CloudFormation."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
import httpx

KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}


@contextmanager
def ministack(folder: Path) -> Iterator[str]:
    """The URL of every service that it knows; its containers, if Docker were there, are not started."""
    port = _free_port()
    environment = {
        **os.environ,
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "DOCKER_HOST": "unix:///nowhere",
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "TMPDIR": str(folder),
    }
    with (folder / "ministack.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", "ministack"], env=environment, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(30)


def client(url: str, service: str) -> Any:
    """A client of one of its services."""
    return boto3.client(service, endpoint_url=url, **KEYS)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        assert process.poll() is None, "MiniStack ended"
        try:
            httpx.get(f"{url}/_ministack/health", timeout=5)
        except httpx.TransportError:
            time.sleep(0.3)
        else:
            return
    raise TimeoutError("MiniStack did not start")
