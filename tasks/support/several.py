"""A message with several questions: which of them are looked up, and the passages of all of them in turn."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest

from agents.retrieval.passage import Found
from agents.support.several import in_context
from schemas.support.intents import Intents
from schemas.support.interaction import Said
from schemas.support.run import QueryPart
from tasks.support.deciding import Wordings, early

MOST_TOGETHER = 8  # passages for all of its questions


def handed_over_for(parts: Iterable[QueryPart], wordings: Wordings) -> Iterator[tuple[QueryPart, Said]]:
    """The questions that a person takes over: then the whole message is theirs."""
    for part in parts:
        for said in early(part.text, part.guesses, wordings, begins=False):
            if said.outcome == "escalated":
                yield part, said


def to_look_up(parts: Iterable[QueryPart], wordings: Wordings) -> tuple[QueryPart, ...]:
    """The questions that pages may answer; what is not ours, or too vague, is left out beside them."""

    def replies(part: QueryPart) -> Iterator[Said]:
        return (one for one in early(part.text, part.guesses, wordings, begins=True) if one.outcome != "escalated")

    return tuple(part for part in parts if next(replies(part), None) is None)


def asked_of(parts: Sequence[QueryPart]) -> list[tuple[str, str]]:
    """What each is looked up by, and its likeliest intent."""
    texts = in_context([part.text for part in parts])
    return [(text, part.guesses[0].intent) for text, part in zip(texts, parts, strict=True)]


def in_turn(found: Sequence[Sequence[Found]]) -> list[Found]:
    """The best passage of each question, then the second ones; each passage once."""
    kept: dict[str, Found] = {}
    for one in chain.from_iterable(zip_longest(*found)):
        if one is not None:
            kept.setdefault(one.passage.id, one)
    return list(kept.values())[:MOST_TOGETHER]


def topic_of(parts: Iterable[QueryPart], intents: Intents) -> str:
    """What they are about, in the words of the intents file."""
    return "; ".join(dict.fromkeys(intents.named(part.guesses[0].intent).covers for part in parts))
