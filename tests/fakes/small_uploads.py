"""An upload of a few rows, taken through a whole win-back run in this process."""

from collections.abc import Sequence
from pathlib import Path

from fakes.killed_runs import win_back

from schemas.winback.run import WinbackParams


async def small_upload(
    folder: Path, header: str, rows: Sequence[str], *, min_confidence: int = 0, max_reject_rate: float = 0.2
) -> None:
    """Run upload `u` of these rows; emails that rest on a less sure analysis wait for a person."""
    source = folder / "customers.csv"
    source.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    said = {"min_confidence": min_confidence, "max_reject_rate": max_reject_rate}
    await win_back(WinbackParams.model_validate({"source": str(source), "upload_id": "u", **said}), gate=False)
