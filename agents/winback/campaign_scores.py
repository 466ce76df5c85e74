"""What can be said of three emails without asking anybody."""

from collections.abc import Iterator

from agents.checks.language import evident
from agents.checks.names import unknown_names
from agents.core.kit import Evaluator
from agents.scoring.evaluators import GROUNDED, LANGUAGE, LENGTH, MENTIONS, READABLE
from agents.scoring.expected import between, mentions, verdict
from agents.scoring.text import readable, word_count
from agents.winback.groundedness import approved_offers_made, offers_made, violations
from schemas.evaluation import Score
from schemas.winback.campaign import Campaign, CampaignInput, Email
from schemas.winback.case import WinbackCase, WinbackExpectation

EVALUATORS = (MENTIONS, GROUNDED, Evaluator("offers", "Offers what it may"), LANGUAGE, LENGTH, READABLE)
# What the prompts ask for; the agent's own rule is wider.
_FEWEST_WORDS, _MOST_WORDS = 40, 150


def scores(case: WinbackCase, inputs: CampaignInput, output: Campaign) -> Iterator[Score]:
    """Truth, names, offers, words, language, length, readability."""
    expect = case.expect
    texts = [f"{email.subject}\n{email.body}\n{email.cta}" for email in output.emails]
    yield verdict("grounded", [*violations(inputs, output), *names_nobody_gave(inputs, output)])
    yield from _offers(expect, inputs, output)
    yield from mentions(expect, "\n\n".join(texts))
    yield verdict("language", _foreign(expect, inputs, output))
    yield verdict("length", _lengths(expect, output))
    yield Score(evaluator="readable", value=round(sum(map(readable, _bodies(output))) / len(output.emails), 4))


def _bodies(output: Campaign) -> list[str]:
    return [email.body for email in output.emails]


def names_nobody_gave(inputs: CampaignInput, output: Campaign) -> list[str]:
    """What the emails name that stands in nothing that was given."""
    given = "\n".join(
        (inputs.model_dump_json(include={"customer", "offers", "sender"}), *inputs.analysis.insights, inputs.guidance)
    )
    found = {
        name: email.number for email in output.emails for name in unknown_names(email.body, given, inputs.language)
    }
    return [f"emails.{number}: nobody gave the name {name!r}" for name, number in found.items()]


def _offers(expect: WinbackExpectation, inputs: CampaignInput, output: Campaign) -> Iterator[Score]:
    if expect.offer == "none":
        yield verdict("offers", [f"offers {said!r}" for said in offers_made(inputs, output)])
    elif expect.offer == "approved":
        yield verdict("offers", [] if approved_offers_made(inputs, output) else ["names no approved offer"])


def _foreign(expect: WinbackExpectation, inputs: CampaignInput, output: Campaign) -> list[str]:
    wanted = expect.language or inputs.language
    found = {email.number: evident(_own_words(inputs, email)) for email in output.emails}
    return [
        f"emails.{number} is in {seen}, not {wanted}" for number, seen in found.items() if seen not in (wanted, None)
    ]


def _own_words(inputs: CampaignInput, email: Email) -> str:
    """The body without the customer's words, which may be in another language."""
    reason = (inputs.customer.cancellation_reason or "").strip()
    return email.body.replace(reason, " ") if reason else email.body


def _lengths(expect: WinbackExpectation, output: Campaign) -> list[str]:
    most = expect.max_words or _MOST_WORDS
    return [
        f"emails.{email.number}: {problem}"
        for email in output.emails
        for problem in between(word_count(email.body), _FEWEST_WORDS, most, "number of words")
    ]
