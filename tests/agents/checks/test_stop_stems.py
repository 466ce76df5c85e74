"""A pattern is looked for only where one of its stems is: so no text that it matches may be without them."""

import importlib
from collections.abc import Iterable
from typing import Any

import pytest

from agents.checks import person_outbursts, person_threats, stop_notes, stop_phrases, stop_refusals, stop_reported
from agents.checks.phrases import Phrases

# Python's own reading of a pattern. It is private, so it is asked by the test and not by the code.
PARSER: Any = importlib.import_module("re._parser")
KINDS: Any = importlib.import_module("re._constants")
ROWS = (
    *stop_phrases.ERASE, *stop_phrases.WISHES, *stop_phrases.STOP,
    *stop_reported.REPORTED, *stop_reported.REPORTED_ERASURE,
    *stop_notes.NOTES, *stop_notes.ERASED, *stop_refusals.REFUSED, *stop_refusals.TOLD,
    *person_threats.THREATS, *person_outbursts.ANGER, *person_outbursts.NEVER_AGAIN, *person_outbursts.WANTS_PERSON,
)  # fmt: skip
MOST = 3_000  # texts that are spelled out; where there are more, nothing is proven by them


def _spelled(tree: Iterable[Any]) -> list[str] | None:
    """All texts that these parts match together, without what stands around them; None where they are too many."""
    found = [""]
    for part in tree:
        more = _texts(part)
        if more is None or len(found) * len(more) > MOST:
            return None
        found = [before + after for before in found for after in more]
    return found


def _texts(part: Any) -> list[str] | None:
    kind, value = part
    if kind in (KINDS.AT, KINDS.ASSERT, KINDS.ASSERT_NOT):
        return [""]
    if kind is KINDS.SUBPATTERN:
        return _spelled(value[3])
    if kind is KINDS.BRANCH:
        found = [_spelled(alternative) for alternative in value[1]]
        return None if None in found else [text for texts in found for text in texts or ()]
    if kind is KINDS.MAX_REPEAT and value[:2] == (0, 1):
        once = _spelled(value[2])
        return None if once is None else ["", *once]
    letters = value if kind is KINDS.IN else [part]
    return [chr(one) for _, one in letters] if all(which is KINDS.LITERAL for which, _ in letters) else None


def _alternatives(part: Any) -> list[Any]:
    """The parts of which every match has one."""
    kind, value = part
    if kind is KINDS.SUBPATTERN:
        return [value[3]]
    if kind is KINDS.BRANCH:
        return list(value[1])
    return [value[2]] if kind in (KINDS.MAX_REPEAT, KINDS.MIN_REPEAT) and value[0] > 0 else []


def needs(tree: Any, stems: tuple[str, ...]) -> bool:
    """Whether every text that a pattern matches holds one of the stems."""
    parts = list(tree)
    return any(
        (bool(inner := _alternatives(part)) and all(needs(one, stems) for one in inner))
        or _run_needs(parts[at:], stems)
        for at, part in enumerate(parts)
    )


def _run_needs(parts: list[Any], stems: tuple[str, ...]) -> bool:
    """Whether the parts, spelled out one after the other as far as they can be, hold one whatever is chosen."""
    without = [""]
    for part in parts:
        more = _texts(part)
        if more is None or len(without) * len(more) > MOST:
            return False
        texts = (before + after for before in without for after in more)
        without = [text for text in texts if not any(stem in text for stem in stems)]
        if not without:
            return True
    return False


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
