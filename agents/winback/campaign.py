"""Which three emails could win this customer back? (seed: Revive AI, agent 2)."""

from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from agents.core.agent import Agent
from agents.core.yaml_file import read_yaml
from agents.winback.groundedness import same_subjects, violations
from schemas.customer import Category
from schemas.errors import BadInputError, one_line
from schemas.winback.campaign import Campaign, CampaignInput, Email

MIN_WORDS, MAX_WORDS = 20, 300


def _check(inputs: CampaignInput, output: Campaign) -> str | None:
    numbers = [email.number for email in output.emails]
    if numbers != [1, 2, 3]:
        return f"emails must be numbered 1, 2, 3 in this order, not {numbers}"
    for email in output.emails:
        if problem := _wrong_length(email):
            return problem
    return "; ".join(violations(inputs, output)) or None


def check_one(inputs: CampaignInput, output: Campaign, number: int) -> str | None:
    """What `check` says of one email. The other two are not judged, because they may be older than a rule."""
    email = next(email for email in output.emails if email.number == number)
    alone = output.model_copy(update={"emails": [email]})
    return _wrong_length(email) or "; ".join([*same_subjects(output), *violations(inputs, alone)]) or None


def _wrong_length(email: Email) -> str | None:
    words = len(email.body.split())
    if MIN_WORDS <= words <= MAX_WORDS:
        return None
    return f"emails.{email.number}.body has {words} words; {MIN_WORDS} to {MAX_WORDS} are allowed"


AGENT = Agent("campaign", CampaignInput, Campaign, _check)


class Guidance(BaseModel):
    """What to say to whom. It is data, so it can change without a new agent version."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    categories: dict[Category, str]


def load_guidance(prompts: Path) -> Guidance:
    """`winback/campaign/guidance.yaml`; `BadInputError` if it is wrong or leaves out a category."""
    path = prompts / "winback" / "campaign" / "guidance.yaml"
    try:
        guidance = Guidance.model_validate(read_yaml(path))
    except ValidationError as error:
        raise BadInputError(f"{path}: {one_line(error)}") from None
    if missing := set(get_args(Category)) - set(guidance.categories):
        raise BadInputError(f"{path}: no guidance for {', '.join(sorted(missing))}")
    return guidance
