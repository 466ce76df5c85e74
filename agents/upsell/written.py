"""What a message says and what it may repeat, each in the form in which the rules compare them."""

import re
from functools import cached_property, lru_cache
from typing import Protocol

from agents.checks.clauses import marked, read_sentences
from agents.checks.fold import fold
from agents.checks.language import evident
from agents.checks.lexicon import CLAIM, COMPANY, CUSTOMER, function_words, lexicon
from agents.checks.numbers import KnownNumbers
from agents.checks.offers import kinds
from agents.checks.statements import Sayable
from agents.scoring.text import word_count
from agents.upsell.wording import stems, stems_of
from schemas.sender import LANGUAGES, Language
from schemas.upsell.brand import Voicing
from schemas.upsell.message import CustomerFacts, FittingItem, UpsellMessage

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# No mark of the lexicon: what a service does is compared with its benefits, as no software's.
_ITEM = "xxitem"
# English words that are numbers in another language (11, 2), and turns that are offers in software only.
_HARMLESS = re.compile(
    r"(?<!\w)(?:once|due|both halves|(?:take|takes|taking|took|taken) care of"
    r"(?! (?:the|your|any|all) (?:bills?|costs?|fees?|repairs?|invoices?|price))"
    r"|(?:call|calls|calling|called|count|counting|rely|relying) on us|your (?:private )?home)(?!\w)"
)
_DAYS = {"week": 7, "month": 30.44, "year": 365.25}


class Asked(Protocol):
    """What the writer and the judge are both given."""

    @property
    def customer(self) -> CustomerFacts:
        """To whom."""

    @property
    def items(self) -> tuple[FittingItem, ...]:
        """Of what."""

    @property
    def brand(self) -> Voicing:
        """By whom."""


class Given:
    """All that a message about one item may repeat."""

    def __init__(self, asked: Asked, item: FittingItem) -> None:
        self.asked, self.item = asked, item
        self.customer, self.brand = asked.customer, asked.brand
        self.listed = (item.name, *filter(None, (item.price,)), item.summary, *item.benefits, *item.because)
        self.sayable = (*self.listed, *self.brand.claims)
        self.language = _language(item)
        self.lexicon = lexicon(self.language)

    @cached_property
    def facts(self) -> str:
        """What is known of the customer and may be said, without the notes, in which other people are named."""
        return "\n".join(_facts(self.customer))

    @cached_property
    def notes(self) -> str:
        """What technicians wrote: words of it may be used, names may not."""
        return "\n".join(visit.notes or "" for visit in self.customer.visits)

    @cached_property
    def text(self) -> str:
        """Everything from which names and numbers may be taken."""
        return "\n".join((self.facts, *self.listed_texts))

    @cached_property
    def listed_texts(self) -> tuple[str, ...]:
        """What may be said to any customer."""
        return (*self.sayable, self.brand.company, self.brand.signatory, *self.brand.do, self.brand.link)

    @cached_property
    def customer_numbers(self) -> KnownNumbers:
        """The numbers that may be said to this customer, beside those that are listed."""
        return KnownNumbers(self.facts)

    @cached_property
    def statements(self) -> Sayable:
        """The statements that may be made."""
        return Sayable(map(fold, (*self.sayable, *self.facts.splitlines())), self.language)

    @cached_property
    def words(self) -> frozenset[str]:
        """The main words of everything that may be said, by their stems."""
        return frozenset[str]().union(*map(stems, (*self.text.splitlines(), *self.notes.splitlines())))

    @cached_property
    def empty(self) -> frozenset[str]:
        """Words that say nothing by themselves, by their stems, where the language is not English."""
        return frozenset() if self.language == "en" else stems_of(function_words(self.language))

    @cached_property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """Texts that were given, the longest first, each with the mark that replaces it."""
        first_name = self.customer.first_name or ""
        known = [
            *((text, CLAIM) for text in self.sayable if text != self.item.name),
            (self.item.name, _ITEM),
            (self.brand.company, COMPANY),
            (first_name, CUSTOMER),
        ]
        folded = [(_HARMLESS.sub(_harmless, fold(text)).strip(" .!"), mark) for text, mark in known]
        return tuple(sorted(((text, mark) for text, mark in folded if len(text) > 1), key=lambda one: -len(one[0])))


class Written:
    """A message as the rules read it."""

    def __init__(self, given: Given, message: UpsellMessage) -> None:
        self.message = message
        self.text = f"{message.subject}\n{message.body}"
        self.folded = fold(self.text)
        self.counted = _HARMLESS.sub(_harmless, self.folded) if given.language == "en" else self.folded
        self.sentences = read_sentences(marked(self.counted, given.marks), given.lexicon)
        self.words = word_count(message.body)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the body that hold anything."""
        return [line.strip() for line in self.message.body.splitlines() if line.strip()]


def _harmless(found: re.Match[str]) -> str:
    return "your place" if found[0].startswith("your") else " "


@lru_cache(maxsize=512)
def _language(item: FittingItem) -> Language:
    """A company writes as its catalogue does."""
    return evident("\n".join((item.summary, *item.benefits, *item.because))) or "en"


@lru_cache(maxsize=512)
def known_numbers(text: str) -> KnownNumbers:
    """The numbers of texts that are the same for many customers."""
    return KnownNumbers(text)


@lru_cache(maxsize=1_024)
def given_kinds(text: str) -> frozenset[str]:
    """What of value a listed text gives, in any of the languages."""
    folded = fold(text)
    return frozenset[str]().union(*(kinds(read_sentences(folded, lexicon(language))) for language in LANGUAGES))


def _facts(customer: CustomerFacts) -> list[str]:
    tenure = customer.tenure_days or 0
    said = [
        customer.first_name, customer.city, customer.plan, customer.upcoming_service, customer.property_type,
        *customer.lot_features, *(visit.type for visit in customer.visits), _MONTHS[customer.month - 1],
        *_spans(tenure), *(span for visit in customer.visits for span in _spans(visit.days_ago)),
    ]  # fmt: skip
    counted = (
        (customer.visits_in_all, "visits"),
        (len(customer.visits) or None, "visits"),
        (customer.property_age_years, "years"),
        (customer.size_sqft, "square feet"),
    )
    said += [f"{value:.0f} {unit}" for value, unit in counted if value is not None]
    return [one for one in said if one]


def _spans(days: int) -> list[str]:
    """A span in all units in which somebody would say it."""
    found = [f"{days} days"] if days > 1 else []
    for unit, length in _DAYS.items():
        found += [f"{count} {unit}s" for count in {int(days / length), round(days / length)} if count > 1]
    if days % _DAYS["year"] >= _DAYS["year"] / 3 and days > _DAYS["year"]:
        found.append("half")  # a year and a half
    return found
