"""The agent that sums up the older turns of a conversation, and what no schema can say of its summaries."""

import re

from agents.core.agent import Agent
from schemas.support.summary import ConversationSummary, SummaryInput

_NUMBER = re.compile(r"\d[\d.,]*\d")  # of two digits and more: "two questions" may be counted


def _check(inputs: SummaryInput, output: ConversationSummary) -> str | None:
    if invented := invented_numbers(inputs, output):
        return f"summary: {', '.join(invented)} stands nowhere in the conversation"
    return None


def invented_numbers(inputs: SummaryInput, output: ConversationSummary) -> list[str]:
    """Numbers of a summary that nobody has said, each once."""
    said = " ".join((inputs.earlier, *(f"{turn.question} {turn.answer}" for turn in inputs.turns)))
    known = {*_NUMBER.findall(said)}
    return [number for number in dict.fromkeys(_NUMBER.findall(output.summary)) if number not in known]


AGENT = Agent("support-summary", SummaryInput, ConversationSummary, _check)
