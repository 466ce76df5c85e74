"""Fingerprints of paid steps: equal means that paying again could not give a different task."""

import hashlib

from pydantic import BaseModel

from schemas.agent import AgentVersion


def fingerprint(*parts: str) -> str:
    """A hash of what a step was asked, hex, 24 characters."""
    # No part contains a NUL, so two different lists of parts never join to the same text.
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def answer_fingerprint(inputs: BaseModel, version: AgentVersion, model: str, turn: int) -> str:
    """Hash of what an evaluation asks: inputs, version, model, and which repetition this is (0, 1, 2 …)."""
    return fingerprint(type(inputs).__name__, inputs.model_dump_json(), version.content_hash, model, str(turn))
