"""Claims about what was done or what the product does, however they are worded.

A claim can be worded in ways that no list covers, so the lists here name what is harmless: what people do in letters
(`deed`), and what may be said of any product (`modest`).
"""

import re
from collections.abc import Iterator

from agents.checks.clauses import Clause, Token

_DONE = re.compile(
    r"(?:\w{3,}ed|(?:\w{2,6})?ge\w{3,}(?:t|en)|(?:be|ver|ent|er|zer|uber)\w{3,}(?:t|en)|\w+iert|rewritten|rebuilt|redone|overcome)"
)
_THIRD_PERSON = re.compile(r"\w{3,}[^s\W]s")
_OTHERS_DEED = frozenset(("note", "cond", "past", "neg", "said"))


def done(clause: Clause) -> Iterator[int]:
    """We have done something other than hear, read or ask."""
    if clause.concepts & _OTHERS_DEED:
        return
    for have in clause.places("did"):
        after = clause.tokens[have + 1 :]
        ours = any("we" in token.concepts for token in clause.tokens[max(0, have - 1) : have + 2])
        if ours and not _concerns_you(after) and _is_development((*after[:2], *after[-1:])):
            yield have


def undergone(clause: Clause) -> Iterator[int]:
    """Something has been done, but not to the reader."""
    if clause.concepts & _OTHERS_DEED or _concerns_you(clause.tokens[:1]):
        return
    for made in clause.places("made"):
        before, after = clause.tokens[:made], clause.tokens[made + 1 :]
        if _concerns_you(after) or any(token.text.startswith("your") for token in before):
            continue
        if clause.tokens[made].text in _PERFECT and _is_development(clause.tokens[made + 1 : made + 3]):
            yield made


_PERFECT = frozenset(("has been", "have been", "is being", "are being"))


def does(clause: Clause) -> Iterator[int]:
    """The product does something, stated as a fact."""
    if clause.concepts & {"cond", "past", "neg", "gone"}:
        return
    for product in clause.places("product"):
        for verb in clause.tokens[product + 1 : product + 2]:
            if _THIRD_PERSON.fullmatch(verb.text) and "modest" not in verb.concepts:
                yield product


def by_now(clause: Clause) -> Iterator[int]:
    """The import works now; whether it works for the reader would be a question."""
    if not clause.concepts & {"cond", "past", "gone", "neg", "you", "talk"}:
        yield from clause.places("works")


def answers_within(clause: Clause) -> Iterator[int]:
    """We reply within ten minutes: a promise, even where the number is small."""
    if clause.concepts & {"cond", "past", "gone", "neg"}:
        return
    for span in clause.places("span"):
        if any(token.text in _WITHIN for token in clause.tokens[max(0, span - _LENGTH) : span]):
            yield span


_WITHIN = frozenset(("within", "in", "inside", "under", "innerhalb", "binnen", "unter"))
_LENGTH = 3


def _concerns_you(tokens: tuple[Token, ...]) -> bool:
    return any("you" in token.concepts for token in tokens)


def _is_development(tokens: tuple[Token, ...]) -> bool:
    found = next((token for token in tokens if _DONE.fullmatch(token.text)), None)
    # Building has a rule of its own, which knows that a product may be said to have been made for somebody.
    return found is not None and not found.concepts & {"deed", "build"}


_HEARSAY = frozenset(("cond", "past", "said", "note", "hear"))
# "Was" in the passive; and without its dots the German "would".
_WERE = frozenset(("wurde", "wurden", "foi", "foram", "fue", "fueron"))


def kept_for_you(clause: Clause) -> Iterator[int]:
    """Something of the reader's has been extended, restored, kept."""
    if not clause.concepts & {"made", "did", "we", "be", "product"}:
        return
    for at in clause.places("kept"):
        if not any(token.concepts & _HEARSAY and token.text not in _WERE for token in clause.tokens[:at]):
            yield at


def at_work(clause: Clause) -> Iterator[int]:
    """Our developers are said to do something, whatever it is."""
    for at in clause.places("crew"):
        if not any(token.concepts & {"cond", "past"} for token in clause.tokens[:at]):
            yield at


def sent_to_you(clause: Clause) -> Iterator[int]:
    """Somebody will come, call or stay."""
    if not clause.concepts & {"cond", "past", "said", "gone", "neg", "hear"} and "you" in clause.concepts:
        yield from clause.places("somebody")


def never_out(clause: Clause) -> Iterator[int]:
    """No outage will trouble anybody: here the negation is the promise."""
    if not clause.concepts & {"cond", "past", "said", "gone"}:
        yield from clause.places("neg")


def of_late(clause: Clause) -> Iterator[int]:
    """The product now does something, or together with another one."""
    if not clause.concepts & {"cond", "past", "said", "gone"}:
        yield from (at for at in clause.places("product") if "newly" in _after(clause, at))


def _after(clause: Clause, at: int) -> frozenset[str]:
    return frozenset[str]().union(*(token.concepts for token in clause.tokens[at + 1 : at + 3]))
