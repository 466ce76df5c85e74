"""Whom an email greets, and whether it apologises to somebody who was wronged."""

import re
from collections.abc import Iterator

from agents.checks.fold import fold
from schemas.winback.campaign import CampaignInput, Email

WRONGED = ("billing", "trust")  # topics of which an apology is due
_SORRY = re.compile(
    r"\b(?:sorry|apolog\w+|entschuldig\w+|tut uns leid|leid tut|verzeih\w+|excus\w+|desole\w*|pardon|regret\w+"
    r"|disculp\w+|lament\w+|sentimos|perdon\w*|scus\w+|spiac\w+|dispiac\w+|desculp\w+|spijt\w*)\b"
)
_GREETING = re.compile(
    r"^(?:dear|hello|hi|hey|good (?:morning|day)|guten tag|hallo|liebes?|lieber|sehr geehrte\w*|bonjour|cher|chere|hola"
    r"|buenos dias|estimad\w+|buongiorno|ciao|gentile|bom dia|ola|carad\w*|prezad\w+|goedendag|beste|geachte)\s+"
)
ACCOUNT_NUMBER = re.compile(r"(?=(?:\D*\d){3})[A-Z0-9]+(?:[-_./#][A-Z0-9]+)*")  # where a name should be


def missing_apology(inputs: CampaignInput, email: Email) -> bool:
    """Whether the first email to somebody who was wronged says nothing of being sorry."""
    wronged = email.number == 1 and inputs.analysis.topic in WRONGED
    return wronged and _SORRY.search(fold(email.body)) is None


def greeted_wrongly(inputs: CampaignInput, email: Email) -> Iterator[str]:
    """A company that is greeted as a person would be, or a number where a name should stand."""
    name = (inputs.customer.company_name or "").strip()
    line = next((line.strip() for line in email.body.splitlines() if line.strip()), "")
    greeting = _GREETING.match(fold(line))
    if not name or greeting is None:
        return
    whom = fold(line)[greeting.end() :].strip(" ,.:!")
    if whom == fold(name).strip(" ,.:!") and name != (inputs.customer.first_name or ""):
        yield f"{line[:60]!r} greets a company as a person; greet its team or nobody"
    elif ACCOUNT_NUMBER.fullmatch(name) and fold(name) in fold(line):
        yield f"{line[:60]!r} greets a number; greet nobody"
