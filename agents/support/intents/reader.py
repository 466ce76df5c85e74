"""What a question is about: whether it is ours, and if it may be, which intent it has."""

from dataclasses import dataclass

from agents.retrieval.embedder import Embedder
from agents.support.intents.classifier import IntentClassifier, learn
from agents.support.intents.scope import OurNames, learn_ours, our_names, with_topics
from schemas.support.guardrails import Names
from schemas.support.intents import Guess, Intents
from schemas.support.scope import Scope


@dataclass(frozen=True, slots=True)
class IntentReader:
    """Made by `open_intents`; safe to share."""

    names: OurNames
    _out_of_scope: str
    _out_from: float
    _scope: IntentClassifier
    _intents: IntentClassifier

    async def read(self, text: str) -> tuple[Guess, ...]:
        """All intents, the likeliest first; their confidences add up to 1.

        `out_of_scope` stands first only if the question is surely not ours, else last.
        """
        out = 0.0 if self.names.are_in(text) else await self._not_ours(text)
        read = [guess for guess in await self._intents.read(text) if guess.intent != self._out_of_scope]
        share = (1 - out) / max(sum(guess.confidence for guess in read), 1e-12)
        ours = [Guess(intent=one.intent, confidence=min(1.0, one.confidence * share)) for one in read]
        other = Guess(intent=self._out_of_scope, confidence=out)
        return (other, *ours) if out >= self._out_from else (*ours, other)

    async def _not_ours(self, text: str) -> float:
        return next(one.confidence for one in await self._scope.read(text) if one.intent == self._out_of_scope)


async def open_intents(intents: Intents, scope: Scope, names: Names, embedder: Embedder | None) -> IntentReader:
    """Learns from the examples. Raises `BadInputError` if a topic is of an intent that there is not."""
    return IntentReader(
        names=our_names(scope, names),
        _out_of_scope=intents.out_of_scope,
        _out_from=scope.out_from,
        _scope=await learn_ours(intents, scope, embedder),
        _intents=await learn(with_topics(intents, scope), embedder),
    )
