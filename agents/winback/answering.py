"""What has changed since a customer left: the sender's claim that answers their reason."""

import re
from collections.abc import Iterable

from agents.checks.fold import fold
from schemas.customer import Category, Customer
from schemas.sender import Claim, Language, Sender


def answer(customer: Customer, category: Category, sender: Sender, language: Language) -> str:
    """The claim to lead with, in this language; empty if none answers.

    A topic that the reason names counts more than a cause: SSO answers who missed SSO, not everybody who missed
    something. What was true before the customer left is not news.
    """
    reason = fold(customer.cancellation_reason)
    tagged = [claim for claim in sender.claims if isinstance(claim, Claim) and _is_news(claim, customer)]
    about = [claim for claim in tagged if _named(claim.topics, reason)]
    general = [claim for claim in tagged if not claim.topics and category in claim.causes]
    said = (sender.wording(claim.text, language) for claim in (*about, *general))
    return next(filter(None, said), "")


def _is_news(claim: Claim, customer: Customer) -> bool:
    return claim.since is None or claim.since > customer.churn_date


def _named(topics: Iterable[str], reason: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(fold(topic))}(?!\w)", reason) for topic in topics)
