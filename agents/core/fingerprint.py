"""Fingerprints of paid steps: equal means that paying again could not give a different task."""

import hashlib

from pydantic import BaseModel

from schemas.agent import AgentVersion


def fingerprint(*parts: str) -> str:
    """A hash of what a step was asked, hex, 24 characters."""
    # No part holds a NUL, so no two lists of parts are joined to the same text.
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def answer_fingerprint(inputs: BaseModel, version: AgentVersion, model: str, turn: int) -> str:
    """Hash of what an evaluation asks: the inputs, the version, the model, and the how manieth time it is."""
    return fingerprint(type(inputs).__name__, inputs.model_dump_json(), version.content_hash, model, str(turn))
