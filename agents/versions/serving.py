"""Which of an agent's subjects a candidate serves: a hash decides, nothing is stored.

A subject's place depends only on the agent, the release and the subject. So it stays the same while the share grows:
a larger share only adds subjects, and another release draws anew.
"""

from dataclasses import dataclass
from hashlib import blake2b

from schemas.agent import AgentVersion
from schemas.registry import Assignment

_BITS = 48  # exact in a float, and no quotient rounds up to 1


def assigned(agent: str, release_id: str, customer_id: str) -> float:
    """The place of a subject, uniform in [0, 100); the candidate serves it if it is below the share in percent."""
    # The subject's id comes last: whatever is in it, different questions never hash the same text.
    text = f"{agent}\0{release_id}\0{customer_id}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=_BITS // 8).digest(), "big") / (1 << _BITS) * 100


@dataclass(frozen=True, slots=True)
class Serving:
    """The versions that serve an agent's subjects at one moment."""

    production: AgentVersion
    candidate: AgentVersion | None = None
    release_id: str | None = None
    share: int = 0

    @property
    def versions(self) -> tuple[AgentVersion, ...]:
        """The versions that can serve somebody."""
        return (self.production,) if self.candidate is None else (self.production, self.candidate)

    def choose(self, customer_id: str) -> AgentVersion:
        """The version that serves this subject."""
        if self.candidate is None or self.release_id is None:
            return self.production
        place = assigned(self.production.agent, self.release_id, customer_id)
        return self.candidate if place < self.share else self.production

    def assignment(self, version: AgentVersion) -> Assignment | None:
        """What a record keeps of the choice; None if no release is under way."""
        if self.candidate is None or self.release_id is None:
            return None
        return Assignment(release_id=self.release_id, share=self.share, candidate=version is self.candidate)
