"""Writes a message without a model: facts in sentences of ours, chosen by the customer and by what was criticised."""

import hashlib
import re
from collections.abc import Iterator
from itertools import count, islice

from agents.checks.fold import fold
from agents.scoring.text import word_count
from agents.upsell.offline import phrases
from agents.upsell.offline.facts_said import facts_said, within
from agents.upsell.offline.judging import judge
from agents.upsell.wording import says
from schemas.upsell.message import (
    MAX_WORDS,
    MIN_WORDS,
    FittingItem,
    MessageInput,
    MessageJudgeInput,
    UpsellMessage,
)

_TRIES = 24  # other wordings, where one breaks a rule of this brand
_ENOUGH_WORDS, _MOST_WORDS = MIN_WORDS + 6, MAX_WORDS - 30
_LONGEST_SUBJECT = 70
_QUOTED = re.compile(r"['\"\u2018\u201c]([^'\"\u2019\u201d]{3,80})['\"\u2019\u201d]")
_OF_PRICE = re.compile(r"\b(?:price|amount|rate|money|cost)\b")
_OF_ITEM = re.compile(r"\b(?:not (?:the right|fit|suit)|wrong|another|no longer|already ha\w+|none of the)\b")
_AGAINST = ("complained", "unsubscribed", "declined")


def write(inputs: MessageInput) -> UpsellMessage:
    """The first wording that keeps all rules, and says nothing that was criticised; else the one with most points."""
    best, points = None, -1
    for draft in islice(_drafts(inputs), _TRIES):
        if inputs.critique is not None and (draft.body == inputs.critique.draft.body or _repeats(inputs, draft)):
            continue
        said = judge(MessageJudgeInput(customer=inputs.customer, items=inputs.items, brand=inputs.brand, message=draft))
        if said.approved:
            return draft
        if said.score > points:
            best, points = draft, said.score
    return best or next(_drafts(inputs))


