"""Runs an analysis for the terminal, and shows what it found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commands.output import print_json, say
from commands.run_params import run_params
from schemas.bulk import Status
from schemas.revenue.finding import AnalysisResult
from schemas.revenue.run import RevenueParams
from tasks.bulk.place import Place, open_place
from tasks.revenue.intake import take_in_plain
from tasks.revenue.report.page import dollars, headline, who, words
from tasks.revenue.sessions import report_key, result_of

if TYPE_CHECKING:
    from tasks.revenue.actions.act import Acted

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done with a result, and how it is shown."""

    act: bool
    act_dry: bool | None  # None: as the policy says for the environment
    as_json: bool


def explain(said: Mapping[str, Any], environment: str, wanted: Asked) -> None:
    """Run the analysis, have its findings explained, act, show them."""
    from commands.run_system import run_in_terminal  # noqa: PLC0415 -- models and what serves them
    from tasks.revenue.system import REVENUE  # noqa: PLC0415 -- same

    async def ending(place: Place, status: Status) -> None:
        session = status.upload_id or status.message.rpartition(" ")[2]
        await _end(place, await result_of(place.store, session), wanted)

    params = run_params("revenue", RevenueParams, **said)
    run_in_terminal(REVENUE, params, environment, as_json=wanted.as_json, ending=ending)


async def _end(place: Place, result: AnalysisResult, wanted: Asked) -> None:
    acted = None
    if wanted.act:
        from commands.revenue.actions import acted_on  # noqa: PLC0415 -- the channels and their clients

        acted = await acted_on(place, result, dry=wanted.act_dry)
    _show(result, place.store.location(report_key(result.session_id)), acted, as_json=wanted.as_json)


async def show_plain(said: Mapping[str, Any], environment: str, wanted: Asked) -> None:
    """Run the analysis, keep what it finds, show it; nobody is asked anything."""
    place = await open_place(environment)
    await _end(place, await take_in_plain(place, run_params("revenue", RevenueParams, **said)), wanted)


async def show_report(session: str, environment: str, *, as_json: bool) -> None:
    """What a session found."""
    place = await open_place(environment)
    result = await result_of(place.store, session)
    _show(result, place.store.location(report_key(session)), None, as_json=as_json)


def _show(result: AnalysisResult, where: str, acted: "Acted | None", *, as_json: bool) -> None:
    if as_json:
        document = result.model_dump(mode="json", exclude={"partial", "cost_usd"})
        document |= {"partial": bool(result.partial), "partial_because": list(result.partial)}
        document |= {"cost": result.cost_usd, "report": where}
        print_json(document if acted is None else document | {"act": acted.model_dump(mode="json")})
        return
    say(f"{result.analysis}: {headline(result)} Data complete up to {result.as_of}.")
    for what in result.partial:
        say(f"partial: {what}")
    for what in result.doubts:
        say(f"doubt: {what}")
    for what in result.taught:
        say(f"taught: {what}")
    for one in result.findings[:_SHOWN]:
        say(f"{one.severity:<6} {dollars(one.revenue_at_stake):>12}  {who(one)} ({words(one.kind)}): {one.summary}")
        action = one.explanation.action if one.explanation else next(iter(one.actions), "")
        urgency = f", urgency {one.explanation.urgency}" if one.explanation else ""
        say(f"{'':<21}{one.owner or 'nobody yet'}{urgency}: {action}")
    if len(result.findings) > _SHOWN:
        say(f"… and {len(result.findings) - _SHOWN} more in the report")
    said = ", ".join(f"{count} {words(reason)}" for reason, count in result.dropped.items())
    say(f"{result.looked_at} looked at{f'; no finding: {said}' if said else ''}.")
    if acted is not None:
        reason = f": {acted.reason}" if acted.reason else ""
        say(f"Actions: {acted.line}{reason}")
        if acted.proposed:
            say("Those to approve: revive revenue actions list --state proposed")
    say(f"Report: {where}")
