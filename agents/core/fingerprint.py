"""Fingerprints of paid steps: equal means that paying again could not give a different task."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json

from agents.core.tools import Tool
from schemas.agent import AgentVersion
from schemas.messages import Message


def fingerprint(*parts: str) -> str:
    """A hash of what a step was asked, hex, 24 characters."""
    # No part contains a NUL, so two different lists of parts never join to the same text.
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def conversation_part(history: Iterable[Message], tools: Iterable[Tool[Any]]) -> str:
    """The part of a fingerprint that covers a question's conversation: the earlier turns, and the tools."""
    said = [message.model_dump(mode="json", exclude_defaults=True) for message in history]
    return to_json([said, [asdict(tool.spec) for tool in tools]]).decode()


def answer_fingerprint(inputs: BaseModel, version: AgentVersion, model: str, turn: int, *around: str) -> str:
    """Hash of what an evaluation asks: inputs, version, model, and which repetition this is (0, 1, 2 …).

    `around` is what stands around the question, if anything does.
    """
    return fingerprint(type(inputs).__name__, inputs.model_dump_json(), version.content_hash, model, str(turn), *around)
