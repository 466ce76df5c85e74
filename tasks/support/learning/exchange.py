"""A turn with what was said of it, as the analysis looks at it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from schemas.support.analysis import Judgement
from schemas.support.feedback import Feedback
from tasks.support.tables import NOBODY, Turn

# Greetings, empty lines and other subjects say nothing of how well support works, nor do notices of ours.
_NO_MATTER = frozenset({"greeting", "empty", "out_of_scope", "resolved", "person"})
_GOOD, _BAD = 4, 2


@dataclass(slots=True)
class Exchange:
    """One question and its reply. `explicit` is what was said of it, oldest first."""

    session_id: str
    user_id: str
    at: datetime
    turn: Turn
    explicit: list[Feedback] = field(default_factory=list)
    implicit: set[str] = field(default_factory=set)
    tone: Judgement | None = None  # of comments without a rating

    @property
    def interaction_id(self) -> str:
        """Its id."""
        return self.turn.reply.interaction_id

    @property
    def intent(self) -> str | None:
        """What it was taken for."""
        return self.turn.reply.intent

    @property
    def version(self) -> str | None:
        """The version that answered; None if no model did."""
        return self.turn.reply.agent_version

    @property
    def whose(self) -> str:
        """Who asked: the user over all of their sessions, or an anonymous session."""
        return f"session {self.session_id}" if self.user_id == NOBODY else f"user {self.user_id}"

    @property
    def counts(self) -> bool:
        """Whether it is a question of a customer about something; blocked ones are kept nowhere."""
        reply = self.turn.reply
        return self.turn.author == "assistant" and reply.outcome != "blocked" and reply.reason not in _NO_MATTER

    @property
    def is_answer(self) -> bool:
        """Whether an agent answered it."""
        return self.counts and self.turn.reply.outcome == "answered"

    @property
    def rating(self) -> int | None:
        """The last rating that was given."""
        return next((one.rating for one in reversed(self.explicit) if one.rating is not None), None)

    @property
    def judgement(self) -> Judgement | None:
        """What the customer thinks of it: the last rating or thumbs; else the tone of the comment."""
        for one in reversed(self.explicit):
            if one.rating is not None:
                return "positive" if one.rating >= _GOOD else "negative" if one.rating <= _BAD else "neutral"
            if one.thumbs is not None:
                return "positive" if one.thumbs == "up" else "negative"
        return self.tone

    @property
    def comment(self) -> str:
        """What was written about it, all of it."""
        return " ".join(one.comment for one in self.explicit if one.comment)


def by_session(exchanges: Iterable[Exchange]) -> list[list[Exchange]]:
    """The exchanges of each session in their order, the sessions by their ids."""
    found: dict[str, list[Exchange]] = {}
    for one in sorted(exchanges, key=lambda one: (one.session_id, one.at, one.interaction_id)):
        found.setdefault(one.session_id, []).append(one)
    return list(found.values())


def in_window(exchanges: Iterable[Exchange], since: datetime, until: datetime) -> list[Exchange]:
    """Those that began in a window, in a fixed order."""
    found = [one for one in exchanges if since <= one.at < until]
    return sorted(found, key=lambda one: (one.at, one.interaction_id))


def texts(exchanges: Sequence[Exchange]) -> list[str]:
    """The questions."""
    return [one.turn.question for one in exchanges]
