"""Scores of three emails that need neither a person nor a model."""

from collections.abc import Iterator

from agents.checks.language import evident
from agents.checks.names import unknown_names
from agents.core.kit import Evaluator
from agents.scoring.evaluators import GROUNDED, LANGUAGE, LENGTH, MENTIONS, READABLE
from agents.scoring.expected import mention_score, out_of_bounds, score_of
from agents.scoring.text import readability, word_count
from agents.winback.groundedness import approved_offers_made, offers_made, says, violations
from agents.winback.quotes import cut_off, notes_quoted
from schemas.evaluation import Score
from schemas.winback.campaign import Campaign, CampaignInput, Email
from schemas.winback.case import WinbackCase, WinbackExpectation

EVALUATORS = (
    MENTIONS,
    GROUNDED,
    Evaluator("offers", "Offers what it may"),
    Evaluator("answer", "Leads with what has changed"),
    Evaluator("quotes", "Quotes the customer, in whole sentences"),
    LANGUAGE,
    LENGTH,
    READABLE,
)
# What the prompts ask for; the agent's own rule allows more.
_FEWEST_WORDS, _MOST_WORDS = 15, 150  # a goodbye may be short


def campaign_scores(case: WinbackCase, inputs: CampaignInput, output: Campaign) -> Iterator[Score]:
    """Truth, names, offers, words, language, length, readability."""
    expect = case.expect
    texts = [f"{email.subject}\n{email.body}\n{email.cta}" for email in output.emails]
    yield score_of("grounded", [*violations(inputs, output), *names_nobody_gave(inputs, output)])
    yield from _offers(expect, inputs, output)
    if inputs.answer:
        yield score_of("answer", [] if says(output.emails[0].body, inputs.answer) else ["emails.1 does not say it"])
    yield score_of("quotes", _quotes(inputs, output))
    yield from mention_score(expect, "\n\n".join(texts))
    yield score_of("language", _foreign(expect, inputs, output))
    yield score_of("length", _lengths(expect, output))
    yield Score(evaluator="readable", value=round(sum(map(readability, _bodies(output))) / len(output.emails), 4))


def _bodies(output: Campaign) -> list[str]:
    return [email.body for email in output.emails]


def names_nobody_gave(inputs: CampaignInput, output: Campaign) -> list[str]:
    """Names in the emails that appear nowhere in the input."""
    given = "\n".join(
        (inputs.model_dump_json(include={"customer", "offers", "sender"}), *inputs.analysis.insights, inputs.guidance)
    )
    found = {
        name: email.number for email in output.emails for name in unknown_names(email.body, given, inputs.language)
    }
    return [f"emails.{number}: nobody gave the name {name!r}" for name, number in found.items()]


def _offers(expect: WinbackExpectation, inputs: CampaignInput, output: Campaign) -> Iterator[Score]:
    if expect.offer == "none":
        yield score_of("offers", [f"offers {said!r}" for said in offers_made(inputs, output)])
    elif expect.offer == "approved":
        yield score_of("offers", [] if approved_offers_made(inputs, output) else ["names no approved offer"])


def _quotes(inputs: CampaignInput, output: Campaign) -> list[str]:
    """Quotes of the customer that begin or end within a sentence, and notes of ours that are quoted as theirs."""
    wrong = (("cut off", cut_off), ("a note of ours", notes_quoted))
    return [
        f"emails.{email.number}: {said!r} is {what}"
        for email in output.emails
        for what, found in wrong
        for said in found(inputs, email)
    ]


def _foreign(expect: WinbackExpectation, inputs: CampaignInput, output: Campaign) -> list[str]:
    wanted = expect.language or inputs.language
    found = {email.number: evident(_own_words(inputs, email)) for email in output.emails}
    return [
        f"emails.{number} is in {seen}, not {wanted}" for number, seen in found.items() if seen not in (wanted, None)
    ]


def _own_words(inputs: CampaignInput, email: Email) -> str:
    """The body without quotes of the customer, which may be in another language."""
    reason = (inputs.customer.cancellation_reason or "").strip()
    return email.body.replace(reason, " ") if reason else email.body


def _lengths(expect: WinbackExpectation, output: Campaign) -> list[str]:
    most = expect.max_words or _MOST_WORDS
    return [
        f"emails.{email.number}: {problem}"
        for email in output.emails
        for problem in out_of_bounds(word_count(email.body), _FEWEST_WORDS, most, "number of words")
    ]
