"""Cases as the store has them. Of which class they are, the kit of their agent says."""

from typing import Any

from pydantic_core import from_json

from agents.core.kit import evaluated, kits
from schemas.case import Case
from schemas.evaluation import Outcome


def stored_case(content: bytes, agent: str) -> Case:
    """A case of an agent, or of the judge. Raises `ValueError` if it is damaged."""
    return _case(from_json(content), agent)


def stored_outcome(line: bytes, agent: str) -> Outcome:
    """What came of a case in an evaluation of this agent. Raises `ValueError` if it is damaged."""
    value = _mapping(from_json(line))
    return Outcome.model_validate({**value, "case": _case(value.get("case"), agent)})


def _case(value: Any, agent: str) -> Case:
    case = _mapping(value)
    judged = None if case.get("judged") is None else _mapping(case["judged"])
    task = agent if judged is None else str(judged.get("task"))
    kind: type[Case] = evaluated(task).case
    if judged is not None:
        answer = kits()[task].agent.output.model_validate(judged.get("answer"))
        case = {**case, "judged": {**judged, "answer": answer}}
    return kind.model_validate(case)


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("is no mapping")  # noqa: TRY004 -- damage, like any other here
    return value
