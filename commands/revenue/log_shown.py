"""What `revive revenue findings`, `thresholds`, `precision` and `export-log` do and show."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from blocks.records.interface import Records
from blocks.settings import login_name
from commands.output import print_json, say
from schemas.printable import counted
from schemas.revenue.log import InsightStatus, Tracked
from tasks.bulk.place import open_place
from tasks.outbox.outbox import entries, open_outbox
from tasks.revenue.analyses.definitions import definition, definitions
from tasks.revenue.log import deciding
from tasks.revenue.log.precision import CameTrue, precision
from tasks.revenue.log.selecting import Wanted, chosen
from tasks.revenue.log.tables import open_log
from tasks.revenue.log.teaching import reset, taught_now
from tasks.revenue.report.page import dollars, words


@asynccontextmanager
async def _log(environment: str) -> AsyncIterator[Records]:
    place = await open_place(environment)
    async with open_log(place.environment) as records:
        yield records


async def show_findings(environment: str, *, as_json: bool, **wanted: Any) -> None:
    """Print the findings that pass the filters."""
    async with _log(environment) as records:
        found = chosen(await deciding.findings(records), Wanted(**wanted), _today())
    if as_json:
        print_json([one.model_dump(mode="json", exclude={"history"}) for one in found])
        return
    for one in found:
        say(f"{one.finding_id}  {line(one)}")
    say(f"{counted(len(found), 'finding')}")


async def show_finding(finding_id: str, environment: str, *, as_json: bool) -> None:
    """Print one finding with its history."""
    async with _log(environment) as records:
        one = await deciding.finding(records, finding_id)
        seen = await deciding.sightings(records, finding_id)
    if as_json:
        print_json(one.model_dump(mode="json") | {"sightings": [each.model_dump(mode="json") for each in seen]})
        return
    say(line(one))
    say(one.title or one.summary)
    for each in seen:
        says = "; ".join(row.says for row in each.evidence)
        say(f"  {each.as_of}  {each.severity:<6} {_stake(each.revenue_at_stake):>12}  {says}")
    for change in one.history:
        say(f"  {change.at}  {change.by}: {change.what}")


async def say_status(
    environment: str, *, finding_id: str, status: InsightStatus, note: str, by: str | None, as_json: bool
) -> None:
    """Set a finding's status and print it."""
    async with _log(environment) as records:
        changed = await deciding.set_status(records, finding_id, status, by=_by(by), note=note, now=_now())
    _show_changed(changed, as_json=as_json)


async def say_wrong(environment: str, *, finding_id: str, undo: bool, note: str, by: str | None, as_json: bool) -> None:
    """Call a finding wrong, and print what that teaches."""
    async with _log(environment) as records:
        changed = await deciding.call_wrong(records, finding_id, wrong=not undo, by=_by(by), note=note, now=_now())
        taught = await taught_now(records, definition(changed.analysis), _today())
    _show_changed(changed, as_json=as_json)
    for one in taught if not as_json else ():
        say(f"from the next run on: {one.line}")


async def say_snooze(environment: str, *, finding_id: str, until: date | None, by: str | None, as_json: bool) -> None:
    """Snooze a finding and print it."""
    async with _log(environment) as records:
        changed = await deciding.snooze(records, finding_id, until, by=_by(by), now=_now())
    _show_changed(changed, as_json=as_json)


async def show_thresholds(environment: str, *, as_json: bool) -> None:
    """Print the thresholds that people's verdicts have moved."""
    async with _log(environment) as records:
        found = {name: await taught_now(records, said, _today()) for name, said in definitions().items()}
    if as_json:
        print_json([{"analysis": name, **one.model_dump()} for name, taught in found.items() for one in taught])
        return
    for name, taught in found.items():
        for one in taught:
            say(f"{name}  {one.line}; at most {definition(name).teachable[one.kind].most:g}")
    if not any(found.values()):
        say("every threshold is as it is defined")


async def say_reset(
    environment: str, *, analysis: str, kind: str, customer_type: str | None, by: str | None, as_json: bool
) -> None:
    """Reset a threshold to its definition."""
    async with _log(environment) as records:
        group = await reset(records, definition(analysis), kind, customer_type, by=_by(by), now=_now())
    print_json({"reset": group}) if as_json else say(
        f"{group}: verdicts count from now on; the threshold is as defined"
    )


async def show_precision(warehouse: str, environment: str, *, as_json: bool) -> None:
    """Print how many warnings came true."""
    async with _log(environment) as records:
        found = await precision(records, warehouse)
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    for what in found.partial:
        say(f"partial: {what}")
    say(f"Warnings of A1, judged by what is known up to {found.as_of}:")
    for one in (*found.by_severity, found.all):
        say(_true_line(one))
    if found.all.not_yet:
        say(
            f"{found.all.not_yet} cannot be judged yet: fewer than {found.horizon_days} days, and nothing signed since."
        )


async def write_log(out: Path, environment: str, *, as_json: bool) -> None:
    """Write the log as Parquet files."""
    from tasks.revenue.log.export import export_log  # noqa: PLC0415 -- pyarrow only where it is needed

    place = await open_place(environment)
    async with open_outbox(place.environment) as outbox:
        actions = [one for one in await entries(outbox, _now()) if one.system == "revenue"]
    async with open_log(place.environment) as records:
        rows = await export_log(records, actions, out)
    if as_json:
        print_json({"folder": str(out), "rows": rows})
    else:
        say(f"{out}: {', '.join(f'{name} {count}' for name, count in rows.items())}")


def line(one: Tracked) -> str:
    """A finding on one line."""
    who = one.account_name or words(one.subject.id)
    stands = "wrong" if one.wrong else words(one.status)
    state = (
        f"gone since {one.closed_on}" if one.closed_on else f"{counted(one.days_seen, 'night')}, last {one.last_seen}"
    )
    waits = f", snoozed until {one.snoozed_until}" if one.snoozed(_today().isoformat()) else ""
    was = f" (was {one.severity_before})" if one.severity_before else ""
    what = f"{one.analysis} {words(one.kind)}"
    return f"{one.severity}{was} {_stake(one.revenue_at_stake)}  {who}: {what}, {stands}, {state}{waits}"


def _true_line(one: CameTrue) -> str:
    name = one.severity or "all"
    said = f"{name:<7}{one.warnings:>5} warnings: {one.churned} churned, {one.contracted} contracted, {one.kept} kept"
    if one.share is None or one.low is None or one.high is None:
        return f"{said}; none can be judged" if one.warnings else f"{name:<7}    0 warnings"
    return f"{said}, {one.not_yet} too early; {one.share:.0%} came true ({one.low:.0%} to {one.high:.0%})"


def _show_changed(one: Tracked, *, as_json: bool) -> None:
    print_json(one.model_dump(mode="json")) if as_json else say(line(one))


def _stake(amount: float | None) -> str:
    return "no figure" if amount is None else dollars(amount)


def _by(name: str | None) -> str:
    return name or login_name()


def _now() -> datetime:
    return datetime.now(UTC)


def _today() -> date:
    return _now().date()
