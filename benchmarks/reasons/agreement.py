"""How far two readers agree on the held-out real texts: the most that any reader can be right; part of `make model`.

Writes its table into docs/offline.md. Kappa's interval draws sources, as texts of one source are alike.
"""

import numpy as np

from agents.statistics.agreement import kappa_interval
from agents.winback.offline.cause import read_cause
from benchmarks.reasons.page import put
from benchmarks.reasons.real_texts import Reading, RealText, real_texts, second_readings, text_id
from benchmarks.reasons.shares import grouped, share

_SEED, _FEWEST = 7, 20
_Pair = tuple[RealText, Reading]


def measure() -> None:
    """Print the table, and write it into the page."""
    readings = second_readings()
    pairs = [(text, readings[text_id(text.text)]) for text in real_texts("held_out")]
    put("agreement", "\n".join(_lines(pairs)))


def _lines(pairs: list[_Pair]) -> list[str]:
    first, second = [text.category for text, _ in pairs], [reading.category for _, reading in pairs]
    sources = [text.source for text, _ in pairs]
    kappa = kappa_interval(first, second, sources, rng=np.random.default_rng(_SEED))
    interval = f"{kappa.value:.2f} ({kappa.low:.2f} to {kappa.high:.2f})"
    lines = [
        "| held_out, two readers | number | same category | second reader within the first's two | same topic |",
        "|---|---|---|---|---|",
        _line("all", pairs),
    ]
    by_language = grouped(pairs, lambda pair: pair[0].language)
    lines += [_line(f"language {name}", group) for name, group in by_language if len(group) >= _FEWEST]
    return [*lines, "", f"Kappa is {interval}, 95% by sources.", *_offline(pairs)]


def _line(name: str, pairs: list[_Pair]) -> str:
    shares = (
        share(text.category == reading.category for text, reading in pairs),
        share(reading.category in (text.category, text.second) for text, reading in pairs),
        share(text.topic == reading.topic for text, reading in pairs),
    )
    return f"| {name} | {len(pairs)} | " + " | ".join(f"{value:.0%}" for value in shares) + " |"


def _offline(pairs: list[_Pair]) -> list[str]:
    """The model against the second reader, and where both readers said the same."""
    found = [(read_cause(text.text).category, text, reading) for text, reading in pairs]
    strict = share(said == reading.category for said, _, reading in found)
    either = share(said in (reading.category, reading.second) for said, _, reading in found)
    agreed = [(said, text) for said, text, reading in found if text.category == reading.category]
    both = share(said == text.category for said, text in agreed)
    return [
        f"By the second reader's labels `offline` is right on {strict:.0%} strictly and {either:.0%} defensibly;",
        f"on the {len(agreed)} texts that both readers put in the same category, on {both:.0%}.",
    ]


if __name__ == "__main__":
    measure()
