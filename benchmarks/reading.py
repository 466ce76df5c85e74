"""200,000 rows of an export with its own headers: read, validated and stored, without a call."""

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.measure import ROOT, Figure, peak_memory

ROWS = 200_000
_CODE = (
    "import asyncio, sys\n"
    "from schemas.winback.run import WinbackParams\n"
    "from tasks.winback.system import WINBACK\n"
    "from tasks.bulk.place import open_place\n"
    "async def main():\n"
    "    place = await open_place('local')\n"
    "    done = await WINBACK.subjects(place, WinbackParams(source=sys.argv[1]))\n"
    "    assert (done.total, done.rejected) == (int(sys.argv[2]), 0), done\n"
    "asyncio.run(main())\n"
)


def figures(folder: Path) -> list[Figure]:
    """Seconds and memory, the reader's process included."""
    source = folder / "large.csv"
    rows = (
        f'k{number};p{number}@company{number}.example;Firma {number};Pro;"1.{number % 900 + 100},50 €";'
        f"{1 + number % 28:02d}.0{1 + number % 9}.2026;Zu teuer für das, was wir nutzen;{number % 100}"
        for number in range(ROWS)
    )
    head = "Kundennummer;E-Mail;Firma;Tarif;MRR;Kündigungsdatum;Kündigungsgrund;Adoption %"
    source.write_text("\n".join([head, *rows]) + "\n", encoding="cp1252")
    started = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", _CODE, str(source), str(ROWS)],
        env=os.environ | {"REVIVE_HOME": str(folder / "large"), "PYTHONPATH": str(ROOT)},
        text=True,
    )
    with peak_memory(process) as peak:
        process.wait()
    if process.returncode != 0:
        raise SystemExit(f"reading ended with {process.returncode}")
    seconds = perf_counter() - started
    return [
        Figure.at_most(f"{ROWS:,} rows read", seconds, 60, " s", 1),
        Figure.at_most("… memory, with the reader's process", (peak.run + peak.reader) / 1e6, 1500, " MB", 0),
    ]
