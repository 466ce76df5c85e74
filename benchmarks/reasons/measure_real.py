"""How often `offline` reads real leaving texts right, and what its confidence is worth there; part of `make model`.

`strict` counts the first label only, `defensible` the second as well; confidence is compared with the latter.
"""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple, get_args

from agents.winback.offline.cause import read_cause
from agents.winback.offline.topic import read_topic
from benchmarks.reasons.page import put
from benchmarks.reasons.real_texts import Half, RealText, real_texts
from benchmarks.reasons.shares import by_confidence, grouped, share

_BOUNDS = (0, 40, 50, 60, 70, 80, 101)
_LARGE_SOURCE = 15


class _Answer(NamedTuple):
    labelled: RealText
    strict: bool
    defensible: bool
    confidence: int
    topic: bool


def measure() -> None:
    """Print the tables, and write them into the page."""
    tables = []
    for half in get_args(Half):
        answers = [_answer(labelled) for labelled in real_texts(half)]
        tables += [_accuracy(half, answers), _reliability(half, answers)]
    put("real", "\n\n".join(tables))


def _answer(labelled: RealText) -> _Answer:
    found = read_cause(labelled.text)
    strict = found.category == labelled.category
    topic = read_topic(labelled.text) == labelled.topic
    return _Answer(labelled, strict, strict or found.category == labelled.second, found.confidence, topic)


def _accuracy(half: str, answers: list[_Answer]) -> str:
    lines = [f"| {half} | number | strict | defensible | topic |", "|---|---|---|---|---|", _line("all", answers)]
    sizes = Counter(answer.labelled.source for answer in answers)
    lines += _groups("language", answers, lambda text: text.language)
    lines += _groups("category", answers, lambda text: text.category)
    lines += _groups("source", answers, lambda text: text.source if sizes[text.source] >= _LARGE_SOURCE else "others")
    return "\n".join(lines)


def _groups(name: str, answers: list[_Answer], key: Callable[[RealText], str]) -> list[str]:
    return [_line(f"{name} {value}", group) for value, group in grouped(answers, lambda answer: key(answer.labelled))]


def _line(name: str, answers: list[_Answer]) -> str:
    shares = [
        share(answer.strict for answer in answers),
        share(answer.defensible for answer in answers),
        share(answer.topic for answer in answers),
    ]
    return f"| {name} | {len(answers)} | " + " | ".join(f"{share:.0%}" for share in shares) + " |"


def _reliability(half: str, answers: list[_Answer]) -> str:
    lines = [f"| confidence, {half} | number | mean confidence | strict | defensible |", "|---|---|---|---|---|"]
    for cells, group in by_confidence(answers, _BOUNDS):
        strict, defensible = (share(a.strict for a in group), share(a.defensible for a in group))
        lines.append(f"{cells} {strict:.0%} | {defensible:.0%} |")
    return "\n".join(lines)


if __name__ == "__main__":
    measure()
