"""Is it about exactly one item, with its listed benefits, at its price and in its rhythm?"""

import re
from collections.abc import Iterator

from agents.checks.quantities import quantities
from agents.upsell import rates
from agents.upsell.wording import ENOUGH, folded, says, sentences, stems
from agents.upsell.written import Given, Written
from schemas.upsell.catalogue import Billing
from schemas.upsell.message import FittingItem

_WHOLLY = 0.8  # of a listed line, from which on it is said although nobody names it
_MOST_BENEFITS = 3
_RATE: dict[Billing, str] = {"monthly": "month", "quarterly": "quarter", "yearly": "year", "one_time": ""}
_PRICED = re.compile(
    r"[$\u20ac\u00a3] ?[0-9][0-9.,]*[0-9]?(?P<rate>(?:,? (?:a|an|per|each|every|for each|for every|for a)|/) ?(?:single )?(?P<unit>month|quarter|year|visit|week|day)| (?P<adverb>monthly|quarterly|yearly|annually|weekly|daily))?"
)
_ADVERBS = {
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
    "weekly": "week",
    "daily": "day",
}
_RHYTHM = re.compile(
    r"(?<!\w)(?:every (?:single |other |second )?(?P<every>day|week|month|quarter|year)|(?:once|twice|(?:two|three|four|six|\d+) times) (?:a|each|every|per) (?P<times>day|week|month|quarter|year)"
    r"|(?P<adverb>daily|weekly|bi-?weekly|monthly|bi-?monthly|quarterly))(?!\w)"
)
# Before one of these, a sentence says what somebody gets; that has to be listed.
_INCLUDES = re.compile(
    r"(?<!\w)(?:includ(?:es?|ing|ed)|comes? (?:along )?with|(?:also|even) (?:get|gets|receive|bring|brings|comes?|gives?|covers?|adds?|offers?)|you (?:will |would |can |ll )?(?:also )?(?:get|receive|have access)|you (?:will|would|can|ll) also \w+"
    r"|we (?:will |would |can )?(?:also|even) \w+|(?:it|plan|program|service|package) (?:also )?(?:provides?|offers?|covers?|adds?|brings?|features?|gives?)|on top of that|in addition|plus,|as a bonus)(?!\w)"
)
_INCLUDES_OTHERS = re.compile(
    r"(?<!\w)(?:(?:ausserdem|zusatzlich|dazu|obendrein|auch|ferner) (?:ist|sind|bekommen|erhalten|gibt|gehort|gehoren|enthalt|bieten)(?: sie| es)?|(?:sie|du) (?:bekommen|bekommst|erhalten|erhaltst) (?:auch|ausserdem|zusatzlich|dazu)|enthalten sind|(?:enthalt|beinhaltet|umfasst)|inklusive|mit dabei (?:ist|sind)"
    r"|incluye\w*|(?:tambien|ademas) (?:recib\w+|tendra|le (?:damos|ofrecemos|hacemos)|obtendra|ofrece|cubre)|(?:recibira|obtendra) (?:tambien|ademas))(?!\w)"
)
_STRANGE_SHARE, _STRANGE_WORDS = 0.55, 2


def one_item(given: Given, written: Written) -> Iterator[str]:
    """The item is named, and no other one."""
    body, name = folded(written.message.body), folded(given.item.name)
    if not _names(body, name):
        yield f"body: it does not name {given.item.name!r}; name the item as it is listed"
    known = folded(given.facts) + " " + name
    for other in _others(given):
        said = folded(other.name)
        if _names(written.folded, said) and said not in known:
            yield f"it speaks of {other.name!r}, too; one message is about one item"


def benefits(given: Given, written: Written) -> Iterator[str]:
    """Two or three of the item's own benefits, each said in the body."""
    message, item = written.message, given.item
    listed = {folded(one).rstrip(" .!"): one for one in item.benefits}
    named = [folded(one).rstrip(" .!") for one in message.benefits]
    if len(set(named)) < len(named):
        yield "benefits: the same one stands there twice"
    for one in dict.fromkeys(named):
        if one not in listed:
            yield f"benefits: {one[:60]!r} is no listed benefit of {item.name!r}; copy it word for word"
        elif not says(listed[one], message.body):
            yield f"body: it does not say the benefit {listed[one][:80]!r}; use its words"
    said = [one for folded, one in listed.items() if folded in named or says(one, message.body, 0.95)]
    if len(said) > _MOST_BENEFITS:
        yield f"it names {len(said)} benefits; name 2 or 3"
    yield from _of_others(given, written)


