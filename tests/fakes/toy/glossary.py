"""The toy's tool."""

from fakes.toy.data import Word

from agents.core.tools import Tool, ToolFailedError

MEANINGS = {"rain": "water that falls from clouds", "tide": "the sea's rise and fall"}


async def _meaning(asked: Word) -> str:
    if asked.word not in MEANINGS:
        raise ToolFailedError("the glossary does not have it")
    return MEANINGS[asked.word]


GLOSSARY = Tool("glossary", "What a word means.", Word, _meaning)
