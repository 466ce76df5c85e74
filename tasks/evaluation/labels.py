"""A team's own labels: what reviewers say of answers to cases, kept in the artifact store."""

import csv
import hashlib
import io
import json
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agents.evaluation.references import labelled
from agents.evaluation.stored import stored_case, stored_outcome
from blocks.artifacts import ArtifactStore
from blocks.layout import EVALUATIONS, EvaluationKeys, labels
from schemas.agent import SemanticVersion
from schemas.case import Case
from schemas.errors import BadInputError, shown
from schemas.evaluation import Evaluation, Outcome
from schemas.judge import Judged, Points
from tasks.evaluation.judging import answered

_COLUMNS = ("case", "score", "by", "version", "why")


class Label(BaseModel):
    """What a reviewer says of the answer that a version gave to a case."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    case: str = Field(min_length=1)
    score: Points
    by: str = Field(min_length=1, max_length=80)
    version: SemanticVersion | None = None
    why: str = Field(default="", max_length=500)


async def read_labels(store: ArtifactStore, task: str) -> tuple[Case, ...]:
    """All labels of an agent's answers, as cases for the judge. Raises `BadInputError` if one is damaged."""
    found = []
    for key in sorted([key async for key, _ in store.keys(labels(task))]):
        try:
            found.append(stored_case(await store.get(key) or b"", task))
        except ValueError:
            raise BadInputError(f"{store.location(key)} is not a label that Revive wrote; remove it") from None
    return tuple(found)


async def keep_labels(
    store: ArtifactStore, task: str, given: Iterable[Label], evaluation_id: str | None, now: datetime
) -> list[str]:
    """Keep labels of answers in an evaluation, by default the agent's last one over cases; returns what was labelled.

    Raises `BadInputError`, and keeps none, if one of them matches no answer.
    """
    evaluation = await _evaluation(store, task, evaluation_id)
    outcomes = {outcome.case.id: outcome async for outcome in read_outcomes(store, evaluation)}
    kept = [(label, _labelled(evaluation, outcomes, label, task, now)) for label in given]
    for _, case in kept:
        await store.put(f"{labels(task)}/{case.id}.json", case.model_dump_json(indent=2).encode())
    return [f"{label.case}: {label.score} of 10 by {label.by}" for label, _ in kept]


def parse_csv(content: bytes, name: str) -> list[Label]:
    """Labels from a CSV with the columns case, score, by, and optionally version and why."""
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInputError(f"{name}: is not CSV in UTF-8: {' '.join(str(error).split())[:200]}") from None
    missing = [column for column in _COLUMNS[:3] if rows and column not in rows[0]]
    if missing:
        there = shown(", ".join(str(column) for column in rows[0]))
        raise BadInputError(f"{name}: has no column {', '.join(missing)}; it has {there}, to be parted by commas")
    if not rows:
        raise BadInputError(f"{name}: holds no label; give the columns {', '.join(_COLUMNS[:3])} and a row for each")
    found = []
    for line, row in enumerate(rows, start=2):
        said = {column: value for column, value in row.items() if value not in (None, "")}
        try:
            found.append(Label.model_validate(said))
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            known = f"; columns: {', '.join(_COLUMNS)}" if first["type"] == "extra_forbidden" else ""
            raise BadInputError(f"{name}: line {line}: {shown(str(first['loc'][0]))}: {first['msg']}{known}") from None
    return found


async def read_outcomes(store: ArtifactStore, evaluation: Evaluation) -> AsyncIterator[Outcome]:
    """The single cases of an evaluation."""
    key = EvaluationKeys(evaluation.evaluation_id).cases
    async for line in store.lines(key):
        try:
            yield stored_outcome(line, evaluation.agent)
        except ValueError:
            raise BadInputError(f"{store.location(key)} is damaged; run the evaluation again") from None


async def read_evaluations(store: ArtifactStore, *, past_unreadable: bool = False) -> list[Evaluation]:
    """The figures of all evaluations, oldest first; those that cannot be read are left out."""
    found = []
    listed = store.keys(EVALUATIONS, past_unreadable=past_unreadable)
    for key in [key async for key, _ in listed if key.endswith("/evaluation.json")]:
        try:
            found.append(Evaluation.model_validate(json.loads(await store.get(key) or b"{}")))
        except (ValidationError, ValueError):
            continue
    return sorted(found, key=lambda evaluation: evaluation.at)


async def _evaluation(store: ArtifactStore, task: str, evaluation_id: str | None) -> Evaluation:
    known = [found for found in await read_evaluations(store) if found.agent == task]
    if evaluation_id is not None:
        found = next((one for one in known if one.evaluation_id == evaluation_id), None)
        if found is None:
            raise BadInputError(f"there is no evaluation {shown(evaluation_id)} of {task} in {store.url}")
        if found.upload_id is not None:
            raise BadInputError("answers about past customers cannot be labelled: labels are kept, customers are not")
        return found
    over_cases = [one for one in known if one.upload_id is None]
    if not over_cases:
        raise BadInputError(f"there is no answer to label yet: run `revive agents evaluate {task}@VERSION` first")
    return over_cases[-1]


def _labelled(evaluation: Evaluation, outcomes: dict[str, Outcome], label: Label, task: str, now: datetime) -> Case:
    outcome = outcomes.get(label.case)
    if outcome is None:
        raise BadInputError(f"evaluation {evaluation.evaluation_id} has no case {shown(label.case)}")
    versions = [side.version for side in evaluation.sides]
    wanted = label.version or versions[0]
    if wanted not in versions:
        raise BadInputError(
            f"evaluation {evaluation.evaluation_id} has no answers of {task} {wanted}, but of {' and '.join(versions)}"
        )
    run = outcome.sides[versions.index(wanted)][0]
    if run.output is None:
        raise BadInputError(f"{task} {wanted} gave no answer to {label.case}: {run.failure}")
    at = now.astimezone(UTC).isoformat(timespec="seconds")
    judged = Judged(task=task, answer=answered(task, run.output), score=label.score, by=label.by, why=label.why, at=at)
    # One label per reviewer and answer: a second one replaces the first.
    digest = hashlib.sha256(f"{judged.answer.model_dump_json()}\0{label.by}".encode()).hexdigest()[:12]
    return labelled(outcome.case, f"{outcome.case.id[:50]}-{digest}", judged)
