"""Reading reference labels: `prompts/judge/cases/<agent>.yaml`, answers to golden cases with a person's points."""

from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agents.core.kit import folder_of, kits
from agents.core.yaml_file import read_yaml
from agents.evaluation.cases import load_cases
from schemas.case import Case, CaseId
from schemas.errors import BadInputError, shown
from schemas.judge import Judged, Points

_M = TypeVar("_M", bound=BaseModel)


class _Reference(BaseModel):
    """One labelled answer: written out, or as a change to another one."""

    model_config = ConfigDict(extra="forbid")

    id: CaseId
    of: CaseId = Field(description="The case that is answered.")
    score: Points  # points from 1 to 10
    why: str = Field(min_length=1, description="Why not more, and why not less.")
    answer: dict[str, Any] | None = None  # the answer itself, whole
    like: CaseId | None = Field(default=None, description="An answer further up, which this one changes.")
    change: dict[str, Any] = Field(default_factory=dict, description="Dotted path, from 0: what stands there instead.")


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    by: str
    labels: list[Any] = Field(min_length=1)


@lru_cache(maxsize=16)
def load_references(prompts: Path, task: str) -> tuple[Case, ...]:
    """The shipped labels of one agent's answers, as cases of the judge; none where there is no file of them.

    Raises `BadInputError` that names the file, the label and the field at fault.
    """
    path = prompts / "judge" / "cases" / f"{task}.yaml"
    if not path.exists():
        return ()
    file = _validated(_File, read_yaml(path), str(path))
    cases = {case.id: case for case in load_cases(prompts / folder_of(task) / "cases", task)}
    answers: dict[str, dict[str, Any]] = {}
    found = []
    for number, given in enumerate(file.labels, start=1):
        name = given.get("id", number) if isinstance(given, dict) else number
        where = f"{path}: label {shown(str(name))}"
        reference = _validated(_Reference, given, where)
        if reference.id in answers:
            raise BadInputError(f"{where}: there is another label of this id")
        if reference.of not in cases:
            raise BadInputError(f"{where}: of: {task} has no case {reference.of}")
        answers[reference.id] = _answer(reference, answers, where)
        found.append(_case(cases[reference.of], reference, task, answers[reference.id], file.by, where))
    return tuple(found)


def labelled(case: Case, label_id: str, judged: Judged) -> Case:
    """A label as a case of the judge. Its subject keeps the case's id: answers to one case belong together."""
    return case.model_copy(update={"id": label_id, "judged": judged})


def _case(case: Case, reference: _Reference, task: str, answer: dict[str, Any], by: str, where: str) -> Case:
    try:
        typed = kits()[task].agent.output.model_validate(answer)
    except ValidationError as error:
        raise BadInputError(f"{where}: answer.{_first(error)}") from None
    return labelled(
        case, reference.id, Judged(task=task, answer=typed, score=reference.score, by=by, why=reference.why)
    )


def _answer(reference: _Reference, answers: dict[str, dict[str, Any]], where: str) -> dict[str, Any]:
    if (reference.answer is None) == (reference.like is None):
        raise BadInputError(f"{where}: give either answer, or like and change")
    if reference.answer is not None:
        return reference.answer
    if reference.like not in answers:
        raise BadInputError(f"{where}: like: there is no label {reference.like} further up")
    changed = deepcopy(answers[reference.like])
    for path, value in reference.change.items():
        *steps, last = path.split(".")
        try:
            place: Any = changed
            for step in steps:
                place = place[int(step)] if isinstance(place, list) else place[step]
            last_step = int(last) if isinstance(place, list) else last
            _ = place[last_step]
            place[last_step] = value
        except (KeyError, IndexError, ValueError, TypeError):
            raise BadInputError(f"{where}: change: {shown(path)} is nowhere in {reference.like}") from None
    return changed


def _validated(kind: type[_M], given: object, where: str) -> _M:
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise BadInputError(f"{where}: {_first(error)}") from None


def _first(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    return f"{'.'.join(str(part) for part in first['loc']) or 'label'}: {first['msg']}"
