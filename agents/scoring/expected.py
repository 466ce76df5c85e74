"""Expectations that cases of any agent may have."""

from collections.abc import Iterator
from typing import Protocol

from agents.scoring.text import first_mentioned
from schemas.evaluation import Score


class Phrases(Protocol):
    """What a text is expected to say, and not to say: `a|b` is one or the other, `ap*` any word that begins so."""

    @property
    def must_mention(self) -> tuple[str, ...]:
        """Each of these."""

    @property
    def must_not_mention(self) -> tuple[str, ...]:
        """None of these."""


def score_of(evaluator: str, problems: list[str]) -> Score:
    """1 if there is no problem, else 0 with the problems as detail."""
    return Score(evaluator=evaluator, value=float(not problems), detail="; ".join(problems)[:600])


def mention_score(expect: Phrases, text: str, own: str | None = None) -> Iterator[Score]:
    """Whether a text mentions all that it must and nothing that it must not; `own` is the text without quotations."""
    if not expect.must_mention and not expect.must_not_mention:
        return
    problems = [f"does not mention {phrase!r}" for phrase in expect.must_mention if not first_mentioned(text, phrase)]
    problems += [
        f"says {said!r}" for phrase in expect.must_not_mention if (said := first_mentioned(own or text, phrase))
    ]
    yield score_of("mentions", problems)


def out_of_bounds(value: int, low: int | None, high: int | None, what: str) -> list[str]:
    """What is wrong with a number that should lie within bounds."""
    if low is not None and value < low:
        return [f"{what} {value} is below {low}"]
    if high is not None and value > high:
        return [f"{what} {value} is above {high}"]
    return []
