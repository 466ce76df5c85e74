"""Verdicts by rules: what breaks a rule, and what a good letter of this brand does not do.

The rules are the ones that every answer is checked by, so of the offline writer this is no second opinion.
"""

import re
from collections.abc import Callable, Iterator

from agents.checks.fold import fold
from agents.checks.quantities import quantities
from agents.scoring.marks import Fault, mark
from agents.scoring.text import lix
from agents.upsell.offline.phrases import MONTHS
from agents.upsell.rules import faults
from agents.upsell.wording import says, share_said, stems
from schemas.judge import Mark, Marks
from schemas.upsell.message import (
    APPROVED_FROM,
    Criterion,
    CustomerFacts,
    FittingItem,
    MessageInput,
    MessageJudgeInput,
    UpsellMessage,
    Verdict,
)

_BROKEN: dict[Criterion, int] = {"service_validity": 2, "appropriateness": 3, "brand": 4}
_ADEQUATE = 8  # points of what is right, and could be said better
_SATISFIED = 4  # points of a visit from which on somebody may be offered something
_SAID, _WELL_SAID = 0.4, 0.7
_MOST_EXCLAIMED, _HARD, _OFTEN = 1, 58.0, 4
_THANKS = re.compile(r"(?<!\w)(?:thank\w*|grateful|gratitude|appreciat\w+|means a lot)(?!\w)")
_GUSHING = re.compile(
    r"(?<!\w)(?:amazing|incredibl[ey]|fantastic|awesome|thrilled|absolutely|exciting|excited|unique|must-have|ultimate|revolutionary|extraordinary|phenomenal|unparalleled|perfect (?:for|solution|plan|service|way|choice|match|time)|exclusive(?:ly)?|once-in-a-lifetime|game[- ]chang\w+|dream|love it|delight\w*|wow|magic\w*)(?!\w)"
)
_TEMPLATE = re.compile(
    r"(?<!\w)(?:hope this (?:e-?mail|message|note) finds you|touch base|circle back|synerg\w+|leverag\w+|seamless\w*|unlock\w*|elevate|valued|one-stop|solutions?|tailored|look no further|don't miss|take advantage|opportunity)(?!\w)"
)
_PATRONISING = re.compile(
    r"(?<!\w)(?:you probably (?:never|do not|did not|have never)|and it shows|as (?:anybody|anyone|everybody|everyone|you should) knows?|in your position|not much for|even you|obviously|you should know|neglect\w*|as you surely know|for your own good|trust us,)(?!\w)"
)
_GUILT = re.compile(
    r"(?<!\w)(?:break (?:our|my) hearts?|after all (?:that |which )?we|count on you|we (?:would|will|ll) be (?:sad|hurt|heartbroken)|let us down|you owe|do it for|we deserve|please do not say no|beg(?:ging)?|only fair)(?!\w)"
)
_SEASONS = ("winter", "spring", "summer", "fall")
_BEGINNING = re.compile(
    r"(?<!\w)(?P<what>winter|spring|summer|fall|autumn) (?:is|has) (?:just |now |finally |already |almost )?(?:beginning|begun|here|starting|started|arriv\w+|around the corner|upon us|coming)"
    r"|(?<!\w)(?:now (?:that|in)(?: it is)?|this|it is (?:now |already )?) ?(?P<now>january|february|march|april|may|june|july|august|september|october|november|december)(?!\w)"
    r"|(?<!\w)(?P<month>january|february|march|april|may|june|july|august|september|october|november|december) is (?:here|the|a|when)(?!\w)"
)
_MOST_RECITED = 4  # numbers about a customer in one message
_FAKE_REPLY = re.compile(r"^(?:re|fwd?|aw):", re.IGNORECASE)
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b(?: [A-Z]{2,}\b)+")
_PICTURE = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
_COMMON = "service visit treatment treated control general pest home house customer technician plan inside outside work done good time"
_DISPLEASED = re.compile(
    r"(?<!\w)(?:unhappy|upset|angry|furious|annoyed|frustrated|disappointed|complain\w*|dissatisfied|not (?:happy|satisfied|pleased)|refus\w+|wants? (?:a |his |her |their )?(?:money|refund)|threaten\w*|cancel(?:ling|ing)?|rude|damaged|broke|no[- ]show|still (?:seeing|has|have)|came back|did not work)(?!\w)"
)


def judge(inputs: MessageJudgeInput) -> Verdict:
    """The points of a message, and whether it may be sent."""
    broken = faults(inputs, inputs.message)
    item = next((one for one in inputs.items if one.id == inputs.message.item), None)
    marks = {
        "appropriateness": _marked(
            inputs, "appropriateness", broken, _tactless(inputs, item), "it suits this customer"
        ),
        "service_validity": _marked(inputs, "service_validity", broken, _beside(inputs, item), "one item that fits"),
        "brand": _marked(inputs, "brand", broken, _off_brand(inputs), "it sounds like the brand and keeps its rules"),
    }
    score = min(one.score for one in marks.values())
    return Verdict.model_validate({**marks, "score": score, "approved": score >= APPROVED_FROM})


def _marked(
    _inputs: MessageJudgeInput, name: Criterion, broken: list[tuple[Criterion, str]], taste: Iterator[Fault], well: str
) -> Mark:
    rules = (Fault(_BROKEN[name], said) for criterion, said in broken if criterion == name)
    return mark((fault for found in (rules, taste) for fault in found), well)


