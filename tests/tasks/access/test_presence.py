"""Who has a record open, over processes."""

from time import time

from blocks.local import local_environment
from blocks.settings import read_settings
from tasks.access.keys import open_keys
from tasks.access.presence import Presence
from tasks.access.tables import PRESENCE


async def test_who_else_is_there_until_they_are_away_whichever_process_serves_them() -> None:
    here, there, now = Presence(), Presence(), time()
    async with open_keys(local_environment(read_settings())) as records:
        assert await here.others(records, "u/c", "ann", now) == []
        assert await there.others(records, "u/c", "ben", now) == ["ann"]
        assert await here.others(records, "u/other", "ann", now) == []
        assert await here.others(records, "u/c", "ann", now + 15) == ["ben"]
        assert await there.others(records, "u/c", "ben", now + 30) == ["ann"]
        assert await here.others(records, "u/c", "ann", now + 70) == []


async def test_pages_that_ask_every_second_do_not_write_every_second() -> None:
    presence, now = Presence(), time()
    async with open_keys(local_environment(read_settings())) as records:
        await presence.others(records, "u/c", "ann", now)
        (first,) = await records.query(PRESENCE, "u/c")
        await presence.others(records, "u/c", "ann", now + 5)
        assert await records.query(PRESENCE, "u/c") == [first]
        await presence.others(records, "u/c", "ann", now + 9)
        assert await records.query(PRESENCE, "u/c") != [first]
