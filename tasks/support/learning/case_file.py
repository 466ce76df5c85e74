"""A candidate as a golden case in a file that `revive agents evaluate --cases` reads."""

import hashlib
import os
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from agents.checks.credentials import without_credentials
from agents.checks.personal_data import masked
from agents.core.yaml_file import read_yaml
from agents.evaluation.cases import load_cases
from agents.support import answering
from schemas.errors import BadInputError, shown
from schemas.support.answer import Action, PassageView
from tasks.support.learning.candidates import Candidate

_OPENING = "# Answers that customers rated badly, as golden cases; see docs/support.md.\n"


class Expected(BaseModel):
    """What a person says the answer should have been."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    action: Action
    cites: tuple[int, ...] = Field(default=(), description="Passages that must be cited, counted from 1.")
    must_mention: tuple[str, ...] = ()
    must_not_mention: tuple[str, ...] = ()


def add_case(
    path: Path, candidate: Candidate, found: tuple[PassageView, ...], topic: str, expected: Expected, why: str
) -> str:
    """Put the case into the file, made if it is missing, and return its id; one that is there already stays as it is.

    Raises `BadInputError` if the case, or the file, is none that an evaluation takes; the file is then as before.
    """
    case = _case(candidate, found, topic, expected, why)
    content = read_yaml(path) if path.exists() else {"cases": []}
    cases = content.get("cases")
    if not isinstance(cases, list):
        raise BadInputError(f"{path}: cases holds no list")
    if any(isinstance(one, dict) and one.get("id") == case["id"] for one in cases):
        return str(case["id"])
    _write(path, {**content, "cases": [*cases, case]})
    return str(case["id"])


def _case(
    candidate: Candidate, found: tuple[PassageView, ...], topic: str, expected: Expected, why: str
) -> dict[str, Any]:
    tags = ["from-feedback", *([candidate.intent.replace("_", "-")] if candidate.intent else [])]
    case: dict[str, Any] = {
        "id": f"feedback-{hashlib.sha256(candidate.candidate_id.encode()).hexdigest()[:12]}",
        "tags": tags,
        "why": _harmless(why),
        "question": _harmless(candidate.question),
    }
    if candidate.follows:
        case["follows"] = _harmless(candidate.follows)
    if topic:
        case["topic"] = topic
    case["passages"] = [{"title": one.title, "text": one.text} for one in found]
    if candidate.history:
        case["history"] = [{"role": one.role, "text": _harmless(one.text)} for one in candidate.history]
    case["expect"] = {
        name: list(value) if isinstance(value, tuple) else value for name, value in expected if value not in ((), None)
    }
    return case


def _harmless(text: str) -> str:
    """Without credentials and personal data. It is masked when it is kept; a file is copied further than a row."""
    return masked(without_credentials(text))[0]


def _write(path: Path, content: dict[str, Any]) -> None:
    """Whole or not at all, and only if an evaluation takes it."""
    draft = path.with_name(f".{path.stem}.draft.yaml")
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(_OPENING + text, encoding="utf-8")
        load_cases(draft, answering.AGENT.name)
        os.replace(draft, path)  # noqa: PTH105 -- atomic on every platform
    except OSError as error:
        raise BadInputError(f"{shown(str(path))} cannot be written: {error.strerror}") from None
    except BadInputError as error:
        raise BadInputError(str(error).replace(str(draft), str(path))) from None
    finally:
        draft.unlink(missing_ok=True)
