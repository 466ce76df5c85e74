"""A text as sentences, clauses and tokens with their meanings. Texts that were given stand in it as one-word marks."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from agents.checks.lexicon import Lexicon

# The mark that ends a sentence belongs to it; a point within a number or a name does not end one.
_SENTENCE = re.compile(r"(?:[^.!?\u2026\n]|[.!?\u2026](?![\s\"')]|$))+[.!?\u2026]*")
_CLAUSE = re.compile(
    r"[,;:()\[\]{}\"!?\u2026\u2013\u2014|/\u2022]+|\s-+\s|\b(?:but|yet|aber|sondern|jedoch|mais|pero|sino|ma|bensi|mas|porem|maar)\b"
)
_WORD = re.compile(r"[0-9]+(?:[.,'][0-9]+)*|[^\W\d_]+[0-9]*|%")


class Token(NamedTuple):
    """One word, or one phrase that means something."""

    text: str
    concepts: frozenset[str]


class Clause(NamedTuple):
    """The tokens between two punctuation marks, and all their concepts."""

    tokens: tuple[Token, ...]
    concepts: frozenset[str]

    def places(self, concept: str) -> list[int]:
        """The positions of a concept."""
        return [at for at, token in enumerate(self.tokens) if concept in token.concepts]


class Sentence(NamedTuple):
    """A sentence of a folded text."""

    text: str
    clauses: tuple[Clause, ...]
    asks: bool

    @property
    def concepts(self) -> frozenset[str]:
        """All that its clauses mean."""
        return frozenset().union(*(clause.concepts for clause in self.clauses))


def read_sentences(folded: str, lexicon: Lexicon) -> list[Sentence]:
    """The sentences of a folded text; those without words are left out."""
    parts = (part.strip() for part in _SENTENCE.findall(folded))
    return [found for part in parts if part and (found := _sentence(part, lexicon))]


# Most sentences of a run occur word for word for other customers, too.
@lru_cache(maxsize=4_096)
def _sentence(text: str, lexicon: Lexicon) -> Sentence | None:
    clauses = tuple(_clause(words, lexicon) for part in _CLAUSE.split(text) if (words := _WORD.findall(part)))
    return Sentence(text, (*clauses, *_around_relatives(clauses)), asks=text.endswith("?")) if clauses else None


def _around_relatives(clauses: tuple[Clause, ...]) -> Iterator[Clause]:
    """What a relative clause parts: "we have the fault, which annoyed you, mended" is one statement."""
    for before, relative, after in zip(clauses, clauses[1:], clauses[2:], strict=False):
        if relative.tokens[0].text in RELATIVE:
            yield Clause(before.tokens + after.tokens, before.concepts | after.concepts)


RELATIVE = frozenset([
    "which", "that", "who", "whom", "der", "die", "das", "den", "dem", "deren", "dessen", "qui", "que",
    "dont", "che", "cui", "dat",
])  # fmt: skip


def _clause(words: list[str], lexicon: Lexicon) -> Clause:
    tokens: list[Token] = []
    at = 0
    while at < len(words):
        length, concepts = lexicon.read(words, at)
        tokens.append(Token(" ".join(words[at : at + length]), concepts))
        at += length
    return Clause(tuple(tokens), frozenset().union(*(token.concepts for token in tokens)))


def marked(folded: str, known: Iterable[tuple[str, str]]) -> str:
    """A folded text in which each given text that occurs as whole words is replaced by its mark."""
    for text, mark in known:
        at = folded.find(text)
        while at >= 0:
            end = at + len(text)
            if not folded[at - 1 : at].isalnum() and not folded[end : end + 1].isalnum():
                folded = f"{folded[:at]} {mark} {folded[end:]}"
                at, end = at + len(mark), at + len(mark) + 2
            at = folded.find(text, end)
    return folded
