"""Patterns that run over outside text: a word of 40 KB must not hold a run up. Every one in the house is timed."""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from types import ModuleType
from typing import Any

ROOMS = ("agents", "aws", "blocks", "commands", "schemas", "tasks")
# What repeats in outside text: words, digits, spaces, separators, the beginnings of links, addresses and prices.
UNITS = (
    "a", "A", "0", " ", "\n", ".", ",", "-", "_", "@", "'", "<", "[", "ß", "a ", "a.", "a@", "a-", "0.", "0,", "1 ",
    "$1 ", "www.", "http://", "not ", "we have ", "we ", "<a ", "{{", "free ",
)  # fmt: skip
SHORT, LONG = 2_000, 16_000
LINEAR = 20  # times as long for eight times the text; what is quadratic takes about 64 times as long
QUICK_S = 0.0003  # too short to be timed; even if quadratic, a tenth of a second at 40,000
_METHODS = frozenset({"search", "match", "fullmatch", "findall", "finditer", "sub", "split"})
# Each with who bounds what it reads.
BOUNDED = {
    "agents.checks.names._STARTS": "the twelve characters before a word",
    "agents.checks.stop_requests._SENTENCE_END": "the 20,000 characters that the reader keeps of a reason",
    "tasks.outreach.opt_out_columns._DETAILS": "200 characters of a cell",
    "tasks.files.reader.spelling._BRACKETS": "200 characters of a header",
}


def _patterns() -> Iterator[tuple[str, str, re.Pattern[Any]]]:
    """Where it stands, method and pattern wherever a module's own pattern is used by name."""
    for room in ROOMS:
        for found in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."):
            if not found.name.endswith("_child"):
                yield from _of(importlib.import_module(found.name))


def _of(module: ModuleType) -> Iterator[tuple[str, str, re.Pattern[Any]]]:
    with open(str(module.__file__), encoding="utf-8") as source:  # noqa: PTH123 -- a module's file
        tree = ast.parse(source.read())
    used = {
        (node.value.id, node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in _METHODS and isinstance(node.value, ast.Name)
    }
    for name, method in sorted(used):
        pattern = getattr(module, name, None)
        if isinstance(pattern, re.Pattern):
            yield f"{module.__name__}.{name}", method, pattern


def _slow(method: str, pattern: re.Pattern[Any], unit: str) -> bool:
    """Whether the time grows faster than the text. A ratio, as machines differ; thrice, as they may be busy."""
    return all(_growth(method, pattern, unit) > LINEAR for _ in range(3))


def _growth(method: str, pattern: re.Pattern[Any], unit: str) -> float:
    short = _seconds(method, pattern, unit, SHORT)
    if short >= QUICK_S:  # few are; the best of three, before the long text is tried
        short = min(short, *(_seconds(method, pattern, unit, SHORT) for _ in range(2)))
    return 0.0 if short < QUICK_S else _seconds(method, pattern, unit, LONG) / short


def _seconds(method: str, pattern: re.Pattern[Any], unit: str, length: int) -> float:
    text: Any = unit * (length // len(unit)) + "!"
    text = text.encode() if isinstance(pattern.pattern, bytes) else text
    begun = time.process_time()
    if method == "sub":
        pattern.sub(text[:0], text)
    elif method == "finditer":
        list(pattern.finditer(text))
    else:
        getattr(pattern, method)(text)
    return time.process_time() - begun


def test_no_pattern_is_quadratic_in_a_word() -> None:
    slow = {
        f"{name}: {pattern.pattern!r:.80} .{method} on {unit!r}"
        for name, method, pattern in _patterns()
        if name not in BOUNDED
        for unit in UNITS
        if _slow(method, pattern, unit)
    }
    assert slow == set()


def test_what_is_bounded_is_still_there() -> None:
    assert set(BOUNDED) <= {name for name, _, _ in _patterns()}


def test_the_test_sees_what_is_quadratic() -> None:
    assert _growth("findall", re.compile(r"\S*(?:://|@)"), "a") > LINEAR
    assert not _slow("findall", re.compile(r"(?<!\S)\S*(?:://|@)"), "a")
