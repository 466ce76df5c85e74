"""Which three emails could win this customer back? (seed: Revive AI, agent 2)."""

from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from agents.core.agent import Agent
from agents.core.yaml_file import read_yaml
from agents.winback.groundedness import violations
from schemas.errors import BadInputError, one_line
from schemas.winback.campaign import Campaign, CampaignInput
from schemas.winback.churn_analysis import Category

MIN_WORDS, MAX_WORDS = 20, 300


def _check(inputs: CampaignInput, output: Campaign) -> str | None:
    numbers = [email.number for email in output.emails]
    if numbers != [1, 2, 3]:
        return f"emails must be numbered 1, 2, 3 in this order, not {numbers}"
    for email in output.emails:
        words = len(email.body.split())
        if not MIN_WORDS <= words <= MAX_WORDS:
            return f"emails.{email.number}.body has {words} words; {MIN_WORDS} to {MAX_WORDS} are allowed"
    return "; ".join(violations(inputs, output)) or None


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
