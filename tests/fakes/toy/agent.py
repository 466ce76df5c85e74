"""The toy's only agent."""

from pathlib import Path
from typing import Any

from fakes.toy.case import EVALUATED
from fakes.toy.data import Shortened, ShortenInput

from agents.core.agent import Agent
from agents.core.kit import AgentKit


def _check(_inputs: ShortenInput, output: Shortened) -> str | None:
    return None if output.text.strip() else "text: say something"


def _shorten(inputs: ShortenInput) -> Shortened:
    return Shortened(text=" ".join((inputs.earlier or inputs.note).split()[:3]) or "nothing")


def _trials(_fields: tuple[str, ...]) -> tuple[ShortenInput, ShortenInput]:
    return ShortenInput(note="A long note.", earlier="A note."), ShortenInput(note="")


AGENT = Agent("shorten", ShortenInput, Shortened, _check)
KITS: tuple[AgentKit[Any, Any], ...] = (
    AgentKit(AGENT, _shorten, _trials, str(Path(__file__).parent / "prompts" / "shorten"), evaluated=EVALUATED),
)
