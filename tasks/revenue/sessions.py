"""Where results of analyses are kept: `revenue/results/<session>/result.json` and `report.html`."""

from collections.abc import Callable
from typing import Any

from pydantic_core import from_json

from blocks.artifacts import ArtifactStore
from blocks.layout import RESULTS, Upload
from schemas.errors import BadInputError, shown
from schemas.revenue.finding import AnalysisResult
from tasks.revenue.report.page import render

SYSTEM = "revenue"


def result_key(session: str) -> str:
    """The key of a session's result."""
    return f"{Upload(session, SYSTEM).results}/result.json"


def report_key(session: str) -> str:
    """The key of a session's report."""
    return f"{Upload(session, SYSTEM).results}/report.html"


async def keep(store: ArtifactStore, result: AnalysisResult) -> str:
    """Store result and report; returns where the report is."""
    await store.put(result_key(result.session_id), result.model_dump_json(indent=2).encode() + b"\n")
    await store.put(report_key(result.session_id), render(result))
    return store.location(report_key(result.session_id))


async def free_session(store: ArtifactStore, wanted: str) -> str:
    """The session's id, with a number where another run began in the same second."""
    name, number = wanted, 1
    while await store.exists(result_key(name)):
        number += 1
        name = f"{wanted}_{number}"
    return name


async def reword_results(store: ArtifactStore, clean: Callable[[Any], Any]) -> list[str]:
    """Pass every result through `clean`, which leaves a person out, and write what changed again with its report."""
    changed = []
    for key in [
        key async for key, _ in store.keys(f"{SYSTEM}/{RESULTS}", past_unreadable=True) if key.endswith("/result.json")
    ]:
        said = from_json(await store.get(key) or b"{}")
        after = clean(said)
        if after != said:
            result = AnalysisResult.model_validate(after)
            await store.put(key, result.model_dump_json(indent=2).encode() + b"\n")
            await store.put(f"{key.rpartition('/')[0]}/report.html", render(result))
            changed.append(store.location(key))
    return changed


async def find_result(store: ArtifactStore, session: str) -> AnalysisResult | None:
    """The result of a session; None if there is none yet."""
    content = await store.get(result_key(session))
    return None if content is None else AnalysisResult.model_validate_json(content)


async def result_of(store: ArtifactStore, session: str) -> AnalysisResult:
    """The result of a session. Raises `BadInputError` if there is none."""
    found = await find_result(store, session)
    if found is None:
        raise BadInputError(f"there is no session {shown(session)} in {store.url}")
    return found
