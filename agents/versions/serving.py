"""Which share of an agent's customers a candidate gets: a hash decides, nothing is stored.

A customer's place depends on the agent, the release and the customer alone. So it stays where it is while the share
grows, raising the share only adds customers, and another release draws anew.
"""

from dataclasses import dataclass
from hashlib import blake2b

from schemas.agent import AgentVersion
from schemas.registry import Assignment

_BITS = 48  # exact in a float, and no quotient rounds up to 1


def assigned(agent: str, release_id: str, customer_id: str) -> float:
    """The place of a customer, uniform in [0, 100); the candidate serves it where it is below the share in percent."""
    # The customer's id stands last: whatever is in it, no two questions read the same.
    text = f"{agent}\0{release_id}\0{customer_id}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=_BITS // 8).digest(), "big") / (1 << _BITS) * 100


@dataclass(frozen=True, slots=True)
class Serving:
    """The versions that serve an agent's customers at one moment."""

    production: AgentVersion
    candidate: AgentVersion | None = None
    release_id: str | None = None
    share: int = 0

    @property
    def versions(self) -> tuple[AgentVersion, ...]:
        """Those that can serve somebody."""
        return (self.production,) if self.candidate is None else (self.production, self.candidate)

    def choose(self, customer_id: str) -> AgentVersion:
        """The version that serves this customer."""
        if self.candidate is None or self.release_id is None:
            return self.production
        place = assigned(self.production.agent, self.release_id, customer_id)
        return self.candidate if place < self.share else self.production

    def assignment(self, version: AgentVersion) -> Assignment | None:
        """What a record says of the choice; None where no release is under way."""
        if self.candidate is None or self.release_id is None:
            return None
        return Assignment(release_id=self.release_id, share=self.share, candidate=version is self.candidate)
