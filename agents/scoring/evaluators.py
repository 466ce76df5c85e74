"""Evaluators that agents of several systems have."""

from agents.core.kit import Evaluator

MENTIONS = Evaluator("mentions", "Says what it must, and nothing it must not")
GROUNDED = Evaluator("grounded", "Nothing made up")
LANGUAGE = Evaluator("language", "Right language")
LENGTH = Evaluator("length", "Right length")
READABLE = Evaluator("readable", "Easy to read", decides=False, graded=True)
