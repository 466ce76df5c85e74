"""Patterns that run over outside text: a word of 40 KB must not hold a run up. Every one in the house is timed."""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

ROOMS = ("agents", "blocks", "commands", "schemas", "tasks")
# What repeats in outside text: words, digits, spaces, separators, the beginnings of links, addresses and prices.
UNITS = (
    "a", "A", "0", " ", "\n", ".", ",", "-", "_", "@", "'", "<", "[", "ß", "a ", "a.", "a@", "a-", "0.", "0,", "1 ",
    "$1 ", "www.", "http://", "not ", "we have ", "we ", "<a ", "{{", "free ",
)  # fmt: skip
LENGTH = 3_000
SECONDS = 0.03  # what is quadratic takes 0.05 and more here, and 10 at 40,000
_METHODS = frozenset({"search", "match", "fullmatch", "findall", "finditer", "sub", "split"})
# Each with who bounds what it reads.
BOUNDED = {
    "agents.evaluation.names": "the twelve characters before a word",
    "agents.groundedness": "emails of 4,000 characters and the fields they were written from",
    "agents.injection": "one field of a customer",
    "tasks.request": "being replaced",
    "tasks.do_not_send": "names of columns",
}


def _patterns() -> Iterator[tuple[str, str, re.Pattern[Any]]]:
    """Module, method and pattern wherever a module's own pattern is used by name."""
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
            yield module.__name__, method, pattern


def _slow(method: str, pattern: re.Pattern[Any], unit: str) -> bool:
    text: Any = unit * (LENGTH // len(unit)) + "!"
    text = text.encode() if isinstance(pattern.pattern, bytes) else text
    best = 9.0
    for _ in range(3):  # the machine may be busy: the fastest of three counts
        begun = time.process_time()
        for _ in [pattern.sub(text[:0], text)] if method == "sub" else [getattr(pattern, method)(text)]:
            pass
        if method == "finditer":
            list(pattern.finditer(text))
        best = min(best, time.process_time() - begun)
        if best < SECONDS:
            return False
    return True


def test_no_pattern_is_quadratic_in_a_word() -> None:
    slow = {
        f"{module}: {pattern.pattern!r:.80} .{method} on {unit!r}"
        for module, method, pattern in _patterns()
        if module not in BOUNDED
        for unit in UNITS
        if _slow(method, pattern, unit)
    }
    assert slow == set()


def test_the_test_sees_what_is_quadratic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "LENGTH", 6_000)
    assert _slow("findall", re.compile(r"\S*(?:://|@)"), "a")
    assert not _slow("findall", re.compile(r"(?<!\S)\S*(?:://|@)"), "a")
