"""An answer without a model: the passage that fits best, word for word, or that nothing is known."""

from math import log

from agents.support.offline.operations import says_how
from agents.support.offline.overlap import about, held
from schemas.support.answer import AnswerInput, PassageView, SupportAnswer

UNKNOWN = "I do not know. The knowledge that I have says nothing about it."
_LEAST_SHARE, _ENOUGH = 0.34, 3  # of the words that say what the question is about; or so many of them
_A_RANK = 0.06  # what a place in the order of the passages is worth
_IN_TITLE = 0.5  # what a word of the title counts besides
_LONGEST = 1_500


def answer(inputs: AnswerInput) -> SupportAnswer:
    """The text of the best passage. A word counts the more, the fewer of the passages hold it."""
    wanted = about(f"{inputs.follows} {inputs.question}")
    found = [held(wanted, f"{passage.title} {passage.text}") for passage in inputs.passages]
    titles = [held(wanted, passage.title) for passage in inputs.passages]
    least = min(_ENOUGH, max(1.0, _LEAST_SHARE * len(wanted)))
    fitting = [at for at, one in enumerate(found) if len(one) >= least and _says_how(inputs, at)]
    if not fitting:
        return SupportAnswer(action="refuse", text=UNKNOWN, reason="not_known")
    weights = {word: log(1 + len(found) / (1 + sum(word in one for one in found))) for word in wanted}
    whole = sum(weights.values())

    def fits(at: int) -> float:
        said = sum(weights[word] for word in found[at]) + _IN_TITLE * sum(weights[word] for word in titles[at])
        return said / whole - _A_RANK * at

    best = max(fitting, key=fits)
    passage = inputs.passages[best]
    return SupportAnswer(action="answer", text=_said(passage), citations=(passage.id,))


def _says_how(inputs: AnswerInput, at: int) -> bool:
    return says_how(inputs.question, inputs.passages[at].title, inputs.passages[at].text)


def _said(passage: PassageView) -> str:
    """Whole sentences, as many as fit."""
    text = passage.text.strip()
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(". ")[0] + "."
