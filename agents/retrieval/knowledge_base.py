"""A knowledge base of Amazon Bedrock, searched by Retrieve.

https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_Retrieve.html
"""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from agents.models.bedrock_client import open_client
from agents.models.bedrock_faults import answered, calling
from agents.retrieval.passage import Found, Passage, Query
from schemas.environment import EnvironmentSpec
from schemas.plain_text import plain, plain_line

TIMEOUT_S = 2.0  # of a question that has eight seconds in all
_LONGEST_QUERY, _LONGEST = 1_000, 4_000  # characters; Retrieve takes 1,000 of a query
_LOCATIONS = {"s3Location": "uri", "webLocation": "url", "confluenceLocation": "url", "sharePointLocation": "url"}


class KnowledgeBase:
    """One knowledge base on an open client; a `Retriever` without a snapshot of ours."""

    def __init__(self, client: Any, identifier: str, timeout_s: float = TIMEOUT_S) -> None:
        self.name = f"knowledge base {identifier}"
        self._client = client
        self._id = identifier
        self._timeout_s = timeout_s

    async def search(self, query: Query) -> list[Found]:
        """At most `query.most` passages, best first; `cosine` is the score that Bedrock gives.

        Raises `ModelUnavailableError`, `CallRejectedError` or `BadInputError`.
        """
        text = query.text.encode(errors="replace").decode()[:_LONGEST_QUERY].strip()
        if not text:
            return []
        async with calling(self.name, self._timeout_s):
            call = self._client.retrieve(
                knowledgeBaseId=self._id,
                retrievalQuery={"text": text},
                retrievalConfiguration={"vectorSearchConfiguration": {"numberOfResults": query.most}},
            )
            answer = await answered(call, self.name)
        results = answer.get("retrievalResults")
        found = [_found(one) for one in results or () if isinstance(one, dict)]
        return sorted((one for one in found if one is not None), key=lambda one: -one.score)[: query.most]


def _found(result: dict[str, Any]) -> Found | None:
    """A result as a passage; None if it holds no text."""
    content, score = result.get("content"), result.get("score")
    said = plain(str(content.get("text") or ""))[:_LONGEST].strip() if isinstance(content, dict) else ""
    if not said:
        return None
    source = _source(result.get("location"))[:500]
    title = source.partition("?")[0].rstrip("/").rpartition("/")[2] or source
    points = min(1.0, max(0.0, float(score))) if isinstance(score, int | float) else 0.0
    name = f"{source}#{hashlib.sha256(said.encode()).hexdigest()[:12]}"
    passage = Passage(id=name, text=f"{title}\n{said}", about={"title": title, "source": source})
    return Found(passage=passage, score=points, cosine=points, bm25=0.0)


def _source(location: Any) -> str:
    for kind, name in _LOCATIONS.items():
        place = location.get(kind) if isinstance(location, dict) else None
        if isinstance(place, dict) and place.get(name):
            return plain_line(str(place[name]))
    return "knowledge base"


@asynccontextmanager
async def open_knowledge_base(
    identifier: str, environment: EnvironmentSpec, connections: int
) -> AsyncIterator[KnowledgeBase]:
    """A knowledge base for the life of a process. Raises `BadInputError` without region or credentials."""
    async with open_client(
        f"knowledge base {identifier}",
        environment.aws,
        connections=connections,
        timeout_s=TIMEOUT_S,
        real_calls=environment.real_model_calls,
        service="bedrock-agent-runtime",
    ) as client:
        yield KnowledgeBase(client, identifier)
