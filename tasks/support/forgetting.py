"""Removes a person from conversations (all sessions of a user whose id is their address), and old conversations.

What people write is masked before it is stored, so no text of another user's session has the address.
"""

from contextlib import suppress
from datetime import datetime

from blocks.artifacts import ArtifactStore
from blocks.records.open_records import open_records
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.address import normalised
from schemas.errors import MissingTableError
from tasks.bulk.place import Place
from tasks.support.conversations import Conversations
from tasks.support.learning.storing import drop_before, drop_quoting
from tasks.support.tables import TABLES


class KeptConversations:
    """What `tasks.bulk.system.KeepsPeople` asks, of the conversations of an environment."""

    async def forget_person(self, place: Place, address: str) -> list[str]:
        """Raises `StoreError` while the records are away."""
        environment = place.environment
        if environment.records_url is None:
            return []
        async with open_records(environment.records_url, environment.aws, TABLES, upgrade_registry) as records:
            conversations = Conversations(records)
            found = [one for one, user in (await _owners(conversations)).items() if normalised(user) == address]
            if found:
                await records.prepare()  # a table that came later may be missing
            for session_id in found:
                await forget_session(place.store, conversations, session_id)
        return [f"conversations in {environment.records_url}"] if found else []

    async def forget_old(self, place: Place, before: datetime, *, dry_run: bool) -> int:
        """Remove conversations in which nobody said anything since, each with all that is kept of it.

        An escalation that is still under way is none of the customer's choice, and goes along. Analyses go by the end
        of their window. Raises `StoreError` while the records are away.
        """
        environment = place.environment
        if environment.records_url is None:
            return 0
        async with open_records(environment.records_url, environment.aws, TABLES, upgrade_registry) as records:
            conversations = Conversations(records)
            found = await _quiet_since(conversations, before)
            if found and not dry_run:
                await records.prepare()
                for session_id in found:
                    await forget_session(place.store, conversations, session_id)
        return len(found) + await drop_before(place.store, before, dry_run=dry_run)


async def forget_session(store: ArtifactStore, conversations: Conversations, session_id: str) -> None:
    """Remove a conversation with all that is kept of it; the analyses that quote it go first, and can be made again."""
    said = {turn.reply.interaction_id for turn in await conversations.turns(session_id)}
    if said:
        await drop_quoting(store, said)
    await conversations.forget(session_id)


async def _owners(conversations: Conversations) -> dict[str, str]:
    """Whose each session is; none where nobody was ever answered."""
    owners: dict[str, str] = {}
    for source in (conversations.trails.users, conversations.owners):
        with suppress(MissingTableError):
            owners |= await source()
    return owners


async def _quiet_since(conversations: Conversations, before: datetime) -> list[str]:
    """Sessions whose last words are older; those of which only a trail is left, by that."""
    last: dict[str, datetime] = {}
    for source in (conversations.trails.last_written, conversations.last_updated):
        with suppress(MissingTableError):
            for session_id, at in (await source()).items():
                last[session_id] = max(at, last.get(session_id, at))
    return [session_id for session_id, at in last.items() if at < before]


CONVERSATIONS = KeptConversations()
