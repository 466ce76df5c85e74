"""`python benchmarks/holdout.py [UPLOADS]`: how often the holdout's interval holds the true effect.

Over simulated uploads, counted as `revive outcomes show` counts; prints the table of docs/outcomes.md. What people and
tools decide after the draw has to do with who comes back (tests/fakes/randomised.py).
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from fakes.randomised import intervals, true_effect  # noqa: E402 -- after the path is set

HEAD = ("customers", "held out", "emails add", "true effect", "covered", "mean width")


def row(customers: int, holdout: float, effect: float, uploads: int) -> str:
    """One line of the table."""
    truth, covered, width, counted = true_effect(effect), 0, 0.0, 0
    for figures in intervals(effect, holdout, customers, uploads):
        lift = figures.lift
        if lift is None or lift.low is None or lift.high is None:
            continue
        counted += 1
        covered += lift.low <= truth <= lift.high
        width += lift.high - lift.low
    shares = (f"{100 * covered / counted:.1f}%", f"{100 * width / counted:.1f} points")
    cells = (f"{customers:,}", f"{100 * holdout:.0f}%", f"{100 * effect:.0f} points", f"{100 * truth:+.2f} points")
    return "| " + " | ".join((*cells, *shares)) + " |"


def main() -> None:
    """Print the table."""
    uploads = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    print(f"{uploads} uploads each\n\n| " + " | ".join(HEAD) + " |\n|" + "---|" * len(HEAD))
    for customers, holdout, effect in ((300, 0.2, 0.0), (300, 0.2, 0.08), (1_000, 0.1, 0.05)):
        print(row(customers, holdout, effect, uploads), flush=True)


if __name__ == "__main__":
    main()
