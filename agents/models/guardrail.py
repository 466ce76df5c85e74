"""A guardrail of Amazon Bedrock, asked about one text: ApplyGuardrail.

https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ApplyGuardrail.html
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any, Literal

from agents.core.model import ModelUnavailableError
from agents.models.bedrock_client import open_client
from agents.models.bedrock_faults import answered, calling
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError
from schemas.guarded import Guarded

Source = Literal["INPUT", "OUTPUT"]
TIMEOUT_S = 2.0  # of a question that has eight seconds in all
_MASKS = "ANONYMIZED"


class BedrockGuardrail:
    """`id:version` on an open client."""

    def __init__(self, client: Any, named: str, timeout_s: float = TIMEOUT_S) -> None:
        self.name = f"guardrail:{named}"
        self._client = client
        self._id, _, self._version = named.rpartition(":")
        self._timeout_s = timeout_s

    async def check(self, text: str, source: Source) -> Guarded:
        """What may be used of a text. One that is throttled, or met by a fault, is asked about once more.

        Raises `ModelUnavailableError`, `CallRejectedError` or `BadInputError`.
        """
        async with calling(self.name, self._timeout_s):
            try:
                answer = await self._asked(text, source)
            except ModelUnavailableError as fault:
                if fault.fault not in ("throttled", "server"):
                    raise
                answer = await self._asked(text, source)
        return self._read(answer, text)

    async def _asked(self, text: str, source: Source) -> dict[str, Any]:
        call = self._client.apply_guardrail(
            guardrailIdentifier=self._id,
            guardrailVersion=self._version,
            source=source,
            content=[{"text": {"text": text.encode(errors="replace").decode()}}],
        )
        return await answered(call, self.name)

    def _read(self, answer: dict[str, Any], text: str) -> Guarded:
        action = answer.get("action")
        if action == "NONE":
            return Guarded(text=text)
        if action != "GUARDRAIL_INTERVENED":
            raise ModelUnavailableError("cut", f"{self.name}: the answer says neither that it intervened nor not")
        found = list(_findings(answer.get("assessments")))
        stopped = tuple(dict.fromkeys(policy for policy, _, act in found if act not in (_MASKS, "NONE")))
        masked = tuple(dict.fromkeys(kind for _, kind, act in found if act == _MASKS))
        said = "".join(str(one.get("text", "")) for one in answer.get("outputs") or () if isinstance(one, dict))
        if stopped or not masked or not said:  # an intervention that nothing explains stops the text as well
            return Guarded(text="", stopped_by=stopped or ("guardrail",))
        return Guarded(text=said, masked=masked)


def _findings(assessments: Any) -> Iterator[tuple[str, str, str]]:
    """Policy, kind and action of everything that a policy found."""
    for assessment in assessments if isinstance(assessments, list) else ():
        for policy, parts in assessment.items() if isinstance(assessment, dict) else ():
            for part in parts.values() if policy.endswith("Policy") and isinstance(parts, dict) else ():
                for one in part if isinstance(part, list) else ():
                    if isinstance(one, dict):
                        yield policy, str(one.get("type", "")).lower()[:40], str(one.get("action", ""))


@asynccontextmanager
async def open_guardrail(named: str, environment: EnvironmentSpec, connections: int) -> AsyncIterator[BedrockGuardrail]:
    """A guardrail for the life of a process; `named` is `id:version`. Raises `BadInputError` if it is not."""
    identifier, _, version = named.rpartition(":")
    if not identifier or not (version == "DRAFT" or version.isdigit()):
        raise BadInputError(f"the guardrail {named!r} is none: give id:version, as in gr1a2b3c4d5e:1")
    async with open_client(
        f"guardrail:{named}",
        environment.aws,
        connections=connections,
        timeout_s=TIMEOUT_S,
        real_calls=environment.real_model_calls,
    ) as client:
        yield BedrockGuardrail(client, named)
