"""What a reason is about inside its category; a look-up for each run of words, so the cost grows with the text."""

import re

from agents.checks.fold import fold
from agents.winback.offline.plain_words import CLAUSE_ENDS, word, word_set, words
from agents.winback.offline.stays import STAYS
from agents.winback.offline.topics import OVER, TAKEN, TOPICS
from schemas.winback.churn_analysis import Topic

_BY_PHRASE: dict[tuple[str, ...], Topic] = {
    tuple(words(" ".join(phrase.split()))): topic for topic, phrases in TOPICS.items() for phrase in phrases.split(",")
}
_DENIALS = word_set("not isn't wasn't aren't never no kein keine nicht pas no non nao niet geen")
_DENIAL_REACH = 3
_NEAR = 9
_NAMES = {fold(name) for stay in STAYS.values() for name in stay.names.split()}
_MONTH = f"(?:{'|'.join(sorted(_NAMES))}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez)"
# "We only need it from April to June", or in the season: all three in one sentence say that it is needed for a part
# of the year.
_SENTENCE_END = re.compile(r"[.!?\n]")
_MONTHS = re.compile(rf"\b{_MONTH} (?:to|till|until|through|bis|a|au|hasta|tot|-|ate) {_MONTH}\b")
_SEASON = re.compile(
    r"\b(?:season|saison|temporada|stagione|epoca|seizoen|summer|winter|sommer|ete|hiver|verano|invierno|estate|inverno|verao|zomer)\b"
)
_ONLY = re.compile(r"\b(?:only|just|nur|seulement|que|solo|solamente|soltanto|apenas|alleen)\b")
_NEEDED = re.compile(
    r"\b(?:need|use\b|open\b|work\b|brauch|benotig|offen\b|geoffnet|arbeiten\b|besoin|ouverts?\b|trabajamos|trabajo\b"
    r"|abrimos|necesit|serve\b|apert|lavoriamo|precisa|nodig)"
)


def _listed(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The whole words of a list, and the beginnings (`word*`)."""
    names = text.split()
    stems = tuple(word(name[:-1]) for name in names if name.endswith("*"))
    return word_set(" ".join(name for name in names if not name.endswith("*"))), stems


_TAKEN, _OVER = _listed(TAKEN), _listed(OVER)
_LENGTHS = sorted({len(phrase) for phrase in _BY_PHRASE})


def read_topic(reason: str) -> Topic | None:
    """The topic that the reason names, or None; of several, the first in the order of `TOPICS`."""
    said = words(reason)  # clause marks included, so that no phrase is found across two clauses
    found = {
        topic
        for length in _LENGTHS
        for start in range(len(said) - length + 1)
        if (topic := _BY_PHRASE.get(tuple(said[start : start + length]))) is not None and not _denied(said, start)
    }
    if _needed_for_months(reason):
        found.add("seasonal")
    if _taken_though_over(said):
        found.add("billing")
    return next((topic for topic in TOPICS if topic in found), None)


def _needed_for_months(reason: str) -> bool:
    return any(
        (_MONTHS.search(said) or _SEASON.search(said)) and _ONLY.search(said) and _NEEDED.search(said)
        for said in _SENTENCE_END.split(fold(reason))
    )


def _taken_though_over(said: list[str]) -> bool:
    """Whether money was taken near a word that says that it should not have been."""
    spoken = [token for token in said if token not in CLAUSE_ENDS]
    over = [at for at, token in enumerate(spoken) if _is(token, _OVER)]
    taken = (at for at, token in enumerate(spoken) if _is(token, _TAKEN) and not _denied(spoken, at))
    return any(0 < abs(at - other) <= _NEAR for at in taken for other in over)


def _is(token: str, listed: tuple[frozenset[str], tuple[str, ...]]) -> bool:
    whole, stems = listed
    return token in whole or token.startswith(stems)


def _denied(said: list[str], start: int) -> bool:
    """Whether the words before a phrase take it back: "not a scam". A phrase that begins with its denial stays."""
    if said[start] in _DENIALS:
        return False
    for token in reversed(said[max(0, start - _DENIAL_REACH) : start]):
        if token in CLAUSE_ENDS:
            return False
        if token in _DENIALS:
            return True
    return False
