"""Amazon Titan's text embeddings through Bedrock: one text a call.

https://docs.aws.amazon.com/bedrock/latest/userguide/titan-embedding-models.html
A text has at most 50,000 characters and 8,192 tokens. Titan has no way to cut a text that is longer, so that is done
here: its beginning speaks for it. How many tokens a text has is only known when it is refused.
"""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any

import numpy as np
from botocore.exceptions import ClientError
from numpy.typing import NDArray

from agents.core.limiter import Limiter, Quota, StoppedError
from agents.core.model import CallRejectedError, ModelUnavailableError
from agents.core.prices import price_of
from agents.models.bedrock_client import open_client
from agents.models.bedrock_faults import calling, refusal
from schemas.agent import Usage
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError

Vector = NDArray[np.float32]
MODEL = "amazon.titan-embed-text-v2:0"
DIMENSIONS = 256  # of 256, 512 and 1024; a quarter of the size keeps 97% of the accuracy, says AWS
_MOST_CHARACTERS = 50_000
_CHARACTERS_PER_TOKEN = 3
_TOO_LONG = ("too many input tokens", "maxlength")
_CUTS = 6  # a text of the worst kind, a token a character, fits after three
_AT_ONCE = 256  # texts whose calls wait for admission together
_FIRST_S, _LONGEST_S = 0.5, 20.0  # of the pauses between two attempts


class TitanEmbedder:
    """An `Embedder` on an open client. `tokens` and `cost_usd` are what was paid for so far."""

    def __init__(self, client: Any, limiter: Limiter, environment: EnvironmentSpec, jitter: random.Random) -> None:
        self.name = f"bedrock:{MODEL}/{DIMENSIONS}"
        self.dimensions = DIMENSIONS
        self.tokens = 0
        self._client = client
        self._limiter = limiter
        self._timeout_s = environment.model_timeout_s
        self._retry_for_s = environment.retry_for_s
        self._jitter = jitter

    @property
    def cost_usd(self) -> float:
        """In US dollars; 0 where no price is known."""
        price = price_of(f"bedrock:{MODEL}")
        return price(Usage(input_tokens=self.tokens, output_tokens=0)) if price else 0.0

    async def embed(self, texts: Sequence[str]) -> Vector:
        """See `Embedder.embed`. Equal texts are asked for once, those without words not at all."""
        asked = list(dict.fromkeys(text for text in texts if text.strip()))
        vectors: dict[str, Vector] = {}
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            vectors |= zip(some, await _all_or_none(self._one(text) for text in some), strict=True)
        nothing = np.zeros(self.dimensions, dtype=np.float32)
        rows = [vectors.get(text, nothing) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dimensions), dtype=np.float32)

    async def _one(self, text: str) -> Vector:
        """The vector of a text, or of its beginning where it is too long."""
        sent = text[:_MOST_CHARACTERS].encode(errors="replace").decode()
        for _ in range(_CUTS):
            try:
                return await self._patiently(sent)
            except CallRejectedError as rejection:
                if not any(said in str(rejection).lower() for said in _TOO_LONG):
                    raise
                sent = sent[: len(sent) // 2]
        return await self._patiently(sent)

    async def _patiently(self, text: str) -> Vector:
        """Try again for `retry_for_s` while Titan is unavailable."""
        first_fault: float | None = None
        pause = _FIRST_S
        while True:
            try:
                return await self._admitted(text)
            except ModelUnavailableError:
                now = monotonic()
                first_fault = first_fault or now
                if now - first_fault >= self._retry_for_s:
                    raise
            except StoppedError:
                raise self._limiter.stopped or BadInputError(f"{self.name}: stopped") from None
            await asyncio.sleep(self._jitter.uniform(pause / 2, pause))
            pause = min(_LONGEST_S, pause * 2)

    async def _admitted(self, text: str) -> Vector:
        slot = await self._limiter.admit(len(text) // _CHARACTERS_PER_TOKEN + 1, 0.0)
        used = 0
        try:
            vector, used = await self._asked(text)
            self._limiter.succeeded()
        except ModelUnavailableError as fault:
            self._limiter.unavailable(slot, fault, self._retry_for_s)
            raise
        finally:
            self._limiter.give_back(slot, used_tokens=used, cost_usd=0.0)
        self.tokens += used
        return vector

    async def _asked(self, text: str) -> tuple[Vector, int]:
        """One call: the vector, and the tokens that it took."""
        body = json.dumps({"inputText": text, "dimensions": self.dimensions, "normalize": True})
        try:
            async with calling(self.name, self._timeout_s):
                response = await self._client.invoke_model(
                    modelId=MODEL, body=body, contentType="application/json", accept="application/json"
                )
                async with response["body"] as body_:
                    content = await body_.read()
        except ClientError as error:
            raise refusal(error, self.name) from None
        return self._read(content)

    def _read(self, content: bytes) -> tuple[Vector, int]:
        try:
            said = json.loads(content)
            vector = np.asarray(said["embedding"], dtype=np.float64)
            tokens = int(said.get("inputTextTokenCount", 0))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
            raise ModelUnavailableError("cut", f"{self.name}: the answer is not a vector") from None
        if vector.shape != (self.dimensions,):
            size = vector.shape[0] if vector.ndim == 1 else "other"
            raise BadInputError(f"{self.name}: the answer has {size} numbers instead of {self.dimensions}")
        length = float(np.linalg.norm(vector))
        if not np.isfinite(length) or length == 0:
            raise ModelUnavailableError("cut", f"{self.name}: the answer is a vector without a direction")
        return (vector / length).astype(np.float32), max(0, tokens)


async def _all_or_none(calls: Iterable[Coroutine[Any, Any, Vector]]) -> list[Vector]:
    """All results in order; where one fails, none of the others goes on unseen."""
    tasks = [asyncio.create_task(call) for call in calls]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def open_titan(environment: EnvironmentSpec, *, concurrency: int = 8) -> AsyncIterator[TitanEmbedder]:
    """Titan for one run. Raises `BadInputError` without region or credentials, before anything is paid."""
    name = f"bedrock:{MODEL}/{DIMENSIONS}"
    async with open_client(
        name,
        environment.aws,
        connections=concurrency,
        timeout_s=environment.model_timeout_s,
        real_calls=environment.real_model_calls,
    ) as client:
        # A quota of its own: the environment's is the generating model's, and Bedrock counts each model apart.
        yield TitanEmbedder(client, Limiter(Quota(concurrency)), environment, random.Random())  # noqa: S311 -- jitter
