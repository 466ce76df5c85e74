"""The Prefect tasks of the flows `evaluate-agent` and `compare-agents`. What they share stands in `opening`."""

import asyncio

from prefect import task
from prefect.artifacts import acreate_markdown_artifact, acreate_table_artifact
from prefect.cache_policies import NO_CACHE

from schemas.evaluation import Comparison, Evaluation
from tasks.bulk.markdown import code, plain
from tasks.bulk.ui import if_reachable
from tasks.evaluation.asking import together
from tasks.evaluation.closing import conclude
from tasks.evaluation.opening import current_evaluation
from tasks.evaluation.working import batches, work


async def process(evaluation_id: str) -> None:
    """Start batch after batch, no more at once than calls may be in flight."""
    run = current_evaluation()
    parts = batches(run)
    room = asyncio.Semaphore(max(1, 2 * run.params.concurrency // len(parts[0])))

    async def one(part: range) -> int:
        async with room:
            return 0 if run.stopped else await process_cases(evaluation_id, part.start, part.stop)

    await together(one(part) for part in parts)


@task(name="cases", task_run_name="cases-{first:05d}", cache_policy=NO_CACHE)
async def process_cases(evaluation_id: str, first: int, end: int) -> int:  # noqa: ARG001 -- names the subject in the UI
    """Ask, score and judge some cases; returns how many are done."""
    return await work(current_evaluation(), range(first, end))


@task(name="conclude", cache_policy=NO_CACHE)
async def conclude_evaluation(evaluation_id: str) -> Evaluation:  # noqa: ARG001 -- same
    """Figures, verdict, report, and what the UI shows."""
    found = await conclude(current_evaluation())
    await _show(found)
    return found


async def _show(found: Evaluation) -> None:
    gate = "passed" if found.gate.passed else "FAILED"
    said = f"**{found.verdict}**, " if isinstance(found, Comparison) else ""
    text = f"{said}gate {gate}: {plain('; '.join(found.gate.why))}\n\n- report: {code(found.artifacts['report'])}"
    await if_reachable(acreate_markdown_artifact(text, key="evaluation", description=found.evaluation_id))
    rows = [{"version": side.version, **{name: mean.mean for name, mean in side.means.items()}} for side in found.sides]
    await if_reachable(acreate_table_artifact(rows, key="evaluation-scores", description="Means per evaluator."))
