"""What is known of a customer, as somebody would say it: a recent visit, a span of years, a feature of the place."""

import re
from collections.abc import Iterator

from agents.upsell.offline.phrases import MONTHS
from agents.upsell.wording import stems
from schemas.upsell.message import CustomerFacts, FittingItem

_RECENT_DAYS, _YEAR = 21, 365.25
_FEWEST_YEARS, _FEWEST_VISITS, _MOST_VISITS = 2, 4, 40
_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_PLAN_WORD = re.compile(r"(?:(?<!\W)\W+)?(?:plan|program|service)\W*", re.IGNORECASE)
_NO_PLANS = frozenset(("one time", "none", "no", "n/a", ""))
_SERVICE = re.compile(r"service|visit|treatment|inspection|control|removal|check|work|cleaning|call", re.IGNORECASE)
_HOME = re.compile(
    r"\b(?:homes?|houses?|yards?|gardens?|attics?|roofs?|basements?|foundations?|crawl spaces?|lawns?|gutters?)\b",
    re.IGNORECASE,
)
_PLURAL_OR_VAST = re.compile(r"(?:s|land|grass|water|lot|yard)$", re.IGNORECASE)


def facts_said(customer: CustomerFacts, item: FittingItem) -> dict[str, str]:
    """By the names that the phrases use; what is not known is not there."""
    said = {"month": MONTHS[customer.month - 1], **dict(_visit(customer)), **dict(_time(customer))}
    if _is_about_home(customer, item):
        said["home"] = "home"
    if customer.first_name:
        said["name"] = customer.first_name
    plan = _PLAN_WORD.sub(" ", customer.plan or "").strip().lower()
    if plan.replace("-", " ").replace("_", " ") not in _NO_PLANS and "plan" not in item.id and plan.isascii():
        said["plan"] = plan
    about = stems(" ".join((item.summary, *item.benefits, *item.because)))
    features = (one.lower() for one in customer.lot_features if not _PLURAL_OR_VAST.search(one))
    feature = next((one for one in features if stems(one) & about), "")
    if feature:
        said["feature"] = feature
    return said


def _is_about_home(customer: CustomerFacts, item: FittingItem) -> bool:
    """Whether a company looks after homes, as far as what is known tells; a workshop or a gym does not."""
    if customer.property_type or customer.property_age_years is not None or customer.lot_features:
        return True
    return _HOME.search(" ".join((item.name, item.summary, *item.benefits, *item.because))) is not None


def _visit(customer: CustomerFacts) -> Iterator[tuple[str, str]]:
    latest = customer.visits[0] if customer.visits else None
    if latest is not None and 0 <= latest.days_ago <= _RECENT_DAYS:
        yield (
            "when",
            "recently",
        )  # it may be sent two weeks after the event: neither `today` nor `last week` would be true
        yield "visit", latest.type.lower() if _SERVICE.search(latest.type) else f"{latest.type.lower()} service"


def _time(customer: CustomerFacts) -> Iterator[tuple[str, str]]:
    years = int((customer.tenure_days or 0) / _YEAR)
    if years >= _FEWEST_YEARS:
        yield "span", f"{counted(years)} years"
    visits = customer.visits_in_all or 0
    if _FEWEST_VISITS <= visits <= _MOST_VISITS:
        yield "visits", counted(visits)


def counted(number: int) -> str:
    """A small number in words."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def within(text: str) -> str:
    """A listed line as it stands within a sentence: without its capital, unless that belongs to a name."""
    text = text.rstrip(" .")
    first = text.split(maxsplit=1)[0]
    return text if len(first) > 1 and not first[1:].islower() else text[0].lower() + text[1:]
