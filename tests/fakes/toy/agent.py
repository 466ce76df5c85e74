"""The toy's agents: one says a note in fewer words; one answers a note that asks something, and may look words up."""

from pathlib import Path
from typing import Any

from fakes.toy import case, question
from fakes.toy.data import Answered, LookUpInput, Shortened, ShortenInput

from agents.core.agent import Agent
from agents.core.kit import AgentKit


def _check(_inputs: ShortenInput, output: Shortened) -> str | None:
    return None if output.text.strip() else "text: say something"


def _shorten(inputs: ShortenInput) -> Shortened:
    return Shortened(text=" ".join((inputs.earlier or inputs.note).split()[:3]) or "nothing")


def _trials(_fields: tuple[str, ...]) -> tuple[ShortenInput, ShortenInput]:
    return ShortenInput(note="A long note.", earlier="A note."), ShortenInput(note="")


def _says(_inputs: LookUpInput, output: Answered) -> str | None:
    return None if output.answer.strip() else "answer: say something"


def _answer(inputs: LookUpInput) -> Answered:
    return Answered(answer=f"Nobody knows: {inputs.note}")


def _questions(_fields: tuple[str, ...]) -> tuple[LookUpInput, LookUpInput]:
    return LookUpInput(note="What is rain?"), LookUpInput(note="?")


AGENT = Agent("shorten", ShortenInput, Shortened, _check)
LOOK_UP = Agent("look-up", LookUpInput, Answered, _says)
_PROMPTS = Path(__file__).parent / "prompts"
KITS: tuple[AgentKit[Any, Any], ...] = (
    AgentKit(AGENT, _shorten, _trials, str(_PROMPTS / "shorten"), evaluated=case.EVALUATED),
    AgentKit(LOOK_UP, _answer, _questions, str(_PROMPTS / "look-up"), evaluated=question.EVALUATED),
)
