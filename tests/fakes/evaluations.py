"""What evaluations are asked in the tests, and a look into the store."""

import json
import os
from pathlib import Path
from typing import Any

from agents.core.kit import PROMPTS, folder_of
from agents.evaluation.cases import load_cases
from schemas.evaluation_params import CompareParams, EvaluateParams
from schemas.winback.case import WinbackCase


def golden(agent: str) -> tuple[WinbackCase, ...]:
    """The golden cases of one of win-back's agents."""
    cases = load_cases(PROMPTS / folder_of(agent) / "cases", agent)
    return tuple(case for case in cases if isinstance(case, WinbackCase))


def evaluate(cases: str | None = None, **known: Any) -> EvaluateParams:
    return EvaluateParams.model_validate(
        {"agent": "churn-analysis", "version": "1.1.0", "cases": cases, "judge": False, **known}
    )


def compare(cases: str | None = None, **known: Any) -> CompareParams:
    said = {"agent": "churn-analysis", "candidate": "1.1.0", "baseline": "1.0.0", "cases": cases, "judge": False}
    return CompareParams.model_validate(said | known)


def home() -> Path:
    return Path(os.environ["REVIVE_HOME"])


def stored(pattern: str) -> list[Any]:
    """The JSON documents in the store whose path fits."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(home().glob(pattern))]
