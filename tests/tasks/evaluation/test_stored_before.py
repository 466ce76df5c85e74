"""What was stored before cases were parted from win-back: the same cases, questions and evaluations, byte for byte.

But for what campaigns are asked: an offer without causes is left out since, where it speaks of another cause.
"""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from conftest import TESTS
from fakes.evaluations import evaluate

from agents.core.fingerprint import answer_fingerprint
from agents.core.kit import PROMPTS, folder_of
from agents.evaluation.cases import load_cases
from agents.evaluation.references import load_references
from agents.evaluation.stored import stored_outcome
from agents.models.offline import OfflineModel
from agents.versions.versions import Versions
from tasks.evaluation.evaluate import evaluate_version
from tasks.evaluation.questions import labelled_question, question

FIXTURES = TESTS / "fixtures"
ADDED_SINCE = {
    "answer-leads", "answer-in-german", "answer-not-new", "answer-other-topic", "offer-not-for-this-cause",
    "quote-never-cut", "name-is-a-number",
}  # fmt: skip


def digest(texts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


@pytest.mark.parametrize(
    ("agent", "cases", "asked"),
    [
        ("churn-analysis", "fd8e174e38b8ab6a", "66aa9cff2540734c"),  # pragma: allowlist secret
        ("campaign", "b9123d7c122a449e", "116ea9a8b1d46a2c"),  # pragma: allowlist secret
    ],
)
def test_golden_cases_and_their_questions(agent: str, cases: str, asked: str) -> None:
    golden = [one for one in load_cases(PROMPTS / folder_of(agent) / "cases", agent) if not is_new(one)]
    assert digest(case.model_dump_json() for case in golden) == cases
    version = Versions().get(agent, "1.1.0")
    questions = [question(case, agent, version.fields) for case in golden]
    assert digest(answer_fingerprint(one, version, "offline:rules", 0) for one in questions) == asked


@pytest.mark.parametrize(
    ("agent", "labels", "asked"),
    [
        ("churn-analysis", "8cc144be6b5c0dfd", "5ea09b1d9db6357b"),  # pragma: allowlist secret
        ("campaign", "2d5e01672e78b0d2", "6498f6ec7f7a9b2f"),  # pragma: allowlist secret
    ],
)
def test_labels_and_what_the_judge_is_asked(agent: str, labels: str, asked: str) -> None:
    labelled = load_references(PROMPTS, agent)
    assert digest(case.model_dump_json() for case in labelled) == labels
    judge = Versions().get("judge", "1.0.0")
    fingerprints = [answer_fingerprint(labelled_question(case), judge, "offline:rules", 0) for case in labelled]
    assert digest(fingerprints) == asked


@pytest.mark.parametrize(
    ("known", "evaluation_id"),
    [
        ({"agent": "churn-analysis", "tags": ("dates",), "judge": True}, "churn-analysis-1-1-0-72d2bb1d72"),
        ({"agent": "campaign", "tags": ("injected",), "judge": True}, "campaign-1-1-0-a34cfe5a4b"),
        ({"agent": "campaign", "upload_id": "before", "sample": 3}, "campaign-1-1-0-8e81448617"),
        ({"agent": "churn-analysis", "upload_id": "before", "sample": 3}, "churn-analysis-1-1-0-d00655ac38"),
    ],
)
async def test_the_same_question_is_the_same_evaluation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: dict[str, Any], evaluation_id: str
) -> None:
    shutil.copytree(FIXTURES / "upload_before", tmp_path / "revive")
    monkeypatch.setenv("REVIVE_MODEL", "offline")
    monkeypatch.setattr(OfflineModel, "name", "offline:4")  # the rules of that time; others make it another evaluation
    seed = Versions.seed  # with the judge of that time; another one makes it another evaluation
    monkeypatch.setattr(Versions, "seed", lambda self, agent: "1.0.0" if agent == "judge" else seed(self, agent))
    assert (await evaluate_version(evaluate(**known), "local")).evaluation_id == evaluation_id


@pytest.mark.parametrize("agent", ["churn-analysis", "campaign", "judge"])
def test_a_stored_outcome_is_read_and_written_as_it_stands(agent: str) -> None:
    lines = (FIXTURES / "evaluations_before" / f"{agent}.jsonl").read_bytes().splitlines()
    assert len(lines) == 3
    for line in lines:
        assert stored_outcome(line, agent).model_dump_json().encode() == line


def is_new(case: Any) -> bool:
    """Whether a case was written after the fingerprints here."""
    return case.id in ADDED_SINCE or "letters" in case.tags
