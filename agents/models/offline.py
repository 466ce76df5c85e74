"""The model that needs no network and no key: each agent's rules, which read the typed inputs and no prompt."""

from agents.core.kit import kits
from schemas.agent import ModelReply, ModelRequest, Usage
from schemas.errors import BadInputError

# Part of the name that results are recorded under: raise it with every change that can alter an answer.
RULES_VERSION = "4"


class OfflineModel:
    """Deterministic and free: no randomness, no clock, no tokens."""

    name = f"offline:{RULES_VERSION}"

    async def call(self, request: ModelRequest) -> ModelReply:
        """Answers from `request.inputs` alone."""
        kit = kits().get(request.agent)
        if kit is None or not isinstance(request.inputs, kit.agent.inputs):
            raise BadInputError(
                f"the offline model has no rules for agent {request.agent!r} with {type(request.inputs).__name__}; "
                f"it knows {', '.join(kits())}"
            )
        return ModelReply(output=kit.offline(request.inputs).model_dump(mode="json"), usage=Usage())
