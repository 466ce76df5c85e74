"""Cases of `look-up`: a note that asks something, what was said before it, and what the glossary gives."""

from collections.abc import Iterator
from typing import Any

from fakes.toy.case import ShortExpectation
from fakes.toy.data import Answered, LookUpInput
from fakes.toy.glossary import GLOSSARY

from agents.core.dialogue import Dialogue
from agents.core.kit import Evaluated
from agents.core.tools import Bounds
from agents.scoring.evaluators import MENTIONS
from agents.scoring.expected import mention_score
from agents.scoring.marks import mark
from schemas.case import Case, ConversationGiven
from schemas.evaluation import Score
from schemas.judge import Marks

BOUNDS = Bounds(steps=3, usd=0.01)


class QuestionGiven(ConversationGiven):
    """The note that asks."""

    note_id: str
    note: str

    @property
    def subject_id(self) -> str:
        return self.note_id

    @classmethod
    def completed(cls, given: dict[str, Any], case_id: str) -> dict[str, Any]:
        return {"note_id": case_id, **given}


class QuestionCase(Case):
    """A case of `look-up`."""

    given: QuestionGiven
    expect: ShortExpectation = ShortExpectation()


def _question(case: QuestionCase, _fields: tuple[str, ...]) -> LookUpInput:
    return LookUpInput(note=case.given.note)


def _dialogue(case: QuestionCase) -> Dialogue:
    return Dialogue(case.given.history, (GLOSSARY,), case.given.tool_results, BOUNDS)


def _lacks(case: QuestionCase) -> str:
    return "" if case.given.note.endswith("?") else "note: it asks nothing"


def _scores(case: QuestionCase, _inputs: LookUpInput, output: Answered) -> Iterator[Score]:
    yield from mention_score(case.expect, output.answer)


def _judge(_inputs: LookUpInput, output: Answered) -> Marks:
    said = mark(iter(()), f"it says {output.answer[:20]}")
    return Marks(correctness=said, groundedness=said, usefulness=said, style=said)


EVALUATED = Evaluated(
    case=QuestionCase,
    expectations=frozenset({"must_mention", "must_not_mention"}),
    evaluators=(MENTIONS,),
    question=_question,
    lacks=_lacks,
    scores=_scores,
    judge_offline=_judge,
    rubric="The task was to answer what a note asks. Judge nothing else.",
    dialogue=_dialogue,
)
