"""Whether a short clause refuses contact, judged by its words rather than by whole phrases.

People say this in more ways than can be listed: "contacting me again is not wanted", "on ne veut plus recevoir vos
pubs". All have a negation, a word for being written to, and a wish or a please, close together. A complaint about a
product has a word that shows it is one (sent, arrive, editor, our customers).
"""

import re
from collections.abc import Iterator

from agents.checks import stop_words as of

_CLAUSE = re.compile(r"[.!?;:\n]")
_WORD = re.compile(r"[a-z0-9'-]{1,40}")
_LIKE = re.compile(r"(?:\bwould|'d) (?:\w+ )?(?:like|love|prefer)\b")
_MOST_WORDS = 14
_TELEGRAM = 8  # words
_BESIDE = 2  # words between a wish and its negation


def asks_erasure(plain: str) -> bool:
    """Whether a clause asks for the writer's data to be erased, and says nothing else."""
    return any(_erases(words) for words in _clauses(plain))


def _erases(words: list[str]) -> bool:
    acts = _places(of.ERASE, words)
    if not acts or _places(of.COMPLAINT, words) or _places(of.NEGATIONS, words):
        return False
    before = words[: acts[0]]
    if _places(of.DOERS, before) and not _places(of.WISHES, before):
        return False
    whole = bool(_places(of.WHOSE, words) and _places(of.DATA, words)) or not of.COMPOUNDS.isdisjoint(words)
    return whole and _are(words, of.ERASE, of.DATA, of.WHOSE, of.LINKS, of.WISHES, of.ALSO)


def refuses_contact(plain: str) -> bool:
    """Whether any clause of a folded text refuses contact."""
    return any(_refuses(words) for words in _clauses(plain))


def _clauses(plain: str) -> Iterator[list[str]]:
    for clause in _CLAUSE.split(_LIKE.sub("want", plain)):
        for part in {clause, *clause.split(",")}:
            if 1 < len(words := _WORD.findall(part)) <= _MOST_WORDS:
                yield words


def _refuses(words: list[str]) -> bool:
    if not (acts := _places(of.CONTACT, words)) or not (negations := _places(of.NEGATIONS, words)):
        return False
    if _places(of.COMPLAINT, words):
        return False
    if not (wishes := _places(of.WISHES, words)):
        return _is_telegram(words)
    refusals = _refusals(negations, wishes)
    return any(_linked(words, refusal, act) for refusal in refusals for act in acts)


def _is_telegram(words: list[str]) -> bool:
    """`No more reaching out`: nothing but a refusal of more."""
    passive = "be" in words or bool(_places(of.PASSIVES, words))
    if len(words) > _TELEGRAM or _places(of.SUBJECTS, words) or not (passive or _places(of.MORE, words)):
        return False
    return _are(words, of.LINKS, of.NEGATIONS, of.CONTACT)


def _refusals(negations: list[int], wishes: list[int]) -> list[int]:
    """The positions where something is refused: each negation, and each wish beside one."""
    beside = [wish for wish in wishes if any(abs(wish - negation) <= _BESIDE for negation in negations)]
    return [*negations, *beside]


def _linked(words: list[str], refusal: int, act: int) -> bool:
    """Whether nothing with a meaning of its own is between the two, in either order."""
    if refusal < act:
        return _are(words[refusal + 1 : act], of.LINKS, of.NEGATIONS, of.WISHES, of.CONTACT)
    return _are(words[act + 1 : refusal], of.COPULAS, of.NEGATIONS, of.WISHES, of.CONTACT)


def _are(words: list[str], *kinds: of.Kind) -> bool:
    return all(any(is_one(word) for is_one in kinds) for word in words)


def _places(is_one: of.Kind, words: list[str]) -> list[int]:
    return [at for at, word in enumerate(words) if is_one(word)]
