"""Evaluations for a release: the gate on golden cases, and the shadow replay of past subjects."""

from typing import TYPE_CHECKING

from blocks.artifacts import ArtifactStore
from schemas.errors import BadInputError
from schemas.evaluation import JUDGE
from schemas.evaluation_params import CompareParams
from schemas.registry import EvaluationSummary, ReleaseState
from schemas.release import Policy, ReleaseGate, Replay
from tasks.bulk.status import read_status
from tasks.bulk.systems import system_asking
from tasks.bulk.uploads import upload_ids
from tasks.release.moves import BUDGET

if TYPE_CHECKING:
    from schemas.evaluation import Comparison

_MARGIN = 0.05  # if the policy compares no live quality


async def gate(state: ReleaseState, environment: str) -> ReleaseGate:
    """The candidate against production on the golden cases; nothing is paid for twice."""
    from tasks.evaluation.evaluate import compare_versions  # noqa: PLC0415 -- SciPy and all the models

    assert state.candidate is not None, "a release has a candidate"
    asked = CompareParams(
        agent=state.agent, candidate=state.candidate, baseline=state.production, max_cost_usd=state.gate.get(BUDGET)
    )
    return gate_of(await compare_versions(asked, environment))


async def require_evaluable(agent: str, version: str, environment: str, max_cost_usd: float | None) -> None:
    """Raise what `gate` would raise before it pays: models, credentials, versions that cannot be told apart."""
    from tasks.evaluation.opening import open_evaluation  # noqa: PLC0415 -- same

    async with open_evaluation(CompareParams(agent=agent, candidate=version, max_cost_usd=max_cost_usd), environment):
        return


async def replay(state: ReleaseState, environment: str, policy: Policy, store: ArtifactStore) -> Replay:
    """Both versions over a sample of the last upload's subjects, paired."""
    from tasks.evaluation.evaluate import compare_versions  # noqa: PLC0415 -- same

    assert policy.shadow_replay is not None, "asked for by the policy"
    asked = CompareParams(
        agent=state.agent,
        candidate=state.candidate or "",
        baseline=state.production,
        upload_id=await last_upload(store, state.agent),
        sample=policy.shadow_replay.customers,
        margin=policy.margins.quality or _MARGIN,
        rule_out_loss=True,
    )
    return replay_of(await compare_versions(asked, environment))


def gate_of(found: "Comparison") -> ReleaseGate:
    """The comparison in the form that a release needs."""
    candidate, production = found.sides
    figures = {
        "evaluation": found.evaluation_id,
        "report": found.artifacts.get("report", ""),
        "verdict": found.verdict,
        "cases": found.cases,
        "passed": {"candidate": candidate.passed, "production": production.passed},
        "won": found.gained,
        "lost": found.lost,
        "usd_per_answer": {"candidate": candidate.usd_per_answer, "production": production.usd_per_answer},
        "scores": {
            row.evaluator: {
                "candidate": row.candidate,
                "production": row.baseline,
                "low": row.low,
                "high": row.high,
                "level": row.level,
                "verdict": row.verdict,
            }
            for row in found.rows
        },
    }
    summary = EvaluationSummary(
        evaluation_id=found.evaluation_id,
        at=found.at,
        cases=found.cases,
        against=production.version,
        scores={name: round(mean.mean, 4) for name, mean in candidate.means.items()},
        verdict=found.verdict,
        report=found.artifacts.get("report", ""),
    )
    changed = f"{found.gained} won, {found.lost} lost"
    why = f"{found.verdict} on {found.cases} cases, {changed}: {'; '.join(found.gate.why)}"
    return ReleaseGate(passed=found.gate.passed, why=why, summary=summary, figures=figures)


def replay_of(found: "Comparison") -> Replay:
    """Success only if a loss beyond what the policy allows can be ruled out; `judged` if not only rules decided."""
    why = "; ".join(found.gate.why)
    judged = any(row.gating and row.evaluator == JUDGE for row in found.rows)
    if found.verdict == "worse":
        return Replay(result="failure", says=f"worse on {found.cases} past customers: {why}")
    if found.gate.passed:
        lost = f"a loss of {100 * found.margin:g} points is ruled out on {found.cases} past customers"
        return Replay(result="success", says=f"{lost}: {why}", judged=judged)
    return Replay(result="inconclusive", says=f"too close to tell on {found.cases} past customers: {why}")


async def last_upload(store: ArtifactStore, agent: str) -> str:
    """The newest finished upload of an agent's system; `BadInputError` if there is none."""
    system = system_asking(agent)
    statuses = [await read_status(store, upload_id) for upload_id in await upload_ids(store)]
    done = [one for one in statuses if one is not None and one.status == "complete" and system.owns(one)]
    if not done:
        raise BadInputError(f"no upload in {store.url} is finished: there are no past customers to replay")
    return max(done, key=lambda status: status.updated_at).upload_id
