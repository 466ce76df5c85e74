"""Points for the answers of win-back's agents, by rules: countable mistakes take points away.

It shares its reading of reasons with the offline agents, so what it says of *their* answers is no second opinion.
"""

import re
from collections.abc import Callable, Iterator

from agents.checks.injection import speaks_to_ai
from agents.checks.language import evident
from agents.scoring.marks import Fault, mark
from agents.scoring.text import fold_loosely, lix, word_count
from agents.winback.campaign_scores import names_nobody_gave
from agents.winback.groundedness import offers_made, untraced_numbers, violations
from agents.winback.observation import very_low_usage
from agents.winback.offline.plain_words import plain_words
from agents.winback.offline.scoring import weigh_causes as read_reason
from schemas.customer import Category
from schemas.judge import Marks
from schemas.winback.campaign import Campaign, CampaignInput
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput

_PRESSURE = re.compile(
    r"\b(?:act (?:now|fast|today)|last chance|don'?t miss|(?<!no )hurry|limited time|before it'?s too late|expires? (?:soon|today)|"
    r"you(?:'ll| will) regret|only today|final (?:notice|warning)|jetzt zugreifen|letzte chance|nur heute|dernière chance|"
    r"agissez|última oportunidad|ultima occasione|laatste kans)\b"
)
_BLAME = re.compile(
    r"\b(?:you should have|you failed|your (?:own )?(?:fault|mistake)|(?:you|customer) (?:never|didn'?t|did not) (?:bother|read|try)|as (?:clearly )?documented|"
    r"unlike (?:most|other) customers|inferior|(?:is|are|was) a mistake)\b"
)
_EXCUSES = re.compile(
    r"\b(?:price (?:is|was) (?:\w+ )?(?:low|fair|cheap|reasonable)|these things happen|fault of|not our fault|name your price|"
    r"whatever (?:you want|it takes))\b"
)
_MISREAD = re.compile(
    r"\b(?:(?:glad|happy|delighted|thrilled) (?:you|to hear|that you)|kind words|your (?:enthusiasm|compliment))"
)
_TEMPLATE = re.compile(
    r"\b(?:hope this (?:e-?mail|message) finds you|valued (?:customer|partner)|circle back|touch base|synerg|cutting[- ]edge|"
    r"game[- ]chang|best[- ]in[- ]class|world[- ]class|seamless|unlock|leverage)"
)
_SELLS = re.compile(r"\b(?:upgrade|demo|new plan|special|offer|renew|subscribe|come back to (?:us|northgate))\b")
_SHOUTED = re.compile(r"\b[A-Z]{4,}(?: [A-Z]{3,})+\b")
_LONG_SENTENCES, _LONG_EMAIL, _SHORT_EMAIL, _LONG_ASK = 55.0, 150, 30, 14
_FEW_WORDS, _SAME, _UNSURE, _SURE, _CERTAIN = 6, 0.6, 60, 75, 95
_SPOKEN_OF: dict[Category, str] = {
    "pricing": "price prices pricing cost costs budget pay paid paying money afford expensive value renewal",
    "features": "missing missed lacking need needed gap work worked works working broke broken slow outage outages down reliable",
    "onboarding": "start started starting setup set-up onboarding support help helped training learn guidance complicated use",
    "competition": "alternative choice decision another elsewhere switched switch moved chose chosen tool provider vendor",
    "business_closure": "thank wish wishes best future next chapter closing ending retire retirement",
    "unclear": "why what reason question tell",
}


def judge_analysis(given: ChurnAnalysisInput, answer: ChurnAnalysis) -> Marks:
    """The points of an analysis."""
    return Marks(
        correctness=mark(_wrong_cause(given, answer), "the category is the one that the words support"),
        groundedness=mark(_invented(given, answer), "every number stands in the fields"),
        usefulness=mark(_vague(given, answer), "it speaks of this customer and says what to do"),
        style=mark(_clumsy(answer), "it is short and plain"),
    )


def judge_emails(given: CampaignInput, answer: Campaign) -> Marks:
    """The points of the emails."""
    return Marks(
        correctness=mark(_beside_the_point(given, answer), "the emails speak to the cause"),
        groundedness=mark(_untrue(given, answer), "every number, offer and name was given"),
        usefulness=mark(_idle(answer), "there is a reason to reply and an easy way"),
        style=mark(_tactless(given, answer), "they are brief and respectful"),
    )


def _wrong_cause(given: ChurnAnalysisInput, answer: ChurnAnalysis) -> Iterator[Fault]:
    read = read_reason(given.customer.cancellation_reason or "")
    if answer.category != read.category:
        if answer.category == read.second:
            yield Fault(6, f"{answer.category} is said, too, but {read.category} more clearly")
        elif read.confidence >= _UNSURE:
            yield Fault(2, f"the words say {read.category}, not {answer.category}")
        else:
            # If the rules cannot read the case well, that is not the answer's fault.
            yield Fault(7, f"{answer.category} can hardly be told from the words")
    low_use = very_low_usage(given.customer.context)
    if low_use and answer.category == "pricing" and f"context.{low_use.column}" not in answer.evidence:
        yield Fault(5, f"{low_use.column} speaks against the price, and nothing is said of it")
    if answer.category == "unclear" and answer.confidence > _SURE and read.category != "unclear":
        yield Fault(4, "it is sure that nothing is said")
    if answer.confidence > _CERTAIN and speaks_to_ai(given.customer.cancellation_reason or ""):
        yield Fault(3, "it is as sure as a text that speaks to an AI may want it to be")


