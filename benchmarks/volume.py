"""10,000 and 50,000 customers against an endpoint without latency, and the resume of what is finished."""

import os
from pathlib import Path

from fakes.bedrock import start_process

from benchmarks.measure import Figure, customers, run

MANY, FIVE_TIMES = 10_000, 50_000


def figures(folder: Path) -> list[Figure]:
    """Rate and memory, how they grow, and what a resume costs."""
    many, most = customers(folder / "many.csv", MANY), customers(folder / "most.csv", FIVE_TIMES)
    with start_process() as url:
        os.environ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = url
        one = run(many, folder / "many")
        five = run(most, folder / "most")
        again = run(most, folder / "most")
    if again.document["this_run"]["calls"] or again.document["completed"] != FIVE_TIMES:
        raise SystemExit("the resume was not one")
    rate = f"{MANY:,} customers at zero latency"
    grown = f"{FIVE_TIMES:,} customers, against {MANY:,}"
    peak, five_peak = one.peak.run / 1e6, five.peak.run / 1e6
    return [
        Figure.at_least(rate, MANY / one.seconds, 250, "/s", 0, f"{one.seconds:.1f} s"),
        Figure.at_most("… memory", peak, 300, " MB", 0),
        Figure.at_most(f"{grown}: time", five.seconds / one.seconds, 5.3, " x", 2, f"{five.seconds:.0f} s"),
        Figure(
            f"{FIVE_TIMES:,} customers: the reader's process, while it reads",
            f"{five.peak.reader / 1e6:.0f} MB ({one.peak.reader / 1e6:.0f} MB for {MANY:,})", "beside it", met=True,
        ),
        Figure.at_most(f"{grown}: memory", five_peak / peak, 1.2, " x", 2, f"{five_peak:.0f} MB"),
        Figure.at_most(
            f"resume of finished {FIVE_TIMES:,}, start-up included", 100 * again.wall_s / five.wall_s, 5, " %", 1,
            f"{again.wall_s:.1f} s",
        ),
    ]  # fmt: skip
