"""What a text claims about the product and its maker, and what it promises beyond an answer."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from agents.checks.clauses import Clause, Sentence, Token
from agents.checks.deeds import (
    answers_within,
    at_work,
    by_now,
    does,
    done,
    kept_for_you,
    never_out,
    of_late,
    sent_to_you,
    undergone,
)
from agents.checks.denial import denied, quoted
from agents.checks.lexicon import function_words
from schemas.sender import Language

_NEAR, _DENIED_WITHIN = 3, 5
_PARTICIPLE = re.compile(
    r"(?:ge\w{3,}(?:t|en)|(?:be|ver|ent|er|zer)\w{3,}(?:t|en)|\w+iert|\w{2,}ed|been|cost|gone|made|grown|not|nicht|niet|nie|no|never|pas)"
)
_COMMON_LETTERS = 3
_WORD = re.compile(r"[^\W\d_]+[0-9]*")


class Claimed(NamedTuple):
    """A statement: what is wrong with it, and its words."""

    problem: str
    said: str


class Sayable:
    """The approved claims and offers, as far as a statement may repeat them."""

    def __init__(self, texts: Iterable[str], language: Language) -> None:
        self._common = function_words(language) | function_words("en")
        self.words = frozenset(word for text in texts for word in self._content(text))

    def covers(self, clause: Clause) -> bool:
        """Whether at least half of what a clause is about was approved."""
        said = self._content(" ".join(token.text for token in clause.tokens))
        return bool(said & self.words) and len(said & self.words) * 2 >= len(said)

    def _content(self, text: str) -> frozenset[str]:
        return frozenset(
            word
            for word in _WORD.findall(text)
            if len(word) >= _COMMON_LETTERS and word not in self._common and not word.startswith("xx")
        )


def claimed(sentences: Iterable[Sentence], sayable: Sayable) -> Iterator[Claimed]:
    """Everything about the product, its certificates, its future and its warranties that nobody approved."""
    for sentence in sentences:
        for clause in sentence.clauses:
            if not clause.concepts & _HINTS:
                continue
            for needed, problem, find in _PATTERNS:
                if needed and not needed <= clause.concepts:
                    continue
                places = [at for at in find(clause) if "safe" not in clause.tokens[at].concepts]
                if any(
                    not (quoted(sentence, clause, at) or denied(clause, at, _DENIED_WITHIN)) for at in places
                ) and not sayable.covers(clause):
                    yield Claimed(problem, " ".join(token.text for token in clause.tokens)[:60])
                    break


def _anywhere(concept: str) -> Callable[[Clause], Iterable[int]]:
    return lambda clause: clause.places(concept)


def _built(clause: Clause) -> Iterator[int]:
    """We have added something; adding your remarks to a list, or having made the product itself, does not count."""
    subjects = [place for place in clause.places("we") if clause.tokens[place].text not in ("us", "uns", "ons")]
    for at in clause.places("build"):
        if not clause.concepts & {"made", "be"} and not any(place < at for place in subjects):
            continue
        after = clause.tokens[at + 1 : at + 1 + _NEAR]
        if _is_about_the_reader(clause, after) or _is_the_product(clause, at):
            continue
        yield at


def _is_about_the_reader(clause: Clause, after: tuple[Token, ...]) -> bool:
    if after and after[0].text in _REFLEXIVE:
        return True
    return "note" in clause.concepts and "you" in clause.concepts


_REFLEXIVE = frozenset(["ourselves", "myself", "uns", "nous", "nos", "ci", "me", "mich", "me", "vous"])


def _is_the_product(clause: Clause, at: int) -> bool:
    """`We built Compass for teams`, `Compass was built for teams`: says what it is for, not what is new in it."""
    near = clause.tokens[max(0, at - 5) : at + 3]
    return any("product" in token.concepts for token in near) and not clause.concepts & {"new", "appnoun", "status"}


def _remade(clause: Clause) -> Iterator[int]:
    """The import has been rewritten: a passive whose subject is not the reader."""
    if "we" in clause.concepts or clause.tokens[0].concepts & {"you"}:
        return
    yield from _built(clause)


def _to_come(clause: Clause) -> Iterator[int]:
    return (at for at in clause.places("make") if "note" not in clause.concepts or "you" not in clause.concepts)


def _never_again(clause: Clause) -> Iterator[int]:
    """You will never have to wait again; that we never write again is no promise to hold anybody to."""
    for at, token in enumerate(clause.tokens):
        if token.text == "never" and any(later.text == "again" for later in clause.tokens[at + 1 :]):
            before = clause.tokens[max(0, at - _NEAR) : at]
            if any("you" in earlier.concepts for earlier in before) and not clause.concepts & {"cond", "said", "past"}:
                yield at


def _scheduled(clause: Clause) -> Iterator[int]:
    """Next month we release the module: a promise in the present tense."""
    return _to_come(clause) if "cond" not in clause.concepts else iter(())


def _able(clause: Clause) -> Iterator[int]:
    """The product has or does something, said as a fact."""
    for subject in clause.places("product"):
        if any("cond" in token.concepts for token in clause.tokens[max(0, subject - _NEAR) : subject]):
            continue
        if any(token.text in _CREW for token in clause.tokens[subject + 1 : subject + 2]):
            continue  # our product team reads, but that is not the product
        for at in range(subject + 1, min(subject + 1 + _NEAR, len(clause.tokens))):
            following = clause.tokens[at + 1 : at + 2]
            last = clause.tokens[-1].text
            if (
                not (clause.tokens[subject].text in _CREWS and clause.tokens[at].text in _MAY)
                and "have" in clause.tokens[at].concepts
                and following
                and not _PARTICIPLE.fullmatch(following[0].text)
                and not (
                    len(clause.tokens) > at + 1
                    and _PARTICIPLE.fullmatch(last)
                    and clause.tokens[at].text in _AUXILIARIES
                )
            ):
                yield at


_AUXILIARIES = frozenset(("has", "have", "hat", "haben", "heeft", "a", "ha", "tem", "kann", "kan"))


# Our team can go through it with you.
_CREWS, _MAY = frozenset(("our team", "unser team", "ons team")), frozenset(("can", "kann", "kan"))
_CREW = frozenset(("team", "teams", "people", "manager", "managers", "developers", "department", "owner", "owners"))


def _available(clause: Clause) -> Iterator[int]:
    """Something is live; a person who is available to talk does not count."""
    for at in clause.places("status"):
        if any(clause.tokens[place].text in _PERSONS for place in range(min(3, len(clause.tokens)))):
            continue
        if any(0 < at - place <= _NEAR for place in clause.places("be")):
            yield at


_PERSONS = frozenset([
    "i", "we", "you", "ich", "wir", "sie", "je", "nous", "vous", "yo", "nosotros", "ustedes", "io", "noi",
    "voi", "eu", "nos", "ik", "wij", "u", "your", "ihr", "ihre", "mein", "my", "our", "team",
])  # fmt: skip


def _novelty(clause: Clause) -> Iterator[int]:
    for at in clause.places("appnoun"):
        near = clause.tokens[max(0, at - 2) : at + 3]
        if any(token.concepts & {"new"} for token in near) or "exist" in clause.concepts:
            yield at


def _works(clause: Clause) -> Iterator[int]:
    """A function that does something today."""
    if not clause.concepts & {"cond", "past", "gone"}:
        for at in clause.places("appnoun"):
            if any(0 < place - at <= _NEAR + 1 for place in clause.places("have")):
                yield at


def _enabled(clause: Clause) -> Iterable[int]:
    """The reader can do something now; replying or asking us does not count."""
    return () if clause.concepts & {"talk", "cond", "past"} else clause.places("able")


_ARTICLES = frozenset(("a", "the", "ein", "kein", "das", "une", "una", "uma", "een", "het"))


def _vow(clause: Clause) -> Iterator[int]:
    """I promise something other than to be brief, to listen or to stop."""
    for at in clause.places("promise"):
        if at and clause.tokens[at - 1].text in _ARTICLES:
            continue  # somebody else's promise
        after = clause.tokens[at + 1 : at + 1 + _NEAR]
        we = any("we" in token.concepts for token in clause.tokens[: at + 2]) or len(clause.tokens) > at
        if we and after and not any("soft" in token.concepts for token in after):
            yield at


_PATTERNS: tuple[tuple[set[str], str, Callable[[Clause], Iterable[int]]], ...] = (
    ({"cert"}, "claims a certificate or a protection", _anywhere("cert")),
    ({"pledge"}, "promises or guarantees something", _anywhere("pledge")),
    ({"neg", "will"}, "promises something", _never_again),
    ({"promise"}, "promises something", _vow),
    ({"super"}, "praises the product with something that nobody measured", _anywhere("super")),
    ({"stat"}, "counts customers or results", _anywhere("stat")),
    ({"build", "we"}, "claims something about the product", _built),
    ({"build", "made"}, "claims something about the product", _remade),
    ({"build", "be"}, "claims something about the product", _remade),
    ({"appnoun", "have"}, "claims something about the product", _works),
    ({"make", "we", "will"}, "promises a development", _to_come),
    ({"make", "we", "soon"}, "promises a development", _scheduled),
    ({"shall"}, "promises a development", _anywhere("shall")),
    ({"product", "have"}, "claims something about the product", _able),
    ({"status", "be"}, "claims something about the product", _available),
    ({"appnoun"}, "claims something about the product", _novelty),
    ({"able"}, "claims something about the product", _enabled),
    ({"outage", "excluded"}, "promises something", _anywhere("outage")),
    ({"did", "we"}, "claims something that was done", done),
    ({"newly", "works"}, "claims something about the product", by_now),
    ({"we", "replying", "span"}, "promises something", answers_within),
    ({"made"}, "claims something that was done", undergone),
    ({"kept", "you"}, "claims something that was done", kept_for_you),
    ({"crew", "we"}, "claims something about the product", at_work),
    ({"somebody", "will"}, "promises something", sent_to_you),
    ({"outage", "neg"}, "promises something", never_out),
    ({"product", "newly"}, "claims something about the product", of_late),
    ({"product"}, "claims something about the product", does),
)
# Nearly every clause has one of these: none tells that there is something to look for.
_COMMON = frozenset(("we", "you", "be", "neg", "will", "newly"))
_HINTS = frozenset[str]().union(*(needed for needed, _, _ in _PATTERNS)) - _COMMON
