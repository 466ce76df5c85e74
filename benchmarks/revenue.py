"""How much of what is planted the six analyses find, on demo warehouses of seeds that nothing was tuned on.

`python -m benchmarks.revenue [FIRST LAST]`: recall and precision by analysis, recall by size of the effect. Rules were
tuned on seeds 1 to 5; 7 is the tests'.
"""

import asyncio
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from benchmarks.measure import Figure
from schemas.revenue.request import RevenueRequest
from tasks.revenue.demo.generate import generate
from tasks.revenue.run import run_analysis

FIRST, LAST = 101, 110
ANALYSES = ("A1", "A2", "A3", "A4", "A5", "A6")
# By kind: where the sizes of its effects are split.
SPLITS = {"usage_decline": (0.25, 0.32), "spike": (3.0, 3.5), "drop": (0.48, 0.56), "season_change": (0.97, 1.13)}


class Tally:
    """What was found, missed and wrong."""

    def __init__(self) -> None:
        self.found: dict[str, int] = defaultdict(int)  # by analysis, by kind, by kind and size
        self.planted: dict[str, int] = defaultdict(int)
        self.reported: dict[str, int] = defaultdict(int)

    def add(self, analysis: str, truth: list[dict[str, Any]], reported: set[tuple[str, str]]) -> None:
        """One analysis of one seed."""
        self.reported[analysis] += len(reported)
        for one in truth:
            if one["analysis"] == analysis:
                is_found = (one["kind"], one["subject"]["id"]) in reported
                for name in _names(one):
                    self.planted[name] += 1
                    self.found[name] += is_found

    def recall(self, name: str) -> float:
        """Of an analysis or a kind."""
        return self.found[name] / self.planted[name]

    def precision(self, analysis: str) -> float:
        """Of an analysis."""
        return self.found[analysis] / self.reported[analysis] if self.reported[analysis] else 0.0


def _names(one: dict[str, Any]) -> Iterator[str]:
    yield one["analysis"]
    yield f"{one['analysis']} {one['kind']}"
    low, high = SPLITS.get(one["kind"], (0.0, 0.0))
    if high:
        size = one["size"]
        part = f"below {low}" if size < low else f"{low} to {high}" if size < high else f"from {high}"
        yield f"{one['analysis']} {one['kind']}, {part}"


async def tally(seeds: range, folder: Path) -> Tally:
    """Run all six over each seed."""
    found = Tally()
    for seed in seeds:
        warehouse = folder / str(seed)
        truth = generate(seed, warehouse)
        for analysis in ANALYSES:
            request = RevenueRequest.model_validate({"analysis": analysis, "warehouse": str(warehouse)})
            result = await run_analysis(request, "benchmark")
            found.add(analysis, truth, {(one.kind, one.subject.id) for one in result.findings})
    return found


def figures(folder: Path) -> list[Figure]:
    """Time of A1 over many accounts, and what is found on ten seeds."""
    found = asyncio.run(tally(range(FIRST, LAST + 1), folder / "seeds"))
    shares = [
        figure
        for analysis in ANALYSES
        for figure in (
            Figure.at_least(f"{analysis}: recall, ten seeds", 100 * found.recall(analysis), 90, " %", 0),
            Figure.at_least(f"{analysis}: precision, ten seeds", 100 * found.precision(analysis), 80, " %", 0),
        )
    ]
    return [*_volume(folder / "many"), *shares]


def _volume(folder: Path) -> list[Figure]:
    """A1 over 10,000 accounts of 540 days, as somebody types it, with the warehouse's process."""
    from benchmarks.measure_tree import run_and_watch  # noqa: PLC0415 -- psutil only where it is measured

    generate(1, folder, 10_000)
    begun = monotonic()
    command = ["-m", "commands.main", "revenue", "run", "A1", "--warehouse", str(folder), "--plain", "--json"]
    peak, child_cpu_share = run_and_watch(command)
    return [
        Figure.at_most("A1 over 10,000 accounts of 540 days", monotonic() - begun, 60, " s", 1),
        Figure.at_most("… memory, both processes", peak / 1e6, 600, " MB", 0),
        Figure.at_least("… of it in DuckDB's process (CPU)", 100 * child_cpu_share, 90, " %", 0),
    ]


def main(arguments: list[str]) -> None:
    """Print the table."""
    first, last = (int(arguments[0]), int(arguments[1])) if arguments[1:] else (FIRST, LAST)
    with tempfile.TemporaryDirectory() as name:
        found = asyncio.run(tally(range(first, last + 1), Path(name)))
    for name in sorted(found.planted):
        precision = f"   precision {found.precision(name):.1%}" if name in ANALYSES else ""
        print(f"{name:<40} recall {found.recall(name):>6.1%} of {found.planted[name]:>4}{precision}")


if __name__ == "__main__":
    main(sys.argv[1:])
