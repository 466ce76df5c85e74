"""`python benchmarks/release.py [SEEDS]`: how often a release ends as it should, over many simulated months.

Customers are assigned by the real hash, figures go through the real registry (SQLite), the real code decides. Prints
the table of docs/release.md. A month takes 0.1 s of CPU and as much disk.
"""

import asyncio
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from math import ceil
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from fakes.nights import CANDIDATES, PRODUCTION, Month, Truth, month  # noqa: E402 -- after the path is set

from agents.release.policy import load_policy  # noqa: E402 -- same
from blocks.registry.open_registry import registry_in  # noqa: E402 -- same

Z = 3.29  # 99.9%, two-sided
NIGHTS = 30
HEAD = ("candidate", "promoted", "rolled back (stopped)", "held", "nights (95%)", "customers on it (most)", "astray")
MORE = {
    "worse by 3 points": replace(PRODUCTION, quality=0.67),
    "fails 3% of the customers": replace(PRODUCTION, errors=0.03),
    "3 times as slow": replace(PRODUCTION, latency_s=3.6),
}


async def months(truth: Truth, seeds: int, customers: int) -> list[Month]:
    """A month for each seed, under the policy of every environment that has none of its own."""
    policy, found = load_policy("prod"), []
    for seed in range(seeds):
        with tempfile.TemporaryDirectory() as folder:
            registry = registry_in(Path(folder) / "registry.db")
            found.append(await month(registry, policy, truth, seed, customers, NIGHTS))
    return found


def row(name: str, found: list[Month]) -> str:
    """One line of the table."""
    ends = Counter(one.end for one in found)
    stopped = sum(one.why.startswith("stopped") for one in found)
    nights = sorted(one.nights for one in found if one.end != "held")
    took = f"{median(nights):.0f} ({nights[ceil(0.95 * len(nights)) - 1]})" if nights else "-"
    exposed = [one.exposed for one in found]
    astray = sum(abs(one.exposed - one.expected) > Z * one.variance**0.5 for one in found)
    shares = [f"{100 * count / len(found):.1f}%" for count in (ends["promoted"], ends["rolled back"], ends["held"])]
    cells = [name, shares[0], f"{shares[1]} ({100 * stopped / len(found):.1f}%)", shares[2], took]
    return "| " + " | ".join([*cells, f"{median(exposed):,.0f} ({max(exposed):,})", str(astray)]) + " |"


def main() -> None:
    """Print the table."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for customers in (20_000, 120_000):
        print(f"\n{seeds} months of {customers:,} customers in {NIGHTS} nights\n")
        print("| " + " | ".join(HEAD) + " |\n|" + "---|" * len(HEAD))
        for name, truth in (CANDIDATES | MORE).items():
            print(row(name, asyncio.run(months(truth, seeds, customers))), flush=True)


if __name__ == "__main__":
    main()
