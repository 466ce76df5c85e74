"""The span of one question, around those of its stages and of its calls to models."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from agents.core.gen_ai import AGENT, AGENT_VERSION, CONVERSATION, INVOKE_AGENT, OPERATION, SCORE
from agents.core.tracing import Value
from schemas.support.interaction import Reply
from tasks.support.stages import Stages

_SYSTEM = "support"
_A_WORD = re.compile(r"[A-Za-z_]{1,40}")  # one of ours; a model may give its reasons in words of the question


@contextmanager
def traced(stages: Stages) -> Iterator[Callable[[Reply], None]]:
    """A span until the reply is kept; what is yielded notes what came of the question, in no words of anybody's."""
    attributes: dict[str, Value | None] = {
        OPERATION: INVOKE_AGENT,
        AGENT: _SYSTEM,
        CONVERSATION: stages.session_id,
        "revive.interaction.id": stages.claim.interaction_id,
        "revive.streamed": stages.listener is not None,
    }
    with stages.desk.tracer.span(f"{INVOKE_AGENT} {_SYSTEM}", attributes, "server") as span:

        def note(reply: Reply) -> None:
            span.note(
                {
                    "revive.outcome": reply.outcome,
                    "revive.reason": reply.reason if _A_WORD.fullmatch(reply.reason) else None,
                    "revive.intent": reply.intent,
                    "revive.attempts": reply.attempts,
                    "revive.findings": tuple(found.kind for found in reply.findings) or None,
                    "revive.cost_usd": reply.cost_usd,
                    AGENT_VERSION: reply.agent_version,
                    SCORE: reply.quality,
                }
            )

        yield note
