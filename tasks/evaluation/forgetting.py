"""Removes what evaluations over past customers keep of them, when a person or an upload is deleted."""

from pydantic_core import from_json

from blocks.artifacts import ArtifactStore
from blocks.layout import EvaluationKeys, answers
from schemas.evaluation import Comparison, Evaluation
from tasks.evaluation.labels import read_evaluations, read_outcomes
from tasks.evaluation.report import render


async def forget(store: ArtifactStore, upload_id: str, customers: set[str]) -> list[str]:
    """Remove these customers from the evaluations over an upload; returns what was deleted or rewritten.

    The figures stay: they name nobody.
    """
    touched = []
    for key in [key async for key, _ in store.keys(answers(upload_id))]:
        if _customer(await store.get(key)) in customers:
            await store.delete(key)
            touched.append(store.location(key))
    for evaluation in await _over(store, upload_id):
        keys = EvaluationKeys(evaluation.evaluation_id)
        outcomes = [outcome async for outcome in read_outcomes(store, evaluation)]
        kept = [outcome for outcome in outcomes if outcome.case.cluster not in customers]
        if len(kept) < len(outcomes):
            await store.put(keys.cases, b"".join(outcome.model_dump_json().encode() + b"\n" for outcome in kept))
            await store.put(keys.report, render(evaluation, kept))
            touched += [store.location(keys.cases), store.location(keys.report)]
    return touched


async def kept_of(store: ArtifactStore, upload_id: str) -> list[str]:
    """The keys of everything that evaluations keep of an upload's customers."""
    found = [key async for key, _ in store.keys(answers(upload_id))]
    for evaluation in await _over(store, upload_id):
        folder = EvaluationKeys(evaluation.evaluation_id).held
        found += [key async for key, _ in store.keys(folder) if not key.endswith((".lock", "/lease.json"))]
    return found


async def _over(store: ArtifactStore, upload_id: str) -> list[Evaluation]:
    """The evaluations and comparisons over an upload, each read as what it is."""
    found: list[Evaluation] = []
    for evaluation in await read_evaluations(store, past_unreadable=True):
        if evaluation.upload_id == upload_id:
            content = await store.get(EvaluationKeys(evaluation.evaluation_id).figures) or b"{}"
            found.append(Comparison.model_validate_json(content) if evaluation.kind == "comparison" else evaluation)
    return found


def _customer(content: bytes | None) -> str:
    try:
        return str(from_json(content or b"{}").get("customer_id", ""))
    except (ValueError, AttributeError):
        return ""
