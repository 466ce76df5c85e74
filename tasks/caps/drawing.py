"""What is drawn from the caps of a day, in the records: a row a cap, raised before calls spend it.

`spending_caps`  day, scope   scope: `day`, `agent/<name>` or `customer/<hash>`; kept for three days

Processes draw blocks and spend from those, so that there is no write for each call. A process that ends gives back
what it has not used; one that is killed has spent its blocks. The less is left, the smaller are the blocks: many
processes side by side can use up a cap, and none passes it.
"""

import asyncio
import random
from datetime import datetime

from pydantic import ValidationError

from blocks.records.interface import Records
from blocks.records.table import Put, RefusedWriteError, Row, Table
from schemas.caps import CapSpend
from schemas.errors import StoreError
from schemas.registry import instant

SPENDING = Table("spending_caps", "day", "scope")
BLOCKS = 20  # a block is at most this share of what is left
_KEPT_DAYS, _DAY_S = 3, 86_400
_TRIES = 50
_jitter = random.Random()  # noqa: S311 -- pauses between attempts


class FullError(Exception):
    """What is left does not cover the call."""

    def __init__(self, drawn_usd: float) -> None:
        super().__init__(f"${drawn_usd:.4f} is drawn")
        self.drawn_usd = drawn_usd


def day_of(moment: float) -> int:
    """Which day since 1970, in UTC, of epoch seconds."""
    return int(moment) // _DAY_S


async def draw(records: Records, day: int, scope: str, limit: float, least: float, wanted: float) -> float:
    """Draw at least `least` and, to save writes, up to `wanted` dollars; returns how much. Raises `FullError`."""
    for _ in range(_TRIES):
        kept, revision = await _read(records, day, scope)
        left = limit - kept.drawn_usd
        if least > left:
            raise FullError(kept.drawn_usd)
        block = max(least, min(wanted, left / BLOCKS))
        if await _write(records, day, scope, kept.model_copy(update={"drawn_usd": kept.drawn_usd + block}), revision):
            return block
    raise StoreError(f"the cap {scope} is drawn on by too many at once; try again")


async def give_back(records: Records, day: int, scope: str, usd: float) -> None:
    """Give back what was drawn and not used; below 0, count what calls have cost beyond their worst case."""
    for _ in range(_TRIES):
        kept, revision = await _read(records, day, scope)
        after = kept.model_copy(update={"drawn_usd": max(0.0, kept.drawn_usd - usd)})
        if await _write(records, day, scope, after, revision):
            return
    raise StoreError(f"the cap {scope} is drawn on by too many at once; its rest counts as spent")


async def note_refusal(records: Records, day: int, scope: str, says: str, now: datetime) -> None:
    """Keep that a call was refused, once a day, for the watch; another process may have been faster."""
    kept, revision = await _read(records, day, scope)
    if kept.refused_at is None:
        noted = kept.model_copy(update={"refused_at": instant(now), "says": says[:400]})
        await _write(records, day, scope, noted, revision)


async def spent_on(records: Records, day: int) -> dict[str, CapSpend]:
    """What is drawn from each cap on a day, by scope."""
    rows = await records.query(SPENDING, _named(day))
    return {str(row.attributes["scope"]): _parsed(row) for row in rows}


async def _read(records: Records, day: int, scope: str) -> tuple[CapSpend, int | None]:
    row = await records.get(SPENDING, _named(day), scope)
    return (CapSpend(drawn_usd=0.0), None) if row is None else (_parsed(row), row.revision)


async def _write(records: Records, day: int, scope: str, spend: CapSpend, revision: int | None) -> bool:
    """False, after a moment, where another process was faster."""
    expires = (day + _KEPT_DAYS) * _DAY_S
    row = Row({"day": _named(day), "scope": scope}, spend.model_dump_json(), (revision or 0) + 1, expires)
    try:
        await records.commit(Put(SPENDING, row, expected=revision))
    except RefusedWriteError:
        await asyncio.sleep(_jitter.uniform(0.001, 0.03))
        return False
    return True


def _named(day: int) -> str:
    return str(day)


def _parsed(row: Row) -> CapSpend:
    try:
        return CapSpend.model_validate_json(row.document)
    except ValidationError:
        raise StoreError("the records are damaged: what is drawn from a cap cannot be read") from None