def _invented(given: ChurnAnalysisInput, answer: ChurnAnalysis) -> Iterator[Fault]:
    text = "\n".join((*answer.insights, answer.recommendation))
    known = given.model_dump_json()
    for number in untraced_numbers(text, given.customer, known)[:1]:
        yield Fault(2, f"the number {number} is in no field")


def _vague(given: ChurnAnalysisInput, answer: ChurnAnalysis) -> Iterator[Fault]:
    facts = _long_words(_said(given))
    about = [insight for insight in answer.insights if _long_words(insight) & facts or re.search(r"\d", insight)]
    if not about and (given.customer.cancellation_reason or "").strip():
        yield Fault(5, "the insights would fit any customer")
    if word_count(answer.recommendation) < _FEW_WORDS:
        yield Fault(5, "the recommendation is too short to act on")
    if re.search(r"\bdiscount|\d ?% off|\bfree month", fold_loosely(answer.recommendation)):
        yield Fault(4, "the recommendation is a discount")
    if answer.category == "business_closure" and _SELLS.search(fold_loosely(answer.recommendation)):
        yield Fault(3, "it would sell to somebody who closes down")


def _said(given: ChurnAnalysisInput) -> str:
    """The values of the fields, without their names."""
    fields = given.customer.model_dump(mode="json", exclude_none=True)
    return " ".join(str(value) for value in (*fields.pop("context", {}).values(), *fields.values()))


def _clumsy(answer: ChurnAnalysis) -> Iterator[Fault]:
    if _BLAME.search(fold_loosely("\n".join((*answer.insights, answer.recommendation)))):
        yield Fault(3, "it blames the customer")
    if len({fold_loosely(insight) for insight in answer.insights}) < len(answer.insights):
        yield Fault(4, "an insight is said twice")
    if lix("\n\n".join((*answer.insights, answer.recommendation))) > _LONG_SENTENCES:
        yield Fault(6, "the sentences are long and heavy")


def _beside_the_point(given: CampaignInput, answer: Campaign) -> Iterator[Fault]:
    text = _text(answer)
    reason = given.customer.cancellation_reason or ""
    category = given.analysis.category
    if _MISREAD.search(text) and category not in ("business_closure", "unclear"):
        yield Fault(2, "it takes a complaint for praise")
    if category == "business_closure" and (_SELLS.search(text) or offers_made(given, answer)):
        yield Fault(3, "it sells to somebody who closes down")
    if category == "unclear" and "?" not in text:
        yield Fault(5, "nothing is known, and nothing is asked")
    if given.language == "en" and not _speaks_of(text, reason, category):
        yield Fault(4, f"nothing in it speaks of {category.replace('_', ' ')}")


def _speaks_of(text: str, reason: str, category: Category) -> bool:
    said = set(plain_words(text))
    return bool(said & set(_SPOKEN_OF[category].split())) or len(_long_words(reason) & said) > 1


def _untrue(given: CampaignInput, answer: Campaign) -> Iterator[Fault]:
    for problem in (*violations(given, answer), *names_nobody_gave(given, answer))[:1]:
        yield Fault(2, problem)


def _idle(answer: Campaign) -> Iterator[Fault]:
    bodies = [email.body for email in answer.emails]
    if "?" not in bodies[0]:
        yield Fault(6, "the first email asks nothing")
    if any(word_count(body) < _SHORT_EMAIL for body in bodies):
        yield Fault(5, "an email says next to nothing")
    if any(_alike(bodies[one], bodies[two]) for one, two in ((0, 1), (0, 2), (1, 2))):
        yield Fault(4, "two emails say the same")
    if any(word_count(email.cta) > _LONG_ASK for email in answer.emails):
        yield Fault(6, "what to do is not said in a few words")


def _tactless(given: CampaignInput, answer: Campaign) -> Iterator[Fault]:
    text = _text(answer)
    rules: tuple[tuple[int, str, Callable[[str], object]], ...] = (
        (3, "it puts pressure on the reader", _PRESSURE.search),
        (3, "it blames the reader or runs somebody down", _BLAME.search),
        (4, "it argues, makes excuses, or promises what nobody can keep", _EXCUSES.search),
        (5, "it is template talk", _TEMPLATE.search),
    )
    yield from (Fault(at_most, reason) for at_most, reason, found in rules if found(text))
    plain = "\n".join(email.body for email in answer.emails)
    if any(evident(email.body) not in (given.language, None) for email in answer.emails):
        yield Fault(2, f"it is not in the language asked for ({given.language})")
    if plain.count("!") > 2 or _SHOUTED.search(plain):  # noqa: PLR2004 -- one a mail is friendly
        yield Fault(5, "it shouts")
    if any(lix(email.body) > _LONG_SENTENCES for email in answer.emails):
        yield Fault(6, "the sentences are long and heavy")
    if any(word_count(email.body) > _LONG_EMAIL for email in answer.emails):
        yield Fault(6, "an email is too long")


def _text(answer: Campaign) -> str:
    return fold_loosely("\n".join(f"{email.subject}. {email.body} {email.cta}" for email in answer.emails))


def _long_words(text: str) -> set[str]:
    return {word for word in plain_words(text) if len(word) > 4}  # noqa: PLR2004 -- shorter ones are in every text


def _alike(one: str, two: str) -> bool:
    a, b = _long_words(one), _long_words(two)
    return len(a & b) > _SAME * len(a | b)
