"""`make error-rates`: how often the statistics are wrong, and how soon they are right, on simulated customers.

Every figure comes from the functions that evaluation and release call, at their defaults; only that a comparison draws
999 times instead of 1,999. Prints the tables and writes them into docs/statistics.md.
"""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.error_rates import few, live, outcomes, paired
from benchmarks.error_rates.table import Table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "statistics.md"
BEGIN, END = "<!-- measured: make error-rates -->", "<!-- measured until here -->"
MEASURED: tuple[Callable[[np.random.Generator], Table], ...] = (
    paired.compared,
    paired.planned,
    paired.covered,
    live.looked_at,
    live.release,
    live.as_often_done,
    live.stopped,
    live.ratios,
    few.few,
    outcomes.decided,
)


def main() -> None:
    """Measure, print, write."""
    tables = []
    for number, measured in enumerate(MEASURED):
        started = perf_counter()
        tables.append(measured(np.random.default_rng([2026, number])).markdown())
        print(f"{tables[-1]}\n\n({perf_counter() - started:.1f} s)\n", flush=True)
    head, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n\n" + "\n\n".join(tables) + f"\n\n{END}{tail}", "utf-8")


if __name__ == "__main__":
    main()
