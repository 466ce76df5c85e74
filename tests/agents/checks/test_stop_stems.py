"""A pattern is looked for only where one of its stems is: so no text that it matches may be without them."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest

from agents.checks import stop_notes, stop_refusals
from agents.checks.phrases import Phrases

# Python's own reading of a pattern. It is private, so it is asked by the test and not by the code.
PARSER: Any = importlib.import_module("re._parser")
KINDS: Any = importlib.import_module("re._constants")
ROWS = (*stop_notes.NOTES, *stop_notes.ERASED, *stop_refusals.REFUSED, *stop_refusals.TOLD)


def _parts(tree: Any) -> Iterator[tuple[str, list[Any]]]:
    """The literal texts of a pattern, and the parts of which every match has one: several are alternatives."""
    text = ""
    for kind, value in tree:
        if kind is KINDS.LITERAL:
            text += chr(value)
            continue
        yield text, []
        text = ""
        if kind is KINDS.SUBPATTERN:
            yield "", [value[3]]
        elif kind is KINDS.BRANCH:
            yield "", value[1]
        elif kind in (KINDS.MAX_REPEAT, KINDS.MIN_REPEAT) and value[0] > 0:
            yield "", [value[2]]
    yield text, []


def needs(tree: Any, stems: tuple[str, ...]) -> bool:
    """Whether every text that a pattern matches holds one of the stems."""
    return any(
        any(stem in text for stem in stems) or (bool(parts) and all(needs(part, stems) for part in parts))
        for text, parts in _parts(tree)
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.patterns[0].pattern[:40])
def test_every_match_holds_a_stem(row: Phrases) -> None:
    unproven = [pattern.pattern for pattern in row.patterns if not needs(PARSER.parse(pattern.pattern), row.stems)]

    assert unproven == []


def test_a_stem_too_few_is_noticed() -> None:
    pattern = PARSER.parse(r"\b(?:stop|quit) (?:the )?mails?\b")

    assert needs(pattern, ("stop", "quit"))
    assert needs(pattern, ("mail",))
    assert not needs(pattern, ("stop",))
    assert not needs(pattern, ("the ",))
