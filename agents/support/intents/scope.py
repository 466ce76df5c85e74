"""Whether a question is ours at all, which is another thing than which of our intents it has.

Examples of intents cannot cover everything that a company offers: what none of them resembles was taken for the intent
with the most everyday examples, "out of scope". So this is decided apart, between all that is ours and what is not,
with the company's own vocabulary as evidence; and a question that says one of our names is ours.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from agents.checks.fold import fold
from agents.core.kit import PROMPTS
from agents.core.small_file import read_small
from agents.core.yaml_file import MAX_BYTES, model_in
from agents.retrieval.embedder import Embedder
from agents.support.intents.classifier import IntentClassifier, learn
from schemas.errors import BadInputError
from schemas.support.guardrails import Names
from schemas.support.intents import Intent, Intents
from schemas.support.scope import Scope

FILE = PROMPTS / "support" / "scope.yaml"
_OURS = "ours"


@lru_cache(maxsize=4)
def read_scope(file: Path = FILE) -> Scope:
    """The scope of a file. Raises `BadInputError` if it is not what it should be."""
    return model_in(read_small(file, MAX_BYTES), str(file), Scope)


@dataclass(frozen=True, slots=True)
class OurNames:
    """The names by which a question is ours whatever else it says. Made by `our_names`."""

    sure_from: float  # how surely a question has to be none of ours before that is said flatly
    _found: re.Pattern[str] | None  # None if a company names nothing

    def are_in(self, text: str) -> bool:
        """Whether a question says one."""
        return self._found is not None and self._found.search(fold(text)) is not None

    @property
    def pattern(self) -> str:
        """All of it as one text, for whatever rests on it."""
        return f"{self.sure_from} {'' if self._found is None else self._found.pattern}"


@lru_cache(maxsize=4)
def our_names(scope: Scope, names: Names) -> OurNames:
    """Those of the topics; what only points to a topic of an intent is a name behind the company's."""
    ambiguous = {word for topic in scope.topics if topic.intent for word in topic.words} | set(names.products)
    said = {name for topic in scope.topics for name in topic.names}
    said |= {f"{company} {word}" for company in names.company for word in ambiguous}
    longest_first = sorted(map(fold, said), key=lambda name: (-len(name), name))
    any_of = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
    return OurNames(scope.sure_from, re.compile(any_of) if longest_first else None)


def with_topics(intents: Intents, scope: Scope) -> Intents:
    """The intents with the vocabulary of their topics. Raises `BadInputError` if a topic names none of them."""
    named = {intent.name for intent in intents.intents} - {intents.out_of_scope}
    for topic in scope.topics:
        if topic.intent not in {None, *named}:
            raise BadInputError(f"the topic {topic.names[0]!r} is of an intent that there is not: {topic.intent}")
    return intents.model_copy(update={"intents": tuple(_with_words(one, scope) for one in intents.intents)})


async def learn_ours(intents: Intents, scope: Scope, embedder: Embedder | None) -> IntentClassifier:
    """A classifier of two kinds: `out_of_scope`, by its examples, and all else, with the words of every topic."""
    others = intents.named(intents.out_of_scope)
    ours = [intent for intent in intents.intents if intent.name != intents.out_of_scope]
    words = (word for topic in scope.topics for word in (*topic.names, *topic.words))
    everything = Intent(
        name=_OURS if others.name != _OURS else "subjects",
        covers="what is ours",
        examples=tuple(example for intent in ours for example in intent.examples),
        terms=tuple(dict.fromkeys([*(term for intent in ours for term in intent.terms), *words])),
    )
    both = Intents(intents=(everything, others), out_of_scope=others.name)
    return await learn(both, embedder)


def _with_words(intent: Intent, scope: Scope) -> Intent:
    words = (word for topic in scope.topics if topic.intent == intent.name for word in (*topic.names, *topic.words))
    return intent.model_copy(update={"terms": tuple(dict.fromkeys([*intent.terms, *words]))})
