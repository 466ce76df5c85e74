"""Did the emails bring anybody back who would not have come anyway: those to be written to against those held out."""

from schemas.outcomes import HORIZONS
from schemas.winback.outcomes import Came, Lift

_LEAST = 0.01  # a point: a smaller difference is worth no further customers
_NO_HOLDOUT = (
    "nobody was held out, so nothing tells who would have come back anyway; "
    "revive winback … --holdout 0.1 holds a tenth out next time"
)


def lift_of(written_to: Came, held_out: Came) -> Lift | None:
    """The comparison, in words, too; None before anybody was written to."""
    n, other = written_to.people, held_out.people
    if not n:
        return None
    back, alone = written_to.back.get(HORIZONS[-1], 0), held_out.back.get(HORIZONS[-1], 0)
    if not other:
        return Lift(written=n, back=back, held_out=0, back_alone=0, says=_NO_HOLDOUT)
    # SciPy takes 0.2 s, which only an upload with outcomes pays.
    from agents.statistics.two_groups import METHOD, share_difference  # noqa: PLC0415

    found = share_difference(back, n, alone, other)
    needs = 0 if found.decided else _needs(found.difference, alone / other, other / (n + other), n + other)
    points = f"{_points(found.difference)} points (95%: {_points(found.low)} to {_points(found.high)})"
    seen = f"{back} of {n} to be written to came back, {alone} of {other} held out: {points}"
    if found.decided:
        says = (
            f"{seen}; {'the emails brought customers back' if found.low > 0 else 'fewer came back than without emails'}"
        )
    else:
        says = f"{seen}: too few to say, about {needs:,} more customers would do (the same share of them held out)"
    return Lift(
        written=n, back=back, held_out=other, back_alone=alone, difference=found.difference, low=found.low,
        high=found.high, level=found.level, method=METHOD, needs=needs, says=says,
    )  # fmt: skip


def _needs(difference: float, alone: float, held_out: float, have: int) -> int:
    """How many more find a difference as large as the one seen, or of a point if it is smaller."""
    from agents.statistics.two_groups import subjects_for_difference  # noqa: PLC0415 -- as above

    wanted = max(abs(difference), _LEAST)
    base = min(alone, 1 - wanted)
    return max(1, subjects_for_difference(base + wanted, base, held_out=held_out) - have)


def _points(share: float) -> str:
    return f"{100 * share:+.1f}"
