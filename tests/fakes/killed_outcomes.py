"""`python -m fakes.killed_outcomes RECORDS_URL COMMITS`: outcomes of 120 people, killed after so many commits."""

import asyncio
import os
import signal
import sys
from datetime import date
from typing import Any

from schemas.environment import EnvironmentSpec
from schemas.outcomes import Fact, PersonOutcomes
from tasks.outreach.outcome_table import open_outcomes

DAY = date(2026, 11, 3)


def people(count: int) -> dict[str, PersonOutcomes]:
    """Everybody has replied."""
    fact = Fact(kind="replied", day=DAY)
    return {f"p{number:03d}": PersonOutcomes(group="treated", facts=(fact,)) for number in range(count)}


async def main(url: str, left: int) -> None:
    """Add them; SIGKILL before the commit after the last one allowed."""
    spec = EnvironmentSpec(name="prod", artifacts_url="file:///x", records_url=url)
    async with open_outcomes(spec) as table:
        await table.prepare()
        records: Any = table._records
        commit = type(records).commit

        async def counted(self: Any, *writes: Any) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            await commit(self, *writes)

        type(records).commit = counted
        await table.add("u", people(120))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
