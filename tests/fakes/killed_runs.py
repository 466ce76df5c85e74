"""`python tests/fakes/killed_runs.py SOURCE UPLOAD_ID LIMIT`: a win-back run without Prefect around it, to be killed.

An empty SOURCE goes on with the upload. Ends with the exit code of the command.
"""

import asyncio
import json
import sys

from fakes.whole_run import to_the_end

from blocks.layout import Upload
from schemas.bulk import Status
from schemas.errors import ReviveError
from schemas.winback.run import WinbackParams
from tasks.bulk.place import open_place
from tasks.bulk.run import open_run
from tasks.winback.system import WINBACK

PASSED = json.dumps({"success": True, "checks": [], "rows": 1}).encode()


async def win_back(params: WinbackParams, *, gate: bool = True) -> Status:
    """The steps of the flow; raises why it was stopped, if it was. Without `gate` the data counts as good."""
    place = await open_place("local")
    stored = await WINBACK.subjects(place, params)
    if not gate:
        await place.store.put(Upload(stored.upload_id).data_quality, PASSED)
    async with open_run(WINBACK, params, stored.upload_id, "local") as run:
        return await to_the_end(run)


if __name__ == "__main__":
    source, upload_id, limit = sys.argv[1:]
    try:
        asyncio.run(
            win_back(WinbackParams(source=source or None, upload_id=upload_id, max_cost_usd=float(limit)))
            if source
            else win_back(WinbackParams(upload_id=upload_id))
        )
    except ReviveError as error:
        raise SystemExit(error.exit_code) from None
