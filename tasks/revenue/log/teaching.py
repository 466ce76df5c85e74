"""What "wrong" and "snooze" teach: the threshold of a kind of finding, per customer type, within bounds.

Of the findings of a kind that were opened in the last 180 days (and since a reset), those called wrong count whole,
those snoozed and not called wrong count half. The lower end of Wilson's interval of that share, doubled, is how far the
threshold goes towards the bound of its definition: few verdicts move little, half of them wrong beyond doubt moves it
all the way. Nothing moves below five findings or two verdicts. Verdicts grow old, so a threshold comes back by itself.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from pydantic import BaseModel

from blocks.records.interface import Records
from blocks.records.table import Put, Row
from schemas.errors import BadInputError, StoreError, shown
from schemas.registry import instant
from schemas.revenue.definition import Definition, Taught
from schemas.revenue.log import Tracked
from tasks.revenue.log.deciding import findings
from tasks.revenue.log.tables import TEACHING, all_rows

_REMEMBERED = timedelta(days=180)
_FEWEST, _FEWEST_VERDICTS = 5, 2.0
_HALF = 0.5
_ALPHA = 0.05
Group = tuple[str, str | None]  # kind and customer type


class Reset(BaseModel):
    """From when on verdicts of a group count again."""

    since: str
    by: str
    note: str = ""


def taught_thresholds(
    said: Definition, tracked: Iterable[Tracked], resets: Mapping[str, Reset], today: date
) -> tuple[Taught, ...]:
    """The thresholds of a definition that people's verdicts move, in the order of kind and customer type."""
    groups: dict[Group, list[Tracked]] = {}
    for one in tracked:
        reset = resets.get(group_key(said.name, one.kind, one.customer_type))
        since = (today - _REMEMBERED).isoformat() if reset is None else reset.since
        if one.analysis == said.name and one.kind in said.teachable and one.logged_at > since:
            groups.setdefault((one.kind, one.customer_type), []).append(one)
    moved = (_moved(said, group, groups[group]) for group in sorted(groups, key=str))
    return tuple(one for one in moved if one is not None)


def _moved(said: Definition, group: Group, found: list[Tracked]) -> Taught | None:
    kind, customer_type = group
    wrong = sum(one.wrong for one in found)
    snoozed = sum(one.snoozes > 0 and not one.wrong for one in found)
    counted = wrong + _HALF * snoozed
    if len(found) < _FEWEST or counted < _FEWEST_VERDICTS:
        return None
    from agents.statistics.interval import wilson  # noqa: PLC0415 -- scipy, only where there are verdicts

    share = min(1.0, 2 * wilson(counted, len(found), _ALPHA)[0])
    teachable = said.teachable[kind]
    usual = said.threshold(teachable.threshold, customer_type)
    now = usual + share * (teachable.most - usual)
    now = round(now) if usual >= 1 else round(now, 3)
    if now == usual:
        return None
    return Taught(
        kind=kind, customer_type=customer_type, threshold=teachable.threshold, usual=usual, now=now, wrong=wrong,
        snoozed=snoozed, of=len(found),
    )  # fmt: skip


def group_key(analysis: str, kind: str, customer_type: str | None) -> str:
    """Under which a group's reset stands."""
    return f"{analysis}/{kind}/{customer_type or 'any'}"


async def taught_now(records: Records, said: Definition, today: date) -> tuple[Taught, ...]:
    """What was taught to an analysis, as of now."""
    return taught_thresholds(said, await findings(records), await resets(records), today)


async def resets(records: Records) -> dict[str, Reset]:
    """By group."""
    rows = await all_rows(records, TEACHING)
    try:
        return {str(row.attributes["taught"]): Reset.model_validate_json(row.document) for row in rows}
    except ValueError:
        raise StoreError("the log is damaged: what was taught to thresholds cannot be read") from None


async def reset(
    records: Records, said: Definition, kind: str, customer_type: str | None, *, by: str, now: datetime
) -> str:
    """Forget the verdicts so far: the threshold is the definition's again. Raises `BadInputError`."""
    if kind not in said.teachable:
        raise BadInputError(
            f"{said.name} has no kind {shown(kind)} that is taught; there are {', '.join(said.teachable)}"
        )
    await records.prepare()
    key = group_key(said.name, kind, customer_type)
    document = Reset(since=instant(now), by=by).model_dump_json()
    await records.commit(Put(TEACHING, Row({"taught": key}, document, 1)))
    return key
