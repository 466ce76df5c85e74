"""Whether an upload is finished and nothing that it depends on has changed, so that a run has nothing to do.

The mark is a hash of all that decides what is asked, held and written, and of the listing of the upload's files
(e_tags): if one is edited, truncated or removed, the mark changes, and every record is checked.
"""

import hashlib
from collections.abc import Iterable

from blocks.layout import Upload
from tasks.bulk.run import Run

_WHOLE = 1 << 256


async def finished_mark(run: Run) -> str:
    """sha256 in hex of what a finished upload depends on."""
    digest = hashlib.sha256()
    for part in _rests_on(run):
        digest.update(part.encode() + b"\0")
    digest.update(str(await _files(run)).encode())
    return digest.hexdigest()


def _rests_on(run: Run) -> Iterable[str]:
    yield run.status.content_sha256
    yield run.status.model
    yield run.params.model_dump_json(include=set(run.params.decisive))
    for agent in run.system.agents:
        version = run.versions.serving(agent.name).production
        yield f"{agent.name} {version.version} {version.content_hash}"
    yield from run.system.rests_on(run.context)


async def _files(run: Run) -> int:
    """A sum over the files of the upload, which does not depend on the order of the listing."""
    keys = Upload(run.status.upload_id, run.keys.system)
    total = 0
    async for key, e_tag, _ in run.store.listing(keys.results):
        if key not in (keys.status, keys.lease, keys.budget):
            total += _number(f"{key}\0{e_tag}")
    return (total + _number(await run.store.tag(keys.customers_in) or "")) % _WHOLE


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
