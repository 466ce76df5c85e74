"""A win-back run without Prefect and without the command: the rooms below flows/, in a process that can be killed.

`python plain_run.py SOURCE UPLOAD_ID CONCURRENCY` starts or resumes.
"""

import asyncio
import sys

from schemas.winback import WinbackParams
from tasks.batch import run_batch
from tasks.finalize import finalize_upload
from tasks.intake import take_in
from tasks.prepare import prepare_upload
from tasks.quality import abandon_gate, start_gate
from tasks.run import open_place, open_run


async def main(source: str, upload_id: str, concurrency: int) -> None:
    params = WinbackParams(source=source, upload_id=upload_id, concurrency=concurrency)
    place = await open_place("local")
    await take_in(params, place.store, place.environment, None)
    async with open_run(params, upload_id, "local") as run:
        for batch in range(await prepare_upload(run, None)):
            await run.admission.enter(batch)
            await run_batch(run, batch)
        await finalize_upload(run)
        run.raise_if_stopped()


if __name__ == "__main__":
    start_gate()
    try:
        asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
    finally:
        abandon_gate()
