"""Evaluation of agent versions: asking them, judging the answers, writing what came of it."""
