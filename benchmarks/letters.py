"""How different the offline letters of different customers are, on the demo file: `make letters`.

Word pairs: the share of distinct ones (distinct-2, Li et al. 2016) in the nine bodies of three customers, over every
three of the file who are written to in one language; once as they are sent, once without greeting and signature, which
the sender profile fixes. Equal: emails whose subject and body another customer has, too, once the names of people and
companies are masked.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from statistics import fmean

import yaml

from agents.core.kit import PROMPTS
from agents.versions.versions import Versions
from agents.winback.campaign import AGENT, load_guidance
from agents.winback.groundedness import violations
from agents.winback.offline.campaign import write
from agents.winback.offline.churn_analysis import analyse
from agents.winback.questions import campaign_inputs
from agents.winback.view import seen
from schemas.customer import Customer
from schemas.sender import Sender
from schemas.winback.campaign import CampaignInput, Email
from schemas.winback.churn_analysis import ChurnAnalysisInput
from tasks.files.reader.read_customers import read_customers

DEMO = Path(__file__).parents[1] / "demo"
TODAY = date(2026, 11, 29)


def campaigns(source: Path, sender: Sender) -> list[tuple[CampaignInput, Sequence[Email]]]:
    """What the versions in production are asked of each customer of a file, and the emails of `offline`."""
    versions, guidance = Versions(), load_guidance(PROMPTS)
    analysis_fields = versions.get("churn-analysis", versions.seed("churn-analysis")).fields
    fields = versions.get(AGENT.name, versions.seed(AGENT.name)).fields

    def asked(customer: Customer) -> CampaignInput:
        analysis = analyse(ChurnAnalysisInput(customer=seen(customer, analysis_fields)))
        return campaign_inputs(customer, fields, analysis, guidance, sender)

    inputs = map(asked, read_customers(source.read_bytes(), source.name, TODAY).customers)
    return [(one, write(one).emails) for one in inputs]


def masked(inputs: CampaignInput, text: str) -> str:
    """A text without the names of the company and the person."""
    names = (inputs.customer.company_name, inputs.customer.first_name)
    for name in filter(None, names):
        text = text.replace(name, "NAME")
    return text


def own_text(inputs: CampaignInput, email: Email) -> str:
    """A body without its greeting and its signature."""
    paragraphs = masked(inputs, email.body).split("\n\n")
    return "\n\n".join(paragraphs[1:-1])


def distinct_2(texts: Sequence[str]) -> float:
    """Distinct word pairs by all word pairs; no pair spans two texts."""
    pairs = [pair for text in texts for pair in _pairs(re.findall(r"\w+", text.casefold()))]
    return len(set(pairs)) / len(pairs)


def _pairs(words: list[str]) -> list[tuple[str, str]]:
    return list(pairwise(words))


def whole_text(_inputs: CampaignInput, email: Email) -> str:
    """A body as it is sent."""
    return email.body


def mean_distinct_2(
    found: Sequence[tuple[CampaignInput, Sequence[Email]]], text: Callable[[CampaignInput, Email], str]
) -> float:
    """Over every three customers who are written to in one language."""
    texts = [(inputs.language, [text(inputs, email) for email in emails]) for inputs, emails in found]
    threes = [[*a[1], *b[1], *c[1]] for a, b, c in combinations(texts, 3) if a[0] == b[0] == c[0]]
    return fmean(map(distinct_2, threes))


def equal(found: Sequence[tuple[CampaignInput, Sequence[Email]]]) -> int:
    """Emails that another customer has, too, but for names."""
    texts = Counter(masked(inputs, f"{email.subject}\n{email.body}") for inputs, emails in found for email in emails)
    return sum(number for number in texts.values() if number > 1)


def main() -> None:
    """Print the figures of the demo file."""
    sender = Sender.model_validate(yaml.safe_load((DEMO / "sender.yaml").read_text(encoding="utf-8")))
    found = campaigns(DEMO / "demo_50_customers.csv", sender)
    number = sum(len(emails) for _, emails in found)
    words = [len(email.body.split()) for _, emails in found for email in emails]
    broken = sum(bool(violations(inputs, write(inputs))) for inputs, _ in found)
    print(f"emails                                     {number}")
    print(f"distinct-2 of nine emails, mean of threes  {mean_distinct_2(found, whole_text):.2f}")
    print(f"the same without greeting and signature    {mean_distinct_2(found, own_text):.2f}")
    print(f"equal to another customer's, names masked  {equal(found)} ({equal(found) / number:.0%})")
    print(f"words of a body, shortest mean longest     {min(words)} {fmean(words):.0f} {max(words)}")
    print(f"campaigns that break a rule                {broken}")


if __name__ == "__main__":
    main()
