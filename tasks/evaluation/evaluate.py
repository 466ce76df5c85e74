"""Evaluates and compares as plain functions: for the command, and for releases that need a decision."""

from schemas.evaluation import Comparison, Evaluation
from schemas.evaluation_params import CompareParams, EvaluateParams
from tasks.evaluation.asking import together
from tasks.evaluation.closing import conclude
from tasks.evaluation.opening import Evaluating, open_evaluation
from tasks.evaluation.working import batches, work


async def evaluate_version(params: EvaluateParams, environment: str) -> Evaluation:
    """One version over cases or past customers. What was paid before is not paid again.

    Raises the `ReviveError` for which it was stopped; a gate that failed is in the result.
    """
    async with open_evaluation(params, environment) as run:
        return await _all(run)


async def compare_versions(params: CompareParams, environment: str) -> Comparison:
    """Candidate and baseline (default: production) on the same cases; otherwise as `evaluate_version`.

    Decide by `gate.passed`; `verdict`, `rows` and `cases_needed` say why. Raises `BadInputError` if the model at hand
    cannot tell the two versions apart.
    """
    async with open_evaluation(params, environment) as run:
        found = await _all(run)
    assert isinstance(found, Comparison), "two versions give a comparison"
    return found


async def _all(run: Evaluating) -> Evaluation:
    await together(work(run, batch) for batch in batches(run))
    return await conclude(run)
