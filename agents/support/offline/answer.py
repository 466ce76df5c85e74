"""An answer without a model: the passage that fits best, word for word, or that nothing is known."""

from math import log

from agents.support.offline.operations import says_how
from agents.support.offline.overlap import about, held
from agents.support.several import in_context, questions_in
from schemas.support.answer import AnswerInput, PassageView, SupportAnswer

UNKNOWN = "I do not know. The knowledge that I have says nothing about it."
NOT_KNOWN = "I do not know the answer to the"  # what is no claim, so no passage has to hold it
_ORDINALS = ("first", "second", "third", "fourth")
_LEAST_SHARE, _ENOUGH = 0.34, 3  # of the words that say what the question is about; or so many of them
_A_RANK = 0.06  # what a place in the order of the passages is worth
_IN_TITLE = 0.5  # what a word of the title counts besides
_LONGEST = 1_500


def answer(inputs: AnswerInput) -> SupportAnswer:
    """The text of the best passage; of a message with several questions, that of each, and which one has none."""
    asked = questions_in(inputs.question)
    found = [_best(inputs, f"{inputs.follows} {text}", one) for one, text in zip(asked, in_context(asked), strict=True)]
    known = [passage for passage in dict.fromkeys(found) if passage is not None]
    if not known:
        return SupportAnswer(action="refuse", text=UNKNOWN, reason="not_known")
    said = [_said(passage) for passage in known]
    said += [f"{NOT_KNOWN} {_ORDINALS[at]} question." for at, passage in enumerate(found) if passage is None]
    return SupportAnswer(action="answer", text="\n\n".join(said), citations=tuple(one.id for one in known))


def _best(inputs: AnswerInput, text: str, question: str) -> PassageView | None:
    """A word counts the more, the fewer of the passages hold it."""
    wanted = about(text)
    found = [held(wanted, f"{passage.title} {passage.text}") for passage in inputs.passages]
    titles = [held(wanted, passage.title) for passage in inputs.passages]
    least = min(_ENOUGH, max(1.0, _LEAST_SHARE * len(wanted)))
    fitting = [at for at, one in enumerate(found) if len(one) >= least and _says_how(question, inputs.passages[at])]
    if not fitting:
        return None
    weights = {word: log(1 + len(found) / (1 + sum(word in one for one in found))) for word in wanted}
    whole = sum(weights.values())

    def fits(at: int) -> float:
        said = sum(weights[word] for word in found[at]) + _IN_TITLE * sum(weights[word] for word in titles[at])
        return said / whole - _A_RANK * at

    return inputs.passages[max(fitting, key=fits)]


def _says_how(question: str, passage: PassageView) -> bool:
    return says_how(question, passage.title, passage.text)


def _said(passage: PassageView) -> str:
    """Whole sentences, as many as fit."""
    text = passage.text.strip()
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(". ")[0] + "."
