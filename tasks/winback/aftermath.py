"""The outcomes of emails, for the figures of the version that wrote them."""

from datetime import date

from agents.winback import campaign
from schemas.outcomes import Fact, Kind
from schemas.winback.run import CustomerRecord
from tasks.bulk.observe import Followed
from tasks.bulk.place import Place
from tasks.bulk.version_sums import Aftermath
from tasks.outreach.outcome_table import open_outcomes
from tasks.winback.followed import Followed as Contacted


async def read_aftermath(place: Place, contacted: Contacted) -> Followed | None:
    """Of an upload's customers; None if nobody has told of any outcome or of what was sent.

    What is known ends with the last day of which any file tells something: on later days nobody may have looked, and
    a customer of whom nothing is heard since has not been silent for so long.
    """
    if not contacted.anything:
        return None
    async with open_outcomes(place.environment) as table:
        until = await table.last_day()
    if until is None:
        return None
    return lambda record, agent: _of(record, contacted, until) if agent == campaign.AGENT.name else None


def _of(record: CustomerRecord, contacted: Contacted, until: date) -> Aftermath | None:
    since = contacted.since(record)
    if since is None or contacted.group(record) != "treated":
        return None
    facts = contacted.counted(record)
    return Aftermath(
        known=(until - since).days,
        replied=_first(facts, "replied", since),
        reactivated=_first(facts, "reactivated", since),
        silenced=any(fact.kind in ("unsubscribed", "complained") for fact in facts),
    )


def _first(facts: tuple[Fact, ...], kind: Kind, since: date) -> int | None:
    return min(((fact.day - since).days for fact in facts if fact.kind == kind), default=None)
