"""Desks of support whose classifiers are learned once a process: half a second of CPU that each test would spend."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from agents.retrieval.embedder import Embedder
from agents.support.guardrails.guard import Guard, open_guard
from agents.support.intents.reader import IntentReader, open_intents
from agents.support.sentiment import SentimentReader, open_sentiment
from schemas.support.guardrails import Names
from schemas.support.intents import Intents
from schemas.support.scope import Scope
from tasks.support.desk import Desk, open_desk

_LEARNED: dict[str, IntentReader] = {}
_GUARDS: dict[str, Guard] = {}


async def _open_intents(intents: Intents, scope: Scope, company: Names, embedder: Embedder | None) -> IntentReader:
    if "it" not in _LEARNED:
        _LEARNED["it"] = await open_intents(intents, scope, company, embedder)
    return _LEARNED["it"]


async def _open_guard(company: Names, harmless: Intents, embedder: Embedder | None) -> Guard:
    if "it" not in _GUARDS:
        _GUARDS["it"] = await open_guard(company, harmless, embedder)
    return _GUARDS["it"]


_SENTIMENTS: dict[str, SentimentReader] = {}


async def _open_sentiment(embedder: Embedder | None) -> SentimentReader:
    if "it" not in _SENTIMENTS:
        _SENTIMENTS["it"] = await open_sentiment(embedder)
    return _SENTIMENTS["it"]


def learn_once(monkeypatch: pytest.MonkeyPatch, base: Path) -> None:
    """Every desk of this test has what an earlier one learned; knowledge stands below `base`."""
    monkeypatch.setattr("tasks.support.desk.open_sentiment", _open_sentiment)
    for module in ("desk", "taking"):
        monkeypatch.setattr(f"tasks.support.{module}.open_intents", _open_intents)
        monkeypatch.setattr(f"tasks.support.{module}.open_guard", _open_guard)
    for module in ("desk", "context"):
        monkeypatch.setattr(f"tasks.support.{module}.knowledge_room", lambda _: base / "knowledge")


@asynccontextmanager
async def quick_desk(monkeypatch: pytest.MonkeyPatch, base: Path) -> AsyncIterator[Desk]:
    """The desk of `local`."""
    learn_once(monkeypatch, base)
    async with open_desk("local") as desk:
        yield desk
