"""Cases of the toy: a note, and what must hold of it in fewer words."""

from collections.abc import Iterator
from typing import Any

from fakes.toy.data import Shortened, ShortenInput
from pydantic import Field

from agents.core.kit import Evaluated, Evaluator
from agents.scoring.evaluators import MENTIONS
from agents.scoring.expected import mention_score, out_of_bounds, score_of
from agents.scoring.marks import Fault, mark
from schemas.case import Case, Expectation, Given, Phrase
from schemas.evaluation import Score
from schemas.judge import Marks

SHORT = Evaluator("short", "In few words")


class NoteGiven(Given):
    """The note, and what was made of it before."""

    note_id: str
    note: str
    earlier: str = ""

    @property
    def subject_id(self) -> str:
        return self.note_id

    @classmethod
    def completed(cls, given: dict[str, Any], case_id: str) -> dict[str, Any]:
        return {"note_id": case_id, **given}


class ShortExpectation(Expectation):
    """What the fewer words must say and must not say, and how few they are."""

    must_mention: tuple[Phrase, ...] = ()
    must_not_mention: tuple[Phrase, ...] = ()
    max_words: int = Field(default=100, gt=0)


class NoteCase(Case):
    """A case of `shorten`."""

    given: NoteGiven
    expect: ShortExpectation = ShortExpectation()


def _question(case: NoteCase, _fields: tuple[str, ...]) -> ShortenInput:
    return ShortenInput(note=case.given.note, earlier=case.given.earlier)


def _lacks(case: NoteCase) -> str:
    return "" if case.given.note.strip() else "note: there is nothing to shorten"


def _scores(case: NoteCase, _inputs: ShortenInput, output: Shortened) -> Iterator[Score]:
    yield from mention_score(case.expect, output.text)
    yield score_of("short", out_of_bounds(len(output.text.split()), None, case.expect.max_words, "number of words"))


def _judge(inputs: ShortenInput, output: Shortened) -> Marks:
    longer = len(output.text) > len(inputs.note)
    said = mark(iter([Fault(3, "it is longer than the note")] if longer else []), "it is shorter")
    return Marks(correctness=said, groundedness=said, usefulness=said, style=said)


EVALUATED = Evaluated(
    case=NoteCase,
    expectations=frozenset(ShortExpectation.model_fields),
    evaluators=(MENTIONS, SHORT),
    question=_question,
    lacks=_lacks,
    scores=_scores,
    judge_offline=_judge,
    rubric="The task was to say a note in fewer words. Judge nothing else.",
)
