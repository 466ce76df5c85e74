"""A question as a request to the metric layer, or why it cannot be one.

Everything that a question says must be read: a word that no metric, dimension, value or period explains makes it a
question that the metrics do not answer. So a wrong answer is rarer than none.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from pydantic import ValidationError

from agents.revenue.questions.named import named_in
from agents.revenue.questions.periods import Span, read_periods
from agents.revenue.questions.stop_words import ALWAYS, LARGEST, SMALLEST, SPLITS
from agents.revenue.questions.words import Words, form, words_of
from schemas.revenue.asking import DataInput, MetricView
from schemas.revenue.metric import Grain, MetricRequest

_GRAINS: dict[str, Grain] = {
    "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year", "annual": "year",
}  # fmt: skip
_UNITS: tuple[Grain, ...] = ("day", "week", "month", "quarter", "year")
_PREPOSITIONS = frozenset(("in", "for", "to", "against", "from", "of", "with", "at", "due", "because", "on", "about"))
_KEPT = frozenset((
    "account", "customer", "deal", "ticket", "opportunity", "client", "call", "segment", "plan", "stage", "owner",
    "tier",
))  # fmt: skip
_MOST_SHOWN = 50


class UnreadError(ValueError):
    """Why a question is no request to the metrics, in words for whoever asked."""


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    inputs: DataInput
    words: Words
    metrics: list[MetricView] = field(default_factory=list)
    by: list[str] = field(default_factory=list)
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    grain: Grain | None = None
    which: bool = False  # it asks which one, not how many of each


def plan(inputs: DataInput) -> MetricRequest:
    """The request. Raises `UnreadError`."""
    text = inputs.question.lower()
    named, text = named_in(text)
    try:
        span, text = read_periods(" ".join(text.split()), date.fromisoformat(inputs.as_of))
    except ValueError as error:
        raise UnreadError(str(error)) from None
    reading = _Reading(inputs, words_of(text))
    reading.where |= named
    _read_grain(reading)
    ordered = _read_order(reading)
    _read_splits(reading)
    _read_metrics(reading)
    _read_values(reading)
    _require_all_read(reading)
    return _request(reading, span, ordered)


def _read_grain(reading: _Reading) -> None:
    words = reading.words
    for place, word in enumerate(words.said):
        if word in _UNITS and words.at(place - 1) in {"per", "by", "each", "every", "a", "of", "which", "what"}:
            before = (place - 2,) if words.at(place - 2) in {"for", "in"} else ()
            words.read |= {place, place - 1, *before}
            reading.grain = _UNITS[_UNITS.index(word)]
        elif word in _GRAINS:
            words.read.add(place)
            reading.grain = _GRAINS[word]
        elif word in {"trend", "development"} or (word == "time" and words.at(place - 1) == "over"):
            words.read |= {place, place - 1} if word == "time" else {place}
            reading.grain = reading.grain or "month"


def _read_order(reading: _Reading) -> tuple[bool, int | None] | None:
    """Whether the largest come first, and how many of them, if the question asks for some."""
    words = reading.words
    for place, word in enumerate(words.said):
        if word in LARGEST or word in SMALLEST:
            words.read.add(place)
            near = next((one for one in (place + 1, place - 1) if words.at(one).isdigit()), None)
            if near is None:
                return word in LARGEST, None
            words.read.add(near)
            return word in LARGEST, min(max(int(words.said[near]), 1), _MOST_SHOWN)
    return None


def _read_splits(reading: _Reading) -> None:
    """`by region`, `per segment`, `which competitor`, `between plans`, `top accounts`."""
    words = reading.words
    for name, phrase in _longest(reading):
        for places in words.find_together(phrase):
            led = _led(words, places)
            if led and name not in reading.by:
                words.read |= {*places, *led}
                reading.by.append(name)
                reading.which |= words.at(places[0] - 1) in {"which", "what"}
    if "why" in words.said and any(one.name == "loss_reason" for one in reading.inputs.dimensions):
        words.read.add(words.said.index("why"))
        reading.by += [] if "loss_reason" in reading.by else ["loss_reason"]


def _led(words: Words, places: tuple[int, ...]) -> set[int]:
    """Where the words stand that make a dimension one to split by; nowhere if none do."""
    first, before, further = places[0] - 1, words.at(places[0] - 1), words.at(places[0] - 2)
    if before in SPLITS or before in {"which", "what"}:
        return {first, first - 1} if further in {"for", "in", "per"} else {first}
    is_many = first in words.read and (before.isdigit() or before in LARGEST | SMALLEST)
    return {first} if is_many and words.at(places[-1] + 1) == "by" else set()


def _longest(reading: _Reading) -> list[tuple[str, list[str]]]:
    """Dimensions with the words for them, the longest first; an account is called by its name."""
    found = [
        (one.name, [form(word) for word in said.split()]) for one in reading.inputs.dimensions for said in one.called
    ]
    return sorted(found, key=lambda one: -len(one[1]))


def _read_metrics(reading: _Reading) -> None:
    """The metric with the most of its words in the question; more than one only where it says `and`."""
    while True:
        found = _best_metric(reading)
        if found is None:
            return
        metric, places = found
        reading.words.read |= set(places)
        reading.metrics.append(metric)
        if not {"and", "vs", "versus"} & set(reading.words.said):
            return


def _best_metric(reading: _Reading) -> tuple[MetricView, tuple[int, ...]] | None:
    found: list[tuple[int, int, int, MetricView, tuple[int, ...]]] = []
    for order, metric in enumerate(reading.inputs.metrics):
        if metric in reading.metrics or not set(reading.by) <= set(metric.by):
            continue
        for phrase in (*metric.called, metric.name.replace("_", " ")):
            places = reading.words.find(" ".join(form(word) for word in phrase.split()))
            if places:
                found.append((-len(places), min(places), order, metric, places))
    best = min(found, key=lambda one: one[:3], default=None)
    return None if best is None else (best[3], best[4])


def _read_values(reading: _Reading) -> None:
    """`in Europe`, `enterprise customers`, `the starter plan`: values of dimensions, where they stand as such."""
    if not reading.metrics:
        return
    possible = set.intersection(*(set(metric.by) for metric in reading.metrics))
    values = [
        (
            one.name,
            value,
            [form(word) for word in re.findall(r"[a-z0-9]+", value.lower().replace("_", " "))],
            one.called,
        )
        for one in reading.inputs.dimensions
        if one.name in possible
        for value in one.values
    ]
    for name, value, phrase, called in sorted(values, key=lambda one: -len(one[2])):
        for places in reading.words.find_together(phrase):
            if _stands_as_value(reading, places, called):
                reading.words.read |= {*places, *_beside(reading, places, called)}
                reading.where[name] = tuple(dict.fromkeys((*reading.where.get(name, ()), value)))


def _beside(reading: _Reading, places: tuple[int, ...], called: tuple[str, ...]) -> set[int]:
    """The dimension's own word next to its value: the `plan` of `starter plan`."""
    own = {form(word) for said in called for word in said.split()}
    return {place for place in (places[0] - 1, places[-1] + 1) if reading.words.at(place) in own}


