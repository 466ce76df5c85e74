"""The tables of conversations, and what is in their rows beside what they are found by.

An item of DynamoDB ends at 400 KB, so a session's row holds counters only, and a message is a row.
"""

from datetime import UTC, datetime, timedelta
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from blocks.records.table import Index, Table
from schemas.support.escalation import Settled, UnderWay
from schemas.support.interaction import Outcome, Reply

SESSIONS = Table("support_sessions", "session_id", indexes=(Index("by_user", "user_id", "updated_at"),))
TURNS = Table("support_turns", "session_id", "turn", numbers=frozenset({"turn"}))
INTERACTIONS = Table("support_interactions", "interaction_id")
FEEDBACK = Table(
    "support_feedback",
    "feedback_id",
    indexes=(Index("by_session", "session_id", "at"), Index("by_day", "day", "at")),
)
ESCALATIONS = Table(
    "support_escalations",
    "escalation_id",
    indexes=(Index("by_state", "state", "changed_at"), Index("by_session", "session_id", "opened_at")),
)
TRAILS = Table(
    "support_trails",
    "interaction_id",
    indexes=(Index("by_day", "day", "at"), Index("by_session", "session_id", "at")),
)
CANDIDATES = Table(
    "support_candidates",
    "candidate_id",
    indexes=(Index("by_state", "state", "at"), Index("by_session", "session_id", "at")),
)
SEEN = Table("support_seen", "day", "at_id")  # what was asked on a day, for whoever looks back over days
TABLES = (SESSIONS, TURNS, INTERACTIONS, FEEDBACK, ESCALATIONS, SEEN, TRAILS, CANDIDATES)
KEPT_FOR = timedelta(days=90)
TEAM = "team:"  # begins the user of whoever of the team tries the assistant
NOBODY = "-"  # an index needs a value, and an anonymous session has no user
_MOST_SETTLED = 20


class Session(BaseModel):
    """The row of a session."""

    created_at: AwareDatetime
    turn_count: int = 0
    escalated: bool = False  # a person has been asked to take over, now or earlier
    under_way: UnderWay | None = None  # the escalation that no person has resolved yet
    settled: tuple[Settled, ...] = ()  # the last matters that a person has resolved
    summary: str = ""  # of the turns before `summarised`
    summarised: int = 0  # turns that it covers
    summary_version: str = ""  # of the agent that wrote it
    summaries_usd: float | None = 0.0  # what all of them have cost; None if no price is known
    summing_up_until: AwareDatetime | None = None  # until then a process is at it

    def settle(self, matter: Settled) -> None:
        """A person has resolved the escalation that was under way."""
        self.under_way = None
        self.settled = (*self.settled, matter)[-_MOST_SETTLED:]


class Turn(BaseModel):
    """One question, as it is kept, and what was replied. A blocked question is empty, as is a person's own message."""

    question: str
    reply: Reply
    at: AwareDatetime
    author: Literal["assistant", "person"] = "assistant"  # who replied
    name: str = ""  # of the person, as the customer may read it


class Before(BaseModel):
    """What was said before a question: a summary of the older turns, and the newer ones."""

    summary: str = ""
    turns: tuple[Turn, ...] = ()


class Seen(BaseModel):
    """What looking back over days needs of one turn; its text is in the turn."""

    model_config = ConfigDict(frozen=True)

    session_id: str
    user_id: str
    interaction_id: str
    at: AwareDatetime
    outcome: Outcome
    reason: str = ""
    intent: str | None = None
    agent_version: str | None = None
    quality: int | None = None
    author: Literal["assistant", "person"] = "assistant"


def seen_key(at: datetime, interaction_id: str) -> dict[str, str]:
    """What a turn's row in `SEEN` is found by: its day in UTC, and its moment on it."""
    moment = at.astimezone(UTC).isoformat()
    return {"day": moment[:10], "at_id": f"{moment}#{interaction_id}"}


def epoch(moment: datetime) -> int:
    """As rows say when they expire."""
    return int(moment.timestamp())
