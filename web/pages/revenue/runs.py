"""A session: how far it is, and what it found."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Literal

from pydantic import BaseModel, Field

from blocks.layout import safe
from schemas.errors import shown
from schemas.revenue.finding import AnalysisResult, Finding
from schemas.revenue.log import Execution
from tasks.bulk.status import read_status
from tasks.revenue.log.reading import execution
from tasks.revenue.log.tables import open_log
from tasks.revenue.report.page import headline
from tasks.revenue.sessions import find_result
from tasks.revenue.system import REVENUE as SYSTEM
from web.pages.asked import Asked
from web.pages.page import Page
from web.pages.revenue.section import REVENUE
from web.problems import NotFoundError

_NAMED = re.compile(r"analysis_(\d{8}_\d{6})(_\d+)?")
_BEGINS_WITHIN = timedelta(minutes=20)  # a run's own limit, and a start
RunState = Literal["begun", "explaining", "complete", "partial", "failed"]


class Total(BaseModel):
    """What is at stake, or how many findings, of one kind or owner."""

    name: str
    findings: int
    at_stake: float


class RunNow(BaseModel):
    """How far a session is."""

    session_id: str
    state: RunState
    said: str = Field(default="", description="Why it failed, or what it comes to, in a line.")

    @property
    def goes_on(self) -> bool:
        """Whether there is more to come."""
        return self.state in {"begun", "explaining"}


class OneRun(BaseModel):
    """A session; `result` is None until it is computed, and where it failed."""

    now: RunNow
    execution: Execution | None
    result: AnalysisResult | None
    by_owner: list[Total] = []
    by_kind: list[Total] = []


@REVENUE.page("/revenue/runs/{session}")
async def run(asked: Asked) -> Page:
    """What a session found."""
    found = await _run(asked)
    analysis = (
        found.result.analysis if found.result is not None else found.execution.analysis if found.execution else ""
    )
    return Page(f"Revenue: {analysis or 'a run'}, {found.now.session_id}", "revenue/run.html.jinja", found)


@REVENUE.part("/revenue/runs/{session}/now")
async def run_now(asked: Asked) -> Page:
    """How far it is, for the piece that is polled."""
    return Page("Revenue: a run", "revenue/run_now.html.jinja", (await _run(asked)).now)


async def _run(asked: Asked) -> OneRun:
    session = asked.part("session")
    status = await read_status(asked.store, session)
    result = None if status is not None and not SYSTEM.owns(status) else await find_result(asked.store, session)
    logged = await _logged(asked, session)
    failed = asked.children.last_words(session, safe(session))
    now = RunNow(session_id=session, state="begun")
    if result is not None:
        state: RunState = "explaining" if status is not None and status.status == "processing" else result.status
        now = now.model_copy(update={"state": state, "said": headline(result)})
    elif failed or (logged is not None and logged.status == "failed"):
        now = now.model_copy(update={"state": "failed", "said": failed or (logged.message if logged else "")})
    elif not _may_have_begun(asked, session):
        raise NotFoundError(f"there is no session {shown(session)}")
    findings = result.findings if result is not None else ()
    return OneRun(
        now=now, execution=logged, result=result,
        by_owner=_totals(findings, "owner"), by_kind=_totals(findings, "kind"),
    )  # fmt: skip


async def _logged(asked: Asked, session: str) -> Execution | None:
    if asked.place.environment.records_url is None:
        return None
    async with open_log(asked.place.environment) as records:
        return await execution(records, session)


def _may_have_begun(asked: Asked, session: str) -> bool:
    """Whether a run of this name is ours, or a worker may just have been given it."""
    if session in asked.children.running:
        return True
    named = _NAMED.fullmatch(session)
    if named is None:
        return False
    try:
        begun = datetime.strptime(named[1], "%Y%m%d_%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return False
    return abs(datetime.now(UTC) - begun) < _BEGINS_WITHIN


def _totals(findings: tuple[Finding, ...], field: Literal["owner", "kind"]) -> list[Total]:
    many, stake = Counter[str](), Counter[str]()
    for one in findings:
        name = getattr(one, field) or "nobody yet"
        many[name] += 1
        stake[name] += round(one.revenue_at_stake)
    return [Total(name=name, findings=many[name], at_stake=amount) for name, amount in stake.most_common(10)]