def _drafts(inputs: MessageInput) -> Iterator[UpsellMessage]:
    start = _number(inputs.customer.model_dump_json(), *(item.id for item in inputs.items), _draft_before(inputs))
    items = _in_order(inputs)
    for turn in count():
        # The same service in several wordings before another one.
        yield _Letter(inputs, items[turn // (_TRIES // 2) % len(items)], start + turn).written()


def _draft_before(inputs: MessageInput) -> str:
    return "" if inputs.critique is None else inputs.critique.draft.body


def _number(*parts: str) -> int:
    return int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest()[:6], "big")


def _in_order(inputs: MessageInput) -> list[FittingItem]:
    """The items, the most fitting first; one that comparable customers refused, or that was criticised, comes later."""
    refused = {
        item.id: sum(case.outcome in _AGAINST for case in inputs.similar if case.item == item.id)
        > sum(case.outcome == "accepted" for case in inputs.similar if case.item == item.id)
        for item in inputs.items
    }
    criticised = inputs.critique.draft.item if inputs.critique and _is_wrong_item(inputs) else ""
    return sorted(inputs.items, key=lambda item: (item.id == criticised, refused[item.id]))


def _is_wrong_item(inputs: MessageInput) -> bool:
    reasons = inputs.critique.reasons if inputs.critique else ()
    return any(one.startswith("service validity") and _OF_ITEM.search(fold(one)) for one in reasons)


def _repeats(inputs: MessageInput, draft: UpsellMessage) -> bool:
    """Whether a draft says what was quoted as wrong, unless it is a name or a benefit that it has to say."""
    assert inputs.critique is not None
    item = next(one for one in inputs.items if one.id == draft.item)
    own = fold(" ".join((item.name, *item.benefits, inputs.brand.signatory)))
    text = fold(f"{draft.subject}\n{draft.body}")
    quoted = (fold(found) for reason in inputs.critique.reasons for found in _QUOTED.findall(reason))
    return any(said in text and said not in own for said in quoted)


class _Letter:
    """One wording for one customer and item; `seed` chooses among the phrases."""

    def __init__(self, inputs: MessageInput, item: FittingItem, seed: int) -> None:
        self.inputs, self.item, self.seed = inputs, item, seed
        self.reasons = fold(" ".join(inputs.critique.reasons)) if inputs.critique else ""
        self.said = {"company": inputs.brand.company, "item": item.name, **facts_said(inputs.customer, item)}
        self.said["summary"] = within(item.summary)
        if item.price:
            self.said["price"] = item.price

    def written(self) -> UpsellMessage:
        """The message."""
        ask = self._pick("ask", phrases.ASKS)
        benefits = self._benefits()
        body = self._body(ask, benefits)
        return UpsellMessage(item=self.item.id, benefits=benefits, subject=self._subject(), body=body, ask=ask)

    def _pick(self, name: str, of: tuple[str, ...]) -> str:
        """One phrase of those whose facts are known, filled; which one differs from place to place."""
        known = [one for one in of if all(fact in self.said for fact in re.findall(r"\{(\w+)\}", one))]
        return _filled(known[_number(name, str(self.seed)) % len(known)], self.said) if known else ""

    def _chance(self, name: str, of: int) -> bool:
        return _number(name, "?", str(self.seed)) % of == 0

    def _benefits(self) -> tuple[str, ...]:
        """Two or three, those first that the summary has not said already."""
        listed = self.item.benefits
        fresh = sorted(listed, key=lambda one: (says(one, self.item.summary), _number(one, str(self.seed))))
        wanted = 3 if len(listed) > 2 and self._chance("three", 3) else 2  # noqa: PLR2004
        return tuple(one for one in listed if one in fresh[:wanted])

    def _body(self, ask: str, benefits: tuple[str, ...]) -> str:
        greeting = self._pick("greeting", phrases.GREETINGS if "name" in self.said else phrases.GREETINGS_TO_NOBODY)
        main = [self._reason(), self._pick("bridge", phrases.BRIDGES), self._advantages(benefits)]
        last = [self._price(), self._pick("calm", phrases.CALM)]
        closing = f"{self._pick('closing', phrases.CLOSINGS)}\n{self.inputs.brand.signatory}"
        optional, more = self._optional(), self._chance("more", 2)
        while True:
            parts = [greeting, self._thanks(), _joined(main), _joined(last), ask, closing]
            words = word_count("\n\n".join(parts))
            if not optional or (words >= _ENOUGH_WORDS and not more):
                return "\n\n".join(filter(None, parts))
            more = False
            place, sentence = optional.pop(0)
            (main if place == "main" else last).append(sentence)

    def _thanks(self) -> str:
        groups = (phrases.THANKS_FOR_VISIT, phrases.THANKS_FOR_YEARS, phrases.THANKS_FOR_VISITS, phrases.THANKS)
        known = [said for number, group in enumerate(groups) if (said := self._pick(f"thanks{number}", group))]
        return known[0] if self._chance("visit", 2) else known[_number("thanks", str(self.seed)) % len(known)]

    def _reason(self) -> str:
        because = self.item.because[_number("because", str(self.seed)) % min(2, len(self.item.because))]
        before = self._pick("before", phrases.BEFORE_REASON)
        return f"{before}{within(because) if before else because.rstrip(' .')}."

    def _advantages(self, benefits: tuple[str, ...]) -> str:
        of_two = phrases.BENEFITS_WITH_COMMAS if any("," in one for one in benefits) else phrases.BENEFITS_OF_TWO
        templates = of_two if len(benefits) == 2 else phrases.BENEFITS_OF_THREE  # noqa: PLR2004
        named = dict(zip("abc", map(within, benefits), strict=False))
        return _filled(templates[_number("advantages", str(self.seed)) % len(templates)], named)

    def _price(self) -> str:
        if not self.item.price or _OF_PRICE.search(self.reasons):
            return ""
        once = self.item.billing == "one_time"
        return self._pick("price", phrases.PRICES_ONCE if once else phrases.PRICES)

    def _optional(self) -> list[tuple[str, str]]:
        """Further sentences and where they stand, in the order in which they are taken until there are words enough."""
        claims = self.inputs.brand.claims
        found = [
            ("main", self._pick("place", phrases.OF_THE_PLACE)),
            ("last", self._pick("season", phrases.OF_THE_SEASON)),
            ("last", self._pick("plan", phrases.WITH_THE_PLAN)),
            ("last", self._pick("filler", phrases.FILLERS)),
        ]
        if claims:
            claim = {"claim": within(claims[_number("claim", str(self.seed)) % len(claims)])}
            template = phrases.CLAIMS[_number("of claim", str(self.seed)) % len(phrases.CLAIMS)]
            found.insert(_number("where", str(self.seed)) % len(found), ("last", _sentence(_filled(template, claim))))
        more = [("last", one) for one in phrases.FILLERS]
        start = _number("order", str(self.seed)) % len(found)
        chosen = [one for one in (*found[start:], *found[:start]) if one[1]]
        return chosen + [one for one in more if one not in chosen]

    def _subject(self) -> str:
        said = self._pick("subject", phrases.SUBJECTS)
        return said if len(said) <= _LONGEST_SUBJECT else phrases.SUBJECTS[0]


def _filled(template: str, said: dict[str, str]) -> str:
    """A phrase with its facts. No format strings: facts come from outside."""
    return re.sub(r"\{(\w+)\}", lambda found: said.get(found[1], found[0]), template)


def _joined(sentences: list[str]) -> str:
    return " ".join(filter(None, sentences))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