def _stands_as_value(reading: _Reading, places: tuple[int, ...], called: tuple[str, ...]) -> bool:
    before, after = reading.words.at(places[0] - 1), reading.words.at(places[-1] + 1)
    if len(places) > 1 or _beside(reading, places, called) or before in _PREPOSITIONS or after in _KEPT:
        return True
    if before in {"the", "our", "a", "all"}:
        return reading.words.at(places[0] - 2) in _PREPOSITIONS
    return before in {"and", "or"} and bool(reading.where)


def _require_all_read(reading: _Reading) -> None:
    if not reading.metrics:
        raise UnreadError("no metric of ours is what it asks for")
    known = set(ALWAYS)
    for metric in reading.metrics:
        known |= set(words_of(f"{metric.about} {metric.name} {' '.join(metric.called)}").said)
    left = list(dict.fromkeys(word for word in reading.words.left if word not in known))
    if left:
        raise UnreadError(f"nothing in the metrics is {', '.join(left[:6])}")
    _require_same_count(reading)


def _require_same_count(reading: _Reading) -> None:
    """`How many accounts opened tickets` is not how many tickets there are, and `which deals` wants a list of them."""
    said = reading.words.said
    listed = next((said[at + 1] for at in range(len(said) - 1) if said[at] in {"which", "list"} and at == 0), "")
    if listed in {"deal", "opportunity", "ticket", "call", "message", "invoice"}:
        raise UnreadError(f"a metric counts each {listed}, and lists none")
    counted = next((said[at + 2] for at in range(len(said) - 2) if said[at : at + 2] == ["how", "many"]), "")
    if counted in {"account", "customer", "client", "company"} and reading.metrics[0].name != "account_count":
        raise UnreadError("accounts that have something can be listed by account, but not counted by a metric")


def _request(reading: _Reading, span: Span | None, ordered: tuple[bool, int | None] | None) -> MetricRequest:
    names = tuple(metric.name for metric in reading.metrics)
    undated = [metric.name for metric in reading.metrics if not metric.dated]
    grain = reading.grain or (span.grain if span is not None else None)
    if undated and (span is not None or grain is not None):
        raise UnreadError(f"{', '.join(undated)} is known as of now only, so it has no past periods")
    said: dict[str, object] = {"metrics": names, "by": tuple(reading.by), "where": reading.where, "grain": grain}
    said |= {} if span is None else {"since": span.since, "until": span.until}
    return _validated(said | _order(reading, names[0], grain, ordered))


def _order(
    reading: _Reading, first: str, grain: Grain | None, ordered: tuple[bool, int | None] | None
) -> dict[str, object]:
    if ordered is None:
        return {}
    largest, many = ordered
    if not reading.by and grain is None:
        raise UnreadError("it asks for the largest or smallest without saying of what")
    limit = many or (1 if reading.which or grain is not None else None)
    if limit is None and not reading.by:
        return {}
    said: dict[str, object] = {"order_by": first, "descending": largest, "skip_unknown": bool(reading.by)}
    return said | ({} if limit is None else {"limit": limit})


def _validated(said: dict[str, object]) -> MetricRequest:
    try:
        return MetricRequest.model_validate(said)
    except ValidationError as error:
        raise UnreadError(str(error.errors(include_input=False)[0]["msg"])) from None
