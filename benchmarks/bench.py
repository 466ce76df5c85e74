"""`make bench`: the figures that Revive promises, measured on this machine, side by side with their aims.

Everything runs as a user would run it: the command, a Prefect server of its own that is already up, and a fake Bedrock
in another process, over HTTP on loopback. The table goes to docs/performance.md. `make bench ONLY=calls` runs a part.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from benchmarks import (  # noqa: E402 -- after the path is set
    accepting,
    calls,
    fan_out,
    features,
    reading,
    retrieval,
    revenue,
    shards,
    starting,
    support_live,
    upsell,
    volume,
)
from benchmarks.measure import Figure  # noqa: E402 -- same
from blocks.prefect_server import prefect_server  # noqa: E402 -- same

_PAGE = ROOT / "docs" / "performance.md"
_BEGIN, _END = "<!-- make bench -->", "<!-- end -->"
_PARTS: dict[str, Callable[[Path], Iterable[Figure]]] = {
    "starting": starting.figures,
    "fan_out": fan_out.figures,
    "calls": lambda _: calls.figures(),
    "volume": volume.figures,
    "reading": reading.figures,
    "shards": shards.figures,
    "accepting": accepting.figures,
    "retrieval": retrieval.figures,
    "features": features.figures,
    "upsell": upsell.figures,
    "revenue": revenue.figures,
    "support": support_live.figures,
}


@contextmanager
def _bench_room() -> Iterator[Path]:
    """A folder, and an environment that reaches nothing but loopback."""
    os.environ.update(
        AWS_ACCESS_KEY_ID="AKIABENCH",
        AWS_SECRET_ACCESS_KEY="bench",  # noqa: S106 -- for a fake on loopback
        AWS_REGION="us-east-1",
        AWS_DEFAULT_REGION="us-east-1",
        REVIVE_MODEL="bedrock:amazon.nova-lite-v1:0",
        REVIVE_REAL_MODEL_CALLS="forbid",
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["PREFECT_HOME"] = str(folder / "prefect")
        with prefect_server(folder / "server.log") as url:
            os.environ["PREFECT_API_URL"] = url
            yield folder


def main(only: list[str]) -> int:
    """Print the table; 1 where an aim is missed. The whole of it also replaces the one in the docs."""
    figures: list[Figure] = []
    with _bench_room() as folder:
        for name in only or _PARTS:
            room = folder / name
            room.mkdir()
            for figure in _PARTS[name](room):
                print(
                    f"{'ok  ' if figure.met else 'MISS'} {figure.what}: {figure.measured} (aim {figure.aim})",
                    flush=True,
                )
                figures.append(figure)
    if not only:
        _write(figures)
    return 0 if all(figure.met for figure in figures) else 1


def _write(figures: list[Figure]) -> None:
    rows = [f"| {figure.what} | {figure.measured} | {figure.aim} |" for figure in figures]
    said = f"Measured on {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, Python {sys.version.split()[0]}."
    table = "\n".join([said, "", "| what | measured | aim |", "|---|---|---|", *rows])
    before, _, rest = _PAGE.read_text(encoding="utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    _PAGE.write_text(f"{before}{_BEGIN}\n{table}\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
