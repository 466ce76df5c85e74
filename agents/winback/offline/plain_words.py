"""Untrusted text made safe to print, and text made comparable."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from agents.winback.offline import grammar

# A reason makes its point early; the rest only costs time.
READ_LIMIT = 2_000
_BLANK_LIMIT = 10_000
_LONGEST_WORD = 40

# Not at the start of a word: SSO is not `so`.
_DOUBLED = re.compile(r"(?<=\w)([^\W\d_])\1+")
_MONEY = re.compile(r"[$\u20ac\u00a3]")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"))
_SIGNS = str.maketrans("*~@", "   ")
_WORD = r"@?[^\W_]+\*?|~"
_CLAUSE_END = r"[,;:!?()\n\r\u2014]|\.(?=\s|$)|(?<=\s)[-\u2013](?=\s)"
_TOKEN = re.compile(_WORD + "|" + _CLAUSE_END)


def head(text: str) -> str:
    """The part of a text that is read, without the blanks around it."""
    return text[:_BLANK_LIMIT].strip()[:READ_LIMIT]


def clean(text: str, limit: int) -> str:
    """One line of printable characters, at most `limit` long, cut between words where that is possible."""
    shown = "".join(character if character.isprintable() else _unprintable(character) for character in head(text))
    line = " ".join(shown.split())
    return line if len(line) <= limit else _cut(line, limit)


def _unprintable(character: str) -> str:
    # Invisible formatting (zero width, direction) occurs inside words; anything else separates them.
    return "" if unicodedata.category(character) == "Cf" else " "


def _cut(line: str, limit: int) -> str:
    kept = line[: limit - 1]
    space = kept.rfind(" ")
    return (kept[:space] if space > limit // 2 else kept).rstrip(" ,;:-") + "\u2026"


def words(text: str) -> list[str]:
    """Lower case, no accents, doubled letters single: the words and clause marks as they stand."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))[: READ_LIMIT * 2]
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    folded = _MONEY.sub(" money ", plain.casefold().replace("n't", "nt"))
    return [_token(found) for found in _TOKEN.findall(_DOUBLED.sub(r"\1", folded))]


def _token(found: str) -> str:
    is_word = found[0].isalnum() or found[0] in ("@", "~", grammar.COMMA)
    return found[:_LONGEST_WORD] if is_word else grammar.BOUNDARY


def word(text: str) -> str:
    """A single word, folded."""
    return "".join(words(text)[:1])


def word_set(text: str) -> frozenset[str]:
    """The folded words of a list that is separated by spaces."""
    return frozenset(word(item) for item in text.split())


_BUT = word_set(grammar.BUT)
_FILLERS = word_set(grammar.FILLERS)
# Tokens that no phrase may span.
CLAUSE_ENDS = frozenset((grammar.COMMA, grammar.BOUNDARY))

_Words = tuple[str, ...]


def _replacements(lines: str) -> Iterator[tuple[_Words, _Words]]:
    for line in lines.strip().splitlines():
        before, _, after = line.partition("=")
        yield tuple(words(before)), tuple(words(after))


_SINGLES = {key: after for keys, after in _replacements(grammar.REPLACED) for key in keys}
_PAIRS = dict(_replacements(grammar.REPLACED_PAIRS))


def canonical(tokens: list[str]) -> list[str]:
    """Contractions and negations in one form, filler dropped, `but` as the end of a clause."""
    found: list[str] = []
    skip = False
    for this, following in pairwise([*tokens, grammar.BOUNDARY]):
        if skip:
            skip = False
        elif (this, following) in _PAIRS:
            found.extend(_PAIRS[this, following])
            skip = True
        elif this in _BUT:
            found.append(grammar.BOUNDARY)
        elif this not in _FILLERS:
            found.extend(_SINGLES.get(this, (this,)))
    return found


def plain_words(text: str) -> list[str]:
    """The words of an untrusted text, without the vocabulary's special signs."""
    return words(head(text).translate(_SIGNS))


def phrases(listed: str) -> Iterator[tuple[str, ...]]:
    """The phrases of a list that is separated by commas, ready to be compared."""
    for phrase in listed.split(","):
        yield tuple(canonical(words(phrase.strip())))
