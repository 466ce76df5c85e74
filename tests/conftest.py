"""What every test stands on: no real model call, no environment of the developer, loopback only."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pytest
from fakes.authority import make_authority
from fakes.bedrock import start_process
from fakes.forked_command import Commands, commands

TESTS = Path(__file__).resolve().parent
MODEL = "bedrock:amazon.nova-lite-v1:0"


@pytest.fixture(scope="session")
def _no_authority_outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One authority that has signed nothing: no test trusts a server elsewhere, and 140 others need not be read."""
    return make_authority(tmp_path_factory.mktemp("trusted"))[0]


@pytest.fixture(autouse=True)
def _clean_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _no_authority_outside: Path) -> None:
    for name in list(os.environ):
        if name.startswith(("AWS_", "OPENAI_", "REVIVE_", "PREFECT_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("REVIVE_REAL_MODEL_CALLS", "forbid")
    monkeypatch.setenv("REVIVE_ALLOW_PRIVATE_HOSTS", "127.0.0.1")  # web sites of these tests are on loopback
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path / "revive"))
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIATESTTESTTESTTEST")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "planted-secret-0123456789abcdef")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("SSL_CERT_FILE", str(_no_authority_outside))
    monkeypatch.setenv("BROWSER", "true")  # `revive open` opens nothing here


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the session's Prefect server: its database and its log."""
    return tmp_path_factory.mktemp("prefect-server")


@pytest.fixture(scope="session")
def prefect_server_url(prefect_home: Path) -> Iterator[str]:
    """One Prefect server for the session, ended by closing its input."""
    with serve_prefect(prefect_home) as url:
        yield url


@contextmanager
def serve_prefect(home: Path, **variables: str) -> Iterator[str]:
    """A Prefect server with its database and its log in a folder of its own, until the block ends."""
    from blocks.prefect_server import free_port  # noqa: PLC0415 -- only where a server is needed

    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment |= {"PREFECT_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false", **variables}
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "blocks.server_child", str(port)],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            env=environment,
        )
    url = f"http://127.0.0.1:{port}/api"
    try:
        wait_for(lambda: httpx.get(f"{url}/health").is_success, seconds=180)
        yield url
    finally:
        assert server.stdin is not None
        server.stdin.close()
        server.wait(20)


@pytest.fixture
def prefect_api(prefect_server_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Point this test and the commands that it starts at the session's server."""
    monkeypatch.setenv("PREFECT_API_URL", prefect_server_url)
    return prefect_server_url


def ask_prefect(method: str, url: str, json: object = None) -> Any:
    """What Prefect's API answers. A busy SQLite makes it say 503, which its own client tries again, too."""
    for _ in range(50):
        answer = httpx.request(method, url, json=json, timeout=30)
        if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            break
        time.sleep(0.2)
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


@dataclass(frozen=True)
class Bedrock:
    """A fake Bedrock in a process of its own."""

    url: str

    def faults(self, **faults: object) -> None:
        """Change what goes wrong from now on."""
        httpx.post(f"{self.url}/_fake/faults", json=faults).raise_for_status()

    @property
    def paid(self) -> int:
        """Answers that a provider would have charged."""
        return int(httpx.get(f"{self.url}/_fake/stats").json()["paid"])

    @property
    def stats(self) -> dict[str, int]:
        """All counters."""
        counters: dict[str, int] = httpx.get(f"{self.url}/_fake/stats").json()
        return counters

    @property
    def spent_usd(self) -> float:
        """What those answers would have cost, whether or not anybody waited for them."""
        from agents.core.prices import price_of  # noqa: PLC0415 -- most tests need no prices
        from schemas.agent import Usage  # noqa: PLC0415 -- same

        price, stats = price_of(MODEL), self.stats
        assert price is not None
        return price(Usage(input_tokens=stats["input_tokens"], output_tokens=stats["output_tokens"]))

    @property
    def requests(self) -> list[dict[str, object]]:
        """Bodies of the paid calls since `record` was switched on."""
        bodies: list[dict[str, object]] = httpx.get(f"{self.url}/_fake/requests").json()
        return bodies

    def wait_for_paid(self, count: int) -> None:
        """Wait until so many answers were paid."""
        wait_for(lambda: self.paid >= count, seconds=150)


@pytest.fixture
def bedrock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bedrock]:
    """A fake Bedrock that answers every agent, reached through the standard variables."""
    with start_process() as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", url)
        monkeypatch.setenv("REVIVE_MODEL", MODEL)
        yield Bedrock(url)


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str


Revive = Callable[..., Done]


@pytest.fixture(scope="session")
def _commands() -> Iterator[Commands]:
    with TemporaryDirectory() as folder, commands(Path(folder)) as started:  # pytest's folders have too long names
        yield started


@pytest.fixture
def revive(tmp_path: Path, _commands: Commands) -> Revive:
    """Run the `revive` command in a process and a folder of its own."""

    def run(*arguments: str, timeout: float = 120) -> Done:
        return Done(*_commands.run(arguments, tmp_path, timeout))

    return run


REVIVE = (sys.executable, "-m", "commands.main")


@contextmanager
def started(*arguments: str, cwd: Path) -> Iterator[subprocess.Popen[str]]:
    """A `revive` command that goes on while the test does; killed at the end if need be."""
    process = subprocess.Popen(
        [*REVIVE, *arguments], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def wait_for(condition: Callable[[], bool], *, seconds: float, every: float = 0.05) -> None:
    """Wait until something is so, looking every so many seconds; `TimeoutError` if it does not come to be."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if condition():
                return
        except httpx.TransportError:
            pass
        time.sleep(every)
    raise TimeoutError(f"not within {seconds} s")


HEADER = "customer_id,email,company_name,subscription_tier,mrr,churn_date,cancellation_reason"


@pytest.fixture
def customers_csv(tmp_path: Path) -> Callable[[int], Path]:
    """A file of so many customers, the first with the highest mrr."""

    def write(count: int) -> Path:
        rows = [
            f"c{number:04d},person{number}@company{number}.example,Company {number},growth,{5000 - number},2026-03-01,"
            f"Too expensive for team {number}"
            for number in range(count)
        ]
        path = tmp_path / "customers.csv"
        path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        return path

    return write
