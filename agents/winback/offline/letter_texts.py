"""Which texts fit one customer: those of the topic, of the claim that answers, of the particular, else of the cause."""

import re

from agents.winback.offline.changed import CHANGED
from agents.winback.offline.english import CategoryCopy
from agents.winback.offline.particular import Particular
from agents.winback.offline.particulars import particular
from agents.winback.offline.quoting import quoted
from agents.winback.offline.second_cause import ALSO, second_cause
from agents.winback.offline.topic_copy import ASKS, TOPIC_COPY, WHOLE
from agents.winback.offline.unexplained import SAID
from schemas.winback.campaign import CampaignInput

_TERSE_WORDS, _UNSURE_BELOW = 4, 60
_WORD = re.compile(r"\w[\w'\u2019-]*")


def copy_of(copy: CategoryCopy, inputs: CampaignInput) -> CategoryCopy:
    """What the three letters say; `copy` is what fits the cause."""
    topic, language, said = inputs.analysis.topic, inputs.language, particular_of(inputs)
    if topic is not None:
        return TOPIC_COPY[topic][language]
    if inputs.answer:
        return _answering(copy, inputs, said)
    if said is not None:
        return _with(copy, said, inputs)
    quote = quoted(inputs, "")
    if quote and (inputs.analysis.category == "unclear" or is_unsure(inputs)):
        return SAID[language]  # a cause that is guessed is not answered
    # Customers who said what was wrong are not asked again in general terms; "too expensive for us" leaves it open.
    told = len(_WORD.findall(quote)) > _TERSE_WORDS
    return copy._replace(question=WHOLE[language], asks=(ASKS[language][0], copy.asks[1])) if told else copy


def _with(copy: CategoryCopy, said: Particular, inputs: CampaignInput) -> CategoryCopy:
    closing = SAID[inputs.language]  # its last subject and ask promise nothing
    return copy._replace(
        subjects=(said.subject, copy.subjects[1], closing.subjects[2]),
        regret=said.regret or copy.regret,
        question=said.question,
        proposal=said.proposal,
        close=said.close,
        asks=(ASKS[inputs.language][0], closing.asks[1]),
    )


def _answering(copy: CategoryCopy, inputs: CampaignInput, about: Particular | None) -> CategoryCopy:
    """What has changed since, word for word, in place of the question; the emails after it go on from there.

    The second does not say it again: it goes on about the particular that it answers, where the reason names one.
    """
    words = CHANGED[inputs.language]
    said = inputs.answer + ("" if inputs.answer[-1] in ".!?" else ".")
    return copy._replace(
        subjects=(*copy.subjects[:2], words.subject),
        question=f"{words.lead}{said} {words.question}",
        proposal=about.proposal if about else words.again,
        close=words.close,
        asks=(words.ask, ASKS[inputs.language][2]),
    )


def second_ask(inputs: CampaignInput) -> str:
    """The call to action of the second email."""
    words = CHANGED[inputs.language]
    return words.again_ask if inputs.answer and not inputs.analysis.topic else ASKS[inputs.language][1]


def particular_of(inputs: CampaignInput) -> Particular | None:
    """The particular of the cause that the reason names."""
    return particular(inputs.customer.cancellation_reason or "", inputs.analysis.category, inputs.language)


def names_particular(inputs: CampaignInput) -> bool:
    """Whether the letters speak of a particular."""
    plain = inputs.analysis.topic is None and not inputs.answer
    return plain and particular_of(inputs) is not None


def also_named(inputs: CampaignInput) -> str:
    """What the first email says of a second cause in the customer's own words."""
    second = second_cause(inputs)
    return ALSO[inputs.language][second] if second else ""


def second_particular(inputs: CampaignInput) -> Particular | None:
    """The particular of the second cause, to which the second email answers as well."""
    second = second_cause(inputs)
    return particular(inputs.customer.cancellation_reason or "", second, inputs.language) if second else None


def is_unsure(inputs: CampaignInput) -> bool:
    """Whether the cause is said with a doubt. What stands only in a note of ours, the customer never told us."""
    return inputs.analysis.confidence < _UNSURE_BELOW or inputs.own_words == ""
