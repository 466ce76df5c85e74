"""The guardrails of a question as a whole: the rules, and a classifier that knows paraphrases of what they stop."""

import asyncio
from dataclasses import dataclass

from agents.core.kit import PROMPTS
from agents.retrieval.embedder import Embedder
from agents.support.guardrails.questions import screen_question
from agents.support.guardrails.sentences import sentences
from agents.support.intents.classifier import IntentClassifier, learn
from agents.support.intents.file import read_intents
from schemas.support.guardrails import Finding, Kind, Names, Screened
from schemas.support.intents import Intents

FILE = PROMPTS / "support" / "attacks.yaml"
# Chosen on the first half of benchmarks/guardrails and on texts that are not in the repository.
_BLOCK, _FLAG = 0.8, 0.6
_MOST = 40  # sentences that the classifier reads
_KINDS: dict[str, Kind] = {
    "credential_request": "credential_request",
    "promise_request": "promise_request",
    "override": "override",
    "role_change": "role_change",
    "prompt_extraction": "prompt_extraction",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """Made by `open_guard`; safe to share."""

    names: Names
    _classifier: IntentClassifier

    async def screen(self, text: str) -> Screened:
        """The question as `screen_question` has it, and blocked or flagged for what only examples tell."""
        screened = await asyncio.to_thread(screen_question, text, self.names)
        if screened.blocked is not None or not screened.text.strip():
            return screened
        found: list[Finding] = []
        for sentence in (screened.text, *sentences(screened.text)[:_MOST]):
            likeliest = (await self._classifier.read(sentence))[0]
            kind = _KINDS.get(likeliest.intent)
            if kind is not None and likeliest.confidence >= _BLOCK:
                return Screened(
                    text="", findings=(*screened.findings, Finding(kind=kind, action="block", detail="alike"))
                )
            if kind is not None and likeliest.confidence >= _FLAG:
                found.append(Finding(kind="suspicious", action="flag", detail=kind))
        return Screened(text=screened.text, findings=tuple(dict.fromkeys((*screened.findings, *found))))


async def open_guard(names: Names, harmless: Intents, embedder: Embedder | None) -> Guard:
    """A guard that takes the examples of these intents for harmless, beside those of its own file."""
    attacks = read_intents(FILE)
    asked = tuple(example for intent in harmless.intents for example in intent.examples)
    known = tuple(
        intent.model_copy(update={"examples": (*intent.examples, *asked)})
        if intent.name == attacks.out_of_scope
        else intent
        for intent in attacks.intents
    )
    return Guard(names, await learn(attacks.model_copy(update={"intents": known}), embedder))
