"""A listener gets an answer while it is made. What was heard cannot be taken back, so the reply begins with it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from agents.running.held_text import Objection
from agents.support.guardrails.answers import check_answer
from schemas.support.answer import PassageView
from schemas.support.guardrails import Names


@dataclass(slots=True)
class Listener:
    """Gets the parts of an answer that may be heard; all of them together are the reply's answer."""

    begin: Callable[[str, str], None]  # gets the session's and the interaction's id, before anything else
    say: Callable[[str], None]
    heard: str = ""

    def hear(self, part: str) -> None:
        """One more part."""
        self.heard += part
        self.say(part)

    def after_heard(self, said: str) -> str:
        """An answer that begins with what was heard."""
        return said if said.startswith(self.heard) else f"{self.heard}\n\n{said}"

    def finish(self, answer: str) -> None:
        """Say what is still missing of the answer."""
        if rest := answer.removeprefix(self.heard):
            self.hear(rest)


def objection(passages: Iterable[PassageView], names: Names, prompt: str) -> Objection:
    """What keeps an answer up to the end of a sentence from being heard, in words that a model can act on."""
    known = tuple(f"{one.title}\n{one.text}" for one in passages)

    def objects(text: str) -> str | None:
        stopped = check_answer(text, known, names, prompt)
        return "; ".join(f"A guardrail stops it: {one.kind.replace('_', ' ')}." for one in stopped) or None

    return objects
