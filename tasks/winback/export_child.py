"""The process that passes over a range of an upload's batches: what is asked on standard input, what came of it out.

Started as `python -m tasks.winback.export_child`.
"""

import asyncio
import pickle
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import lru_cache

from blocks.settings import read_settings
from blocks.stores import open_folder, open_store
from schemas.customer import Customer
from schemas.errors import ReviveError
from schemas.winback.run import CustomerRecord
from tasks.bulk.ledger import Ledger
from tasks.bulk.observe import Observer
from tasks.files.child import reply_once
from tasks.outreach.contacts import Claims
from tasks.outreach.permission import REMEMBERED
from tasks.winback.export_pass import Seen, open_outputs, pass_over
from tasks.winback.export_ranges import RangeAsked, RangeWritten
from tasks.winback.last_look import LastLook
from tasks.winback.opinions import opinions
from tasks.winback.system import WINBACK


def reply(request: bytes) -> bytes:
    """What the range came to, or why it could not be written."""
    asked: RangeAsked = pickle.loads(request)  # noqa: S301 -- from the process that started this one
    try:
        return pickle.dumps(asyncio.run(_write(asked)))
    except ReviveError as error:
        return pickle.dumps(error)


async def _write(asked: RangeAsked) -> RangeWritten:
    known, folder = asked.known, open_folder(asked.folder)
    seen, observer = Seen.nothing(known), _observer(asked)
    async with AsyncExitStack() as stack:
        outputs = await open_outputs(stack, known, seen, folder.writer, of_range=True)
        writer = await stack.enter_async_context(folder.writer(known.keys.contacts))
        claims = Claims(writer, known.address_hash, asked.claimed, asked.now)
        ledger = await _ledger(asked)
        await pass_over(ledger.all_records(asked.batches), outputs, seen, _last_look(asked, claims), observer)
        await outputs.end()
        await claims.flush()
    return RangeWritten(seen, None if observer is None else observer.counted, claims.last)


async def _ledger(asked: RangeAsked) -> Ledger[Customer, CustomerRecord]:
    store = open_store(asked.environment.artifacts_url, asked.environment.aws, read_settings().s3_endpoint)
    store.token = asked.token  # a record that is mended is written as the run would write it
    ledger = Ledger(store, asked.known.keys, WINBACK)
    await ledger.look_at_parts()
    return ledger


def _last_look(asked: RangeAsked, claims: Claims) -> LastLook:
    remembered = lru_cache(REMEMBERED)(asked.known.address_hash.matches)
    restrictions = replace(asked.restrictions, entries=remembered)
    return LastLook(restrictions, asked.rulings, claims, asked.known.reviewing, asked.settled)


def _observer(asked: RangeAsked) -> Observer | None:
    if asked.earlier is None:
        return None
    return Observer(WINBACK, opinions(asked.rulings, asked.known.corrections), asked.earlier)


if __name__ == "__main__":
    reply_once(reply)
