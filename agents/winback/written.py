"""What an email says and what it may repeat, each in the form in which the rules of `groundedness` compare them."""

import re
from functools import cached_property, lru_cache

from agents.checks.clauses import marked, read_sentences
from agents.checks.fold import fold
from agents.checks.injection import speaks_to_ai
from agents.checks.lexicon import CLAIM, COMPANY, CUSTOMER, OFFER, PRODUCT, lexicon
from agents.checks.numbers import KnownNumbers
from agents.checks.offers import Approved, kinds, pairs
from agents.checks.quantities import quantities
from agents.checks.statements import Sayable
from schemas.plain_text import plain_line
from schemas.sender import LANGUAGES
from schemas.winback.campaign import CampaignInput, Email
from schemas.winback.churn_analysis import CustomerView

_NAME_SHOWN = 30
_LEGAL_FORM = re.compile(r",? (?:inc|llc|ltd|gmbh|ag|sa|sas|sarl|bv|nv|corp|co|plc|spa|srl|limited)\.?$", re.IGNORECASE)
_QUOTED = re.compile('["\u201c\u201e\u00ab][^"\u201d\u201c\u00bb\n]{1,300}["\u201d\u201c\u00bb]')


class Given:
    """All that an email may repeat, read once for a campaign."""

    def __init__(self, inputs: CampaignInput) -> None:
        self.inputs = inputs
        self.lexicon = lexicon(inputs.language)
        self.reason = (inputs.customer.cancellation_reason or "").strip()
        self.own_words = self.reason if inputs.own_words is None else inputs.own_words.strip()
        self.folded_reason = fold(self.reason)
        voice = inputs.sender
        self.sayable = (*inputs.offers, *voice.claims, voice.company, voice.product, voice.signatory)
        customer = inputs.customer.model_dump(mode="json", exclude_none=True)
        context = customer.pop("context", {})
        for field in ("churn_date", "signup_date", "last_login_date", "mrr", "total_spent"):
            customer.pop(field, None)
        self.fields = "\n".join(str(value) for value in (*customer.values(), *context.values()))
        self.text = "\n".join((self.fields, *self.customer_names, *self.sayable))
        # What a name may be taken from.
        self.named = "\n".join((self.text, *inputs.analysis.insights, inputs.guidance))

    @cached_property
    def numbers(self) -> KnownNumbers:
        """The numbers that may be said."""
        return known_numbers(self.inputs.customer, self.text)

    @cached_property
    def approved(self) -> tuple[Approved, ...]:
        """The approved offers, as they are compared."""
        return tuple(map(_approved, self.inputs.offers))

    @cached_property
    def statements(self) -> Sayable:
        """The statements that may be made."""
        return Sayable(map(fold, (*self.inputs.sender.claims, *self.inputs.offers)), self.inputs.language)

    @cached_property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """Texts from the input, the longest first, each with the mark that replaces it."""
        voice = self.inputs.sender
        known = [
            *((offer, OFFER) for offer in self.inputs.offers),
            *((claim, CLAIM) for claim in voice.claims),
            (voice.product, PRODUCT),
            (voice.company, COMPANY),
            *((name, CUSTOMER) for name in self.customer_names),
        ]
        folded = [(fold(text).strip(" .!"), mark) for text, mark in known]
        return tuple(sorted(((text, mark) for text, mark in folded if len(text) > 1), key=lambda one: -len(one[0])))

    @cached_property
    def customer_names(self) -> tuple[str, ...]:
        """The customer's name, which may be Discount Tire or Four Months, as it is written in full or in short."""
        whole = (self.inputs.customer.company_name or "").strip()
        names = dict.fromkeys((whole, plain_line(whole)))  # as it came, and as an answer has it
        return tuple(
            dict.fromkeys(
                form for name in names for form in (name, _LEGAL_FORM.sub("", name), name[:_NAME_SHOWN].rstrip())
            )
        )


def known_numbers(customer: CustomerView, given: str) -> KnownNumbers:
    """The numbers in what an agent sees of a customer, and in texts that it may repeat."""
    return KnownNumbers(
        given,
        since=customer.signup_date,
        until=customer.churn_date,
        seen=(customer.last_login_date,),
        amounts=(customer.mrr, customer.total_spent),
    )


@lru_cache(maxsize=256)
def _approved(offer: str) -> Approved:
    """An offer in compared form, in any of the languages: nobody says which one it is written in."""
    folded = fold(offer)
    about = frozenset[str]().union(*(kinds(read_sentences(folded, lexicon(language))) for language in LANGUAGES))
    return Approved(about, pairs(quantities(folded)))


class Written:
    """An email as the rules read it."""

    def __init__(self, given: Given, email: Email) -> None:
        self.email = email
        self.text = _unquoted(given, f"{email.subject}\n{email.body}\n{email.cta}")
        self.body = _unquoted(given, email.body)
        for name in given.customer_names:
            self.text = self.text.replace(name, CUSTOMER) if len(name) > 1 else self.text
        self.folded = marked(fold(self.text), given.marks)
        self.sentences = read_sentences(self.folded, given.lexicon)

    @cached_property
    def numbers(self) -> frozenset[tuple[str, str]]:
        """Every number with its unit, including those in offers that are quoted word for word."""
        return pairs(quantities(fold(self.text)))


def _unquoted(given: Given, text: str) -> str:
    """The text without quotes of the customer; its words in a sentence of ours count as ours."""

    def known(quoted: re.Match[str]) -> str:
        words = quoted[0][1:-1].strip(" .\u2026\u00a0\u202f")
        return " " if words in given.own_words and not speaks_to_ai(words) else quoted[0]

    return _QUOTED.sub(known, text)
