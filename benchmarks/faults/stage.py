"""One scenario's stage: a folder, a fake Bedrock, the environment of a user, and the commands that are run in it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from conftest import HEADER, MODEL, Bedrock
from fakes.bedrock import start_process

ROOT = Path(__file__).resolve().parents[2]
KEY_ID, SECRET, WRONG_KEY_ID = "AKIATESTTESTTESTTEST", "planted-secret-0123456789abcdef", "AKIAWRONGWRONGWRONG1"
NOT_FOR_LOGS = (KEY_ID, SECRET, WRONG_KEY_ID, "@company")
CONCURRENCY = 8
TIMEOUT_S = 240
NO_OTHERS: "Variables" = {}

Files = Mapping[str, bytes]
Variables = Mapping[str, str | None]  # None: not set


class UnavailableError(Exception):
    """This machine cannot play the scenario; says what is missing."""


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str
    seconds: float


@dataclass
class Stage:
    """What a scenario works with. `problems` is what it found wrong; none means that it passed.

    `read` gives every file of the artifacts where they are not in `home`.
    """

    folder: Path
    bedrock: Bedrock
    environment: dict[str, str]
    prefect_home: Path
    problems: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    closing: ExitStack = field(default_factory=ExitStack)
    read: Callable[[], Files] | None = None

    @property
    def home(self) -> Path:
        """Where the run keeps its artifacts."""
        return Path(self.environment["REVIVE_HOME"])

    def expect(self, holds: object, problem: str) -> None:
        """Note a problem where something does not hold."""
        if not holds:
            self.problems.append(problem)

    def customers(self, count: int) -> Path:
        """A file of so many customers."""
        rows = (
            f"c{number:04d},person{number}@company{number}.example,Company {number},growth,{9000 - number},2026-03-01,"
            f"Too expensive for team {number}"
            for number in range(count)
        )
        path = self.folder / "customers.csv"
        path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        return path

    def revive(self, *arguments: str, through: tuple[str, ...] = (), variables: Variables = NO_OTHERS) -> Done:
        """Run a command to its end."""
        started = monotonic()
        with self.started(*arguments, through=through, variables=variables) as process:
            return self.end(process, started)

    @contextmanager
    def started(
        self, *arguments: str, through: tuple[str, ...] = (), variables: Variables = NO_OTHERS
    ) -> Iterator[subprocess.Popen[str]]:
        """Have a command running, in a process group of its own; it is killed at the end if need be.

        `through` is what the command is handed to, as `nice` is; `variables` change its environment.
        """
        environment = {**self.environment, **variables}
        process = subprocess.Popen(
            [*through, sys.executable, "-m", "commands.main", *arguments],
            cwd=self.folder,
            env={name: value for name, value in environment.items() if value is not None},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()

    def end(self, process: subprocess.Popen[str], started: float | None = None) -> Done:
        """Wait for a command and keep what it said."""
        since = monotonic() if started is None else started
        out, err = process.communicate(timeout=TIMEOUT_S)
        self.said += [out, err]
        return Done(process.returncode, out, err, monotonic() - since)

    def ended(self, done: Done, code: int, *phrases: str) -> None:
        """Expect this exit code and, with another than 0, exactly one line that holds one of the phrases."""
        self.expect(done.code == code, f"exit code {done.code} instead of {code}: {done.err.strip()[-300:]}")
        lines = done.err.strip().splitlines()
        self.expect(len(lines) == (code != 0), f"{len(lines)} lines on standard error: {' / '.join(lines)[:400]}")
        if code != 0 and phrases:
            self.expect(any(phrase in done.err for phrase in phrases), f"the line says nothing of {phrases}: {lines}")

    def files(self) -> Files:
        """Every file of the artifacts, by key."""
        if self.read is not None:
            return self.read()
        return {str(path.relative_to(self.home)): path.read_bytes() for path in self.home.rglob("*") if path.is_file()}

    def logs(self) -> Files:
        """Everything that is a log: what was said, and Prefect's own files."""
        found = {f"output {number}": text.encode() for number, text in enumerate(self.said)}
        folders = (self.home / "logs", Path(self.environment["PREFECT_HOME"]), self.prefect_home)
        for path in (path for folder in folders for path in folder.rglob("*")):
            if path.is_file():
                found[str(path)] = path.read_bytes()
        return found


@contextmanager
def stage(folder: Path, prefect_home: Path, prefect_url: str) -> Iterator[Stage]:
    """A stage in an empty folder, with Prefect's server at `prefect_url`."""
    folder.mkdir()
    with start_process(record=True, models=MODEL.removeprefix("bedrock:")) as url, ExitStack() as stack:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "PYTHONPATH": str(ROOT),
            "REVIVE_HOME": str(folder / "revive"),
            "REVIVE_SOURCE_ROOTS": str(folder),
            "REVIVE_MODEL": MODEL,
            "REVIVE_REAL_MODEL_CALLS": "forbid",
            "PREFECT_HOME": str(folder / "prefect"),
            "PREFECT_API_URL": prefect_url,
            "AWS_ACCESS_KEY_ID": KEY_ID,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": url,
        }
        yield Stage(folder, Bedrock(url), environment, prefect_home, closing=stack)
