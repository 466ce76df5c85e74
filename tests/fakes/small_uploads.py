"""An upload of a few rows, taken through a whole win-back run in this process; tests that want the same get a copy."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from fakes.killed_runs import win_back

from schemas.winback.run import WinbackParams

_MADE: dict[tuple[object, ...], Path] = {}


async def made_once(key: tuple[object, ...], make: Callable[[], Awaitable[object]]) -> None:
    """Fill this test's home by `make`, or by a copy of what it made for the same key before."""
    home = Path(os.environ["REVIVE_HOME"])
    key = (*key, os.environ.get("REVIVE_MODEL"))
    if key in _MADE:
        shutil.copytree(_MADE[key], home, dirs_exist_ok=True)
        return
    await make()
    kept = Path(tempfile.mkdtemp(prefix="revive-made-"))
    atexit.register(shutil.rmtree, kept, ignore_errors=True)
    shutil.copytree(home, kept, dirs_exist_ok=True)
    _MADE[key] = kept


async def small_upload(
    folder: Path,
    header: str,
    rows: Sequence[str],
    *,
    min_confidence: int = 0,
    max_reject_rate: float = 0.2,
    max_failure_rate: float = 0.1,
    name: str = "customers.csv",
) -> None:
    """Run upload `u` of these rows; emails that rest on a less sure analysis wait for a person."""
    source = folder / name
    source.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    said = {
        "min_confidence": min_confidence,
        "max_reject_rate": max_reject_rate,
        "max_failure_rate": max_failure_rate,
    }
    params = WinbackParams.model_validate({"source": str(source), "upload_id": "u", **said})
    await made_once((header, tuple(rows), *said.values(), name), lambda: win_back(params, gate=False))
