"""What words mean to the checks, language by language.

Concepts of value: `discount`, `free`, `refund`, `gift`. What turns other words into an offer: `cost`, `cut`,
`special`, `stays`, `fraction`, `off`, `pay`, `save`, `give`, `get`, `unit`, `money`, `back`, `code`, `enter`, what is
`transfer`red `back` or goes `back` to an `account`, `ours_to_pay`, `due` that is `lift`ed or that nobody need `worry`
about, `billing` behind `neg` or beside `only`; `yours`, but for a `choice`; `terms` do where nothing of `talk` or
`gone` is said, and those that come `later`, and the reader's `purse`, where nobody is asked or heard (`hear`).

What takes an offer back: `neg`, `said` (the customer's own words), `past`, `ended`; `comp` after `neg` denies
nothing, `feign` lets `neg` reach further, `grant` gives after all. What is claimed: `build`, `make`, `shall`, `will`,
`soon`, `made`, `have`, `be`, `status`, `cert`, `stat`, `super`, `appnoun`, `new`, `exist`, `able`, `pledge`,
`promise` (without `soft`), an `outage` that is `excluded`, what `works` `newly`, `replying` within a `span`, whatever
we have done (`did`) that is no `deed` of talk, what is `kept` of the reader's, what our `crew` is at, `somebody` who
will come, what the product does that is not `modest`. What nobody may say: `slander`, `threat`, `login`, `others`,
`meta`, and what we `watch` of a `trace`. `safe` phrases mean none of it.
"""

from functools import lru_cache
from typing import NamedTuple

from agents.checks.fold import fold
from agents.checks.words import de, en, es, fr, it, nl, pt
from schemas.sender import Language

VALUES = ("discount", "free", "refund", "gift")
_MODULES = {"en": en, "de": de, "fr": fr, "es": es, "it": it, "pt": pt, "nl": nl}
# Marks that stand for known texts (see `agents.checks.clauses`).
OFFER, CLAIM, PRODUCT, COMPANY, CUSTOMER = "xxoffer", "xxclaim", "xxproduct", "xxcompany", "xxcustomer"
_MARKS = {OFFER: "offer", CLAIM: "claim", PRODUCT: "product", COMPANY: "we", CUSTOMER: "you"}
_SHORTEST_STEM = 2


class Entry(NamedTuple):
    """A phrase: its words after the first, and what it means.

    A word that ends in `*` has any ending; one that starts with `*` is the head of a compound (`*preis`).
    """

    rest: tuple[str, ...]
    concepts: frozenset[str]


class Lexicon:
    """The phrases of some languages, found by their first word."""

    def __init__(self, *listed: dict[str, str]) -> None:
        meanings: dict[tuple[str, ...], set[str]] = {(mark,): {concept} for mark, concept in _MARKS.items()}
        for concepts in listed:
            for concept, phrases in concepts.items():
                for phrase in filter(None, map(str.strip, fold(phrases).replace("'", " ").split(","))):
                    meanings.setdefault(tuple(phrase.split()), set()).add(concept)
        self._exact: dict[str, list[Entry]] = {}
        self._stems: dict[str, list[Entry]] = {}
        self._heads: dict[str, list[Entry]] = {}
        for (first, *rest), found in meanings.items():
            index = self._heads if first.startswith("*") else self._stems if first.endswith("*") else self._exact
            index.setdefault(first.strip("*"), []).append(Entry(tuple(rest), frozenset(found)))
        self.starting = lru_cache(maxsize=16_384)(self._starting)

    def _starting(self, word: str) -> tuple[Entry, ...]:
        """The phrases that may begin with this word, the longest first."""
        found = list(self._exact.get(word, ()))
        for end in range(_SHORTEST_STEM, len(word) + 1):
            found += self._stems.get(word[:end], ())
            found += self._heads.get(word[-end:], ()) if end < len(word) else ()
        return tuple(sorted(found, key=lambda entry: -len(entry.rest)))

    def read(self, words: list[str], at: int) -> tuple[int, frozenset[str]]:
        """The length in words of the longest phrase at this position, and what it means."""
        length, concepts = 1, _NOTHING
        for entry in self.starting(words[at]):
            if len(entry.rest) + 1 < length:
                break
            if entry.rest and not _follows(words, at + 1, entry.rest):
                continue
            length, concepts = len(entry.rest) + 1, concepts | entry.concepts
        return length, concepts


_NOTHING: frozenset[str] = frozenset()


def _follows(words: list[str], at: int, rest: tuple[str, ...]) -> bool:
    if at + len(rest) > len(words):
        return False
    return all(
        words[at + step].startswith(wanted[:-1]) if wanted.endswith("*") else words[at + step] == wanted
        for step, wanted in enumerate(rest)
    )


@lru_cache(maxsize=8)
def lexicon(language: Language) -> Lexicon:
    """A language's own words, and words of value in all the others: an offer is an offer in a foreign word, too."""
    own = _MODULES[language].CONCEPTS
    foreign = [
        {concept: _long(module.CONCEPTS[concept]) for concept in (*VALUES, "cert")}
        for name, module in _MODULES.items()
        if name != language
    ]
    return Lexicon(own, *foreign)


def _long(phrases: str) -> str:
    """Single words of six letters or more: shorter ones may mean something else in another language."""
    words = (phrase.strip() for phrase in phrases.split(","))
    return ",".join(word for word in words if " " not in word and len(word) >= _LONG_WORD)


_LONG_WORD = 6


@lru_cache(maxsize=8)
def function_words(language: Language) -> frozenset[str]:
    """The small words that hardly any sentence of this language does without."""
    return frozenset(fold(_MODULES[language].FUNCTION_WORDS).split())
