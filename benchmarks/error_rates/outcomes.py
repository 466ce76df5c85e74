"""A release that outcomes decide: how often an equal candidate is rolled back, and how soon a worse one."""

from statistics import median

import numpy as np

from agents.release.comparisons import OUTCOMES, comparisons
from agents.release.policy import load_policy
from agents.release.stops import SILENCE, stops
from benchmarks.error_rates.table import Table, percent
from schemas.registry import Figures
from schemas.release import OutcomeRule, Policy

_MONTHS, _NIGHTS, _A_NIGHT, _DAYS = 500, 120, 334, 30  # customers a night of each version, at 50%
_PRODUCTION, _SILENCED = 0.05, 0.004
_RULE = OutcomeRule(counts="replied", days=_DAYS, margin=0.02, silenced=0.005)
_ENDS = ("promoted", "rolled back", "stopped", "undecided")
Rng = np.random.Generator


def decided(rng: Rng) -> Table:
    """Replies within 30 days at most 2 points fewer, unsubscribes half a point more; a look after each night."""
    policy = load_policy("local").model_copy(update={"steps": (50,)})
    rows = []
    for text, replies, silenced in (
        ("equal", _PRODUCTION, _SILENCED),
        ("1 point fewer replies", 0.04, _SILENCED),
        ("2 points fewer", 0.03, _SILENCED),
        ("4 points fewer", 0.01, _SILENCED),
        ("2 points more", 0.07, _SILENCED),
        ("1 point more unsubscribes", _PRODUCTION, _SILENCED + 0.01),
        ("3 points more unsubscribes", _PRODUCTION, _SILENCED + 0.03),
    ):
        found = [_end(policy, replies, silenced, rng) for _ in range(_MONTHS)]
        words, nights = [word for word, _ in found], [night for word, night in found if word != "undecided"]
        shares = [
            percent(words.count(word) / len(found)) for word in ("promoted", "rolled back", "stopped", "undecided")
        ]
        rows.append([text, *shares, f"{median(nights):.0f}" if nights else "-"])
    columns = ["candidate", *_ENDS, "night"]
    return Table(
        "A release by outcomes: 5% reply, 0.4% unsubscribe in production; a step of 50%, 120 nights of 668 customers",
        columns,
        rows,
    )


def _end(policy: Policy, replies: float, silenced: float, rng: Rng) -> tuple[str, int]:
    ours, theirs = _arm(replies, silenced, rng), _arm(_PRODUCTION, _SILENCED, rng)
    for night, (candidate, production) in enumerate(zip(ours, theirs, strict=True), 1):
        stopping = {check.name: check.result for check in stops(policy, candidate, production, _RULE)}
        if stopping[SILENCE] == "stop":
            return "stopped", night
        compared = {check.name: check.result for check in comparisons(policy, candidate, production, _RULE)}
        if compared[OUTCOMES] in ("success", "failure"):
            return ("promoted" if compared[OUTCOMES] == "success" else "rolled back"), night
    return "undecided", _NIGHTS


def _arm(replies: float, silenced: float, rng: Rng) -> list[Figures]:
    """The figures of one version after each night; whom it wrote to counts for replies after 30 days."""
    written = _A_NIGHT * np.arange(1, _NIGHTS + 1)
    quiet = rng.binomial(_A_NIGHT, silenced, _NIGHTS).cumsum()
    replied = rng.binomial(_A_NIGHT, replies, _NIGHTS).cumsum()
    found = []
    for night in range(_NIGHTS):
        over = night - _DAYS
        counts = {"customers": int(written[night]), "written": int(written[night]), "silenced": int(quiet[night])}
        followed = {} if over < 0 else {_DAYS: int(written[over])}
        yes = {} if over < 0 else {_DAYS: int(replied[over])}
        found.append(Figures(**counts, followed=followed, replied=yes))
    return found