def _of_others(given: Given, written: Written) -> Iterator[str]:
    for other in _others(given):
        for benefit in other.benefits:
            if says(benefit, written.message.body, _WHOLLY) and not any(
                says(benefit, line, ENOUGH) for line in (*given.sayable, given.facts)
            ):
                yield f"{benefit[:60]!r} belongs to {other.name!r}; leave it out"


def prices(given: Given, written: Written) -> Iterator[str]:
    """Every amount of money is listed, with its rate."""
    allowed = {found.value for line in given.sayable for found in quantities(folded(line)) if found.unit == "money"}
    for found in quantities(written.counted):
        if found.unit == "money" and found.value not in allowed:
            yield f"the amount {found.said!r} is not listed for {given.item.name!r}; use its price or none"
        if found.unit == "percent" and not any(
            f"{found.value}%" in folded(line).replace(" ", "") for line in given.sayable
        ):
            yield f"the percentage {found.said!r} is not listed; leave it out"
    rate = _RATE[given.item.billing]
    for priced in _PRICED.finditer(written.folded):
        said = priced["unit"] or _ADVERBS.get(priced["adverb"] or "", "")
        if said and said != rate and folded(priced[0]) not in folded("\n".join(given.sayable)):
            yield f"{priced[0]!r} is another rate than {given.item.price!r}"
    for text, unit in rates.rates(written.folded):
        if unit != rate and folded(text) not in folded("\n".join(given.sayable)):
            yield f"{text!r} is another rate than {given.item.price!r}"


def rhythm(given: Given, written: Written) -> Iterator[str]:
    """How often something happens is listed, or part of what the customer has."""
    known = {_RATE[given.item.billing], *_rhythms(folded("\n".join((*given.listed, given.facts))))}
    if given.item.billing == "one_time":
        known.add("")
    for found in _RHYTHM.finditer(written.folded):
        if _unit(found) not in known:
            yield f"{found[0]!r} is no rhythm that is listed for {given.item.name!r}; leave it out"
    listed = known | rates.units(folded("\n".join((*given.listed, given.facts))))
    for text, unit in rates.rhythms(written.folded) if given.language != "en" else ():
        if unit not in listed:
            yield f"{text!r} is no rhythm that is listed for {given.item.name!r}; leave it out"


def inclusions(given: Given, written: Written) -> Iterator[str]:
    """What a sentence says that somebody gets is listed."""
    for sentence in sentences(written.message.body):
        pattern = _INCLUDES if given.language == "en" else _INCLUDES_OTHERS
        found = pattern.search(folded(sentence))
        if found is None or sentence.endswith("?"):
            continue
        said = stems(pattern.sub(" ", folded(sentence))) - given.empty
        strange = {one for one in said if one not in given.words and one not in _PLAIN}
        if len(strange) >= (_STRANGE_WORDS if given.language == "en" else 1) and len(strange) >= _STRANGE_SHARE * len(
            said
        ):
            yield f"{sentence[:80]!r} adds something that is not listed; name listed benefits only"


def _others(given: Given) -> list[FittingItem]:
    return [one for one in given.asked.items if one.id != given.item.id]


def _names(folded: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) is not None


def _rhythms(folded: str) -> set[str]:
    found = {_unit(one) for one in _RHYTHM.finditer(folded)}
    # `Four visits a year`, `a visit each month`
    found |= set(re.findall(r"(?:a|an|each|per|every|of the|one) (month|quarter|year|week|day)(?!\w)", folded))
    return found | ({"quarter"} if "three months" in folded else set())


def _unit(found: re.Match[str]) -> str:
    adverb = (found["adverb"] or "").replace("-", "")
    unit = {"biweekly": "week", "bimonthly": "month"}.get(adverb) or _ADVERBS.get(adverb)
    return unit or found["every"] or found["times"] or ""


_PLAIN = stems(
    "home house visit visits service services technician technicians team plan program time year month season need know see look take care "
    "keep easy simple clear small whole good part way thing things day days work done job people family life season calm quiet little help"
)
