"""Expected recoverable MRR: what those who may be written to paid, times the share that is expected to come back.

The share is measured, once enough customers of one cause (or of all) have had 90 days; until then public figures stand
in, which are named wherever they are used. docs/outcomes.md says where they come from and what they do not say.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from pydantic import ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import RESULTS, Upload
from schemas.outcomes import HORIZONS
from schemas.winback.outcomes import OutcomeFigures, Rate, Recoverable

# RevenueCat, Monetization Success Formula, rule 11 (figures of the State of Subscription Apps): of subscribers who had
# churned, 5.2% of those on a yearly plan and 20.1% of those on a monthly plan reactivated within a year, whether or not
# anybody wrote to them. Consumer apps, a year and no email of ours: a range to plan with, no promise.
PUBLISHED = Rate(
    low=0.052,
    high=0.201,
    source="published: 5.2% (yearly plans) to 20.1% (monthly) of churned subscribers are back in a year (RevenueCat)",
)
NOBODY = Rate(low=0.0, high=0.0, source="nobody is expected back where the business has closed")
_ENOUGH = 50  # customers with 90 days behind them: fewer leave an interval that says nothing
_HORIZON = HORIZONS[-1]
_AT_ONCE = 32  # on S3 each file is a request


class Rates:
    """The measured shares of an environment's uploads, by cause."""

    def __init__(self, measured: Mapping[str, tuple[int, int]]) -> None:
        self._measured = measured  # by cause: who had 90 days, and who of them came back

    def of(self, cause: str) -> Rate:
        """The share for one cause: its own, else that of all causes, else the published one."""
        if cause == "business_closure":
            return NOBODY
        everybody = tuple(map(sum, zip(*self._measured.values(), strict=True))) or (0, 0)
        for (n, back), whose in (
            (self._measured.get(cause, (0, 0)), f"who left for {cause}"),
            (everybody, "of all causes"),
        ):
            if n >= _ENOUGH:
                return _measured(n, back, whose)
        return PUBLISHED


def _measured(n: int, back: int, whose: str) -> Rate:
    from agents.statistics.interval import wilson  # noqa: PLC0415 -- 0.2 s of SciPy, only where something was measured

    low, high = wilson(back, n, 0.05)
    source = f"measured: {back} of {n} customers {whose} came back within {_HORIZON} days (95%, Wilson)"
    return Rate(low=max(0.0, low), high=min(1.0, high), source=source)


async def read_rates(store: ArtifactStore) -> Rates:
    """What was measured so far, in every upload whose emails went out. A file that is damaged says nothing."""
    measured = defaultdict[str, tuple[int, int]](lambda: (0, 0))
    # By folder: to list every record of every upload would take longer with each of them.
    keys = [Upload("", name=name).outcomes for name in await store.folders(RESULTS)]
    for start in range(0, len(keys), _AT_ONCE):
        for content in await asyncio.gather(*map(store.get, keys[start : start + _AT_ONCE])):
            _add(measured, content)
    return Rates(measured)


def _add(measured: dict[str, tuple[int, int]], content: bytes | None) -> None:
    try:
        figures = OutcomeFigures.model_validate_json(content or b"{}")
    except ValidationError:
        return
    if figures.confirmed:
        for cause, came in figures.by.get("cause", {}).items():
            n, back = measured[cause]
            measured[cause] = n + came.over.get(_HORIZON, 0), back + came.back_of_over.get(_HORIZON, 0)


def recoverable(ready: Mapping[str, Mapping[str, float]], rates: Rates) -> Recoverable:
    """A range by currency; `ready`: MRR of those who may be written to, by cause and currency."""
    found, sources = Recoverable(), dict[str, None]()
    for cause, sums in ready.items():
        rate = rates.of(cause)
        for currency, mrr in sums.items():
            for side, share in ((found.low, rate.low), (found.high, rate.high)):
                worth = Decimal(str(round(mrr, 2))) * Decimal(str(share))
                side[currency] = (side.get(currency, Decimal(0)) + worth).quantize(Decimal("0.01"))
        if sums:
            sources[rate.source] = None
    return found.model_copy(update={"sources": tuple(sources)})
