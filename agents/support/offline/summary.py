"""A summary without a model: what was asked and the first sentence of each answer, the newest that fit."""

from agents.support.guardrails.sentences import sentences
from schemas.support.summary import LONGEST, ConversationSummary, SaidBefore, SummaryInput

_OF_QUESTION, _OF_ANSWER = 160, 200  # characters


def summary(inputs: SummaryInput) -> ConversationSummary:
    """One line per turn; the oldest lines go first where there are too many."""
    lines = [line for line in inputs.earlier.splitlines() if line.strip()]
    lines += [_line(turn) for turn in inputs.turns if turn.question.strip()]
    while len(lines) > 1 and sum(map(len, lines)) + len(lines) > LONGEST:
        lines.pop(0)
    return ConversationSummary(summary="\n".join(lines)[:LONGEST].strip() or "Nothing was asked.")


def _line(turn: SaidBefore) -> str:
    said = sentences(turn.answer)
    return f"Asked: {_short(turn.question, _OF_QUESTION)} Told: {_short(said[0] if said else '-', _OF_ANSWER)}"


def _short(text: str, most: int) -> str:
    """In one line, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rpartition(' ')[0]} …"
