"""What win-back's agents see of a customer, and the fingerprints of what they are asked."""

from collections.abc import Iterable

from agents.checks.language import language_for
from agents.checks.stop_requests import without_requests
from agents.core.fingerprint import fingerprint
from schemas.agent import AgentVersion
from schemas.customer import Customer
from schemas.plain_text import plain
from schemas.sender import Language, Sender
from schemas.winback.campaign import CampaignInput
from schemas.winback.churn_analysis import CustomerView

# The most that a model reads of one cell: a longer one says nothing more about a reason, and costs by the word.
LONGEST_REASON, LONGEST_CELL, LONGEST_HEADER = 4_000, 1_000, 100


def view(customer: Customer, version: AgentVersion) -> CustomerView:
    """The fields of a customer that this version's prompt uses, and nothing else."""
    return seen(customer, version.fields)


def seen(customer: Customer, fields: Iterable[str]) -> CustomerView:
    """These fields of a customer; `context.<column>` is a further column of the file.

    Text is made plain, so that a model reads nothing that a person cannot see, and long cells are cut. Requests to be
    left alone or erased are left out: what no agent sees, no email quotes.
    """
    shown: dict[str, object] = {}
    context: dict[str, str] = {}
    for name in fields:
        column = name.removeprefix("context.")
        if column == name:
            value = getattr(customer, name)
            shown[name] = _shown(name, value) if isinstance(value, str) else value
        elif column in customer.context:
            context[_cell(column, LONGEST_HEADER)] = _cell(without_requests(customer.context[column]), LONGEST_CELL)
    if customer.cancellation_reason and "cancellation_reason" in shown:
        shown["cancellation_reason"] = _shown("cancellation_reason", without_requests(customer.cancellation_reason))
    return CustomerView.model_validate({**shown, "context": context})


def own_words(customer: Customer) -> str | None:
    """What of the reason may be quoted to the customer, without what is left out of the reason; None: all of it."""
    return None if customer.own_words is None else _shown("cancellation_reason", without_requests(customer.own_words))


def _shown(name: str, value: str) -> str:
    return _cell(value, LONGEST_REASON if name == "cancellation_reason" else LONGEST_CELL)


def _cell(text: str, longest: int) -> str:
    # An escape or an entity is several characters long: what is cut off first cannot become part of what is kept.
    text = plain(text[: longest * 4])
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "\u2026"


def analysis_fingerprint(seen: CustomerView, version: AgentVersion, model: str) -> str:
    """Hash of the fields that the prompt uses, the version and the model."""
    return fingerprint(seen.model_dump_json(), version.content_hash, model)


def campaign_fingerprint(inputs: CampaignInput, analysis: str, version: AgentVersion, model: str) -> str:
    """Hash of the analysis (fingerprint and output), the version, what may be said and offered, and the model."""
    return fingerprint(analysis, inputs.model_dump_json(), version.content_hash, model)


def language_of(customer: Customer, sender: Sender) -> Language:
    """The language in which a sender writes to a customer."""
    return language_for(customer.language, customer.cancellation_reason, sender)
