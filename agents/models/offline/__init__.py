"""The model that needs no network and no key: rules that read the typed inputs. It does not read prompts."""

from pydantic import BaseModel

from agents.models.offline.campaign import write
from agents.models.offline.churn_analysis import analyse
from agents.models.offline.judge import judge
from schemas.agent import ModelReply, ModelRequest, Usage
from schemas.campaign import CampaignInput
from schemas.churn_analysis import ChurnAnalysisInput
from schemas.errors import BadInputError
from schemas.judge import JudgeInput

# Part of the name that results are blamed on: raise it with every change that can change an answer.
RULES_VERSION = "4"


class OfflineModel:
    """Deterministic and free: no randomness, no clock, no tokens."""

    name = f"offline:{RULES_VERSION}"

    async def call(self, request: ModelRequest) -> ModelReply:
        """Answers from `request.inputs` alone."""
        return ModelReply(output=_answer(request).model_dump(mode="json"), usage=Usage())


def _answer(request: ModelRequest) -> BaseModel:
    if request.agent == "churn-analysis" and isinstance(request.inputs, ChurnAnalysisInput):
        return analyse(request.inputs)
    if request.agent == "campaign" and isinstance(request.inputs, CampaignInput):
        return write(request.inputs)
    if request.agent == "judge" and isinstance(request.inputs, JudgeInput):
        return judge(request.inputs)
    raise BadInputError(
        f"the offline model has no rules for agent {request.agent!r} with {type(request.inputs).__name__}; "
        "it knows churn-analysis, campaign and judge"
    )