def _tactless(inputs: MessageJudgeInput, item: FittingItem | None) -> Iterator[Fault]:
    customer, body = inputs.customer, inputs.message.body
    if said := displeased(customer):
        yield Fault(3, f"{said}; nobody is sold anything before that is settled")
    text = fold(body)
    for pattern, why in ((_PATRONISING, "talks down to the customer"), (_GUILT, "works on the customer's conscience")):
        if found := pattern.search(text):
            yield Fault(3, f"{found[0]!r} {why}; leave it out")
    if said := _another_season(customer.month, text):
        yield Fault(4, f"{said!r} is another time of the year than {MONTHS[customer.month - 1]}")
    if item is None:
        return
    recited = {one.value for one in quantities(text) if one.value} - _numbers_of(item)
    if len(recited) >= _MOST_RECITED:
        yield Fault(5, f"it recites {len(recited)} numbers about the customer; name one at most")
    best = max((share_said(reason, body) for reason in item.because), default=0.0)
    if best < _SAID and not _personal(customer, item, body):
        yield Fault(5, "it would fit anybody; say why the service suits this customer, as given in because")
    elif best < _WELL_SAID:
        yield Fault(_ADEQUATE, "why it suits this customer could be said more plainly")


def displeased(customer: CustomerFacts) -> str:
    """Why this customer should not be sold anything now; empty if nothing speaks against it."""
    latest = customer.visits[0] if customer.visits else None
    given = next((visit.satisfaction for visit in customer.visits if visit.satisfaction is not None), None)
    if given is not None and given < _SATISFIED:
        return f"the latest rating is {given:g} of 5"
    if latest is not None and (found := _DISPLEASED.search(fold(latest.notes or ""))):
        return f"the notes of the latest visit say {found[0]!r}"
    return ""


def _numbers_of(item: FittingItem) -> set[str]:
    lines = (item.price or "", item.summary, *item.benefits, *item.because)
    return {one.value for line in lines for one in quantities(fold(line))}


def _another_season(month: int, folded: str) -> str:
    """What a text says of the time of the year that is not so, in the northern half of the world; empty if it is."""
    year = [name.lower() for name in MONTHS]
    for found in _BEGINNING.finditer(folded):
        named = found["now"] or found["month"]
        if named is not None and year.index(named) + 1 not in (month, month % 12 + 1):
            return found[0]
        if found["what"] is not None:
            soon = {_SEASONS[(month + ahead) % 12 // 3] for ahead in (0, 1, 2)}
            if found["what"].replace("autumn", "fall") not in soon:
                return found[0]
    return ""


def _personal(customer: CustomerFacts, item: FittingItem, body: str) -> bool:
    """Whether it speaks of something that is known of this customer, beside the item's own words."""
    known = (
        *customer.lot_features,
        *(visit.type for visit in customer.visits),
        *(v.notes or "" for v in customer.visits),
    )
    own = frozenset[str]().union(*map(stems, known)) - stems(
        " ".join((item.name, item.summary, *item.benefits, _COMMON))
    )
    return bool(own & stems(body))


def _beside(inputs: MessageJudgeInput, item: FittingItem | None) -> Iterator[Fault]:
    if item is None:
        return
    unclear = [one for one in inputs.message.benefits if not says(one, inputs.message.body, _WELL_SAID)]
    if unclear:
        yield Fault(_ADEQUATE, f"the benefit {unclear[0]!r} could be said more clearly")


def _off_brand(inputs: MessageJudgeInput) -> Iterator[Fault]:
    message = inputs.message
    text = fold(f"{message.subject}\n{message.body}")
    if any("thank" in fold(rule) for rule in inputs.brand.do) and _THANKS.search(text) is None:
        yield Fault(5, "it does not thank the customer; do so in one short sentence")
    for pattern, most, why in ((_GUSHING, 5, "gushes"), (_TEMPLATE, 6, "is template talk")):
        if found := pattern.search(text):
            yield Fault(most, f"{found[0]!r} {why}; say it plainly")
    yield from (Fault(points, why) for points, why, is_so in _FORM if is_so(message))


def _named_often(message: UpsellMessage) -> bool:
    return any(
        message.body.count(word) > _OFTEN for word in set(re.findall(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)+", message.body))
    )


_FORM: tuple[tuple[int, str, Callable[[UpsellMessage], bool]], ...] = (
    (4, "it shouts; write in small letters", lambda one: bool(_SHOUTED.search(f"{one.subject}\n{one.body}"))),
    (4, "the subject pretends to answer something", lambda one: bool(_FAKE_REPLY.match(one.subject))),
    (
        5,
        "it has more than one exclamation mark; be calm",
        lambda one: one.body.count("!") > _MOST_EXCLAIMED + 1 or "!!" in one.body,
    ),
    (6, "the subject exclaims; be calm", lambda one: "!" in one.subject),
    (6, "it has pictures; write words", lambda one: bool(_PICTURE.search(one.subject + one.body))),
    (6, "its sentences are long and hard to read", lambda one: lix(one.body) > _HARD),
    (6, "it names the service again and again", _named_often),
)


def judge_message(given: MessageInput, answer: UpsellMessage) -> Marks:
    """The house judge's points of a message: its four criteria, out of the three of ours."""
    asked = MessageJudgeInput(customer=given.customer, items=given.items, brand=given.brand, message=answer)
    said = judge(asked)
    return Marks(
        correctness=said.appropriateness,
        groundedness=said.service_validity,
        usefulness=said.appropriateness,
        style=said.brand,
    )


def judge_verdict(given: MessageJudgeInput, answer: Verdict) -> Marks:
    """The house judge's points of a verdict: does it say what the rules say?"""
    own = judge(given)
    same = own.approved == answer.approved
    right = Mark(
        reason="it decides as the rules do" if same else f"the rules say: {own.reasons[0]}"[:400],
        score=9 if same else 3,
    )
    reasons = Mark(reason="each criterion has a reason", score=8)
    return Marks(correctness=right, groundedness=right, usefulness=reasons, style=reasons)
