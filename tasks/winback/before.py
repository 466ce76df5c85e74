"""An upload against the one before it: the latest of the same kind of file in the same environment.

Only shares by cause are compared. Each interval is so wide that all of them together are right in 95% of cases
(Bonferroni), because somebody looks at all six for the one that stands out.
"""

import asyncio
import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from pydantic import ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import RESULTS, Upload
from schemas.bulk import Status
from schemas.winback.summary import AgainstBefore, Change, UploadSummary

_AT_ONCE = 32  # on S3 each file is a request
_ERROR = 0.05  # of all intervals together


async def summarise(store: ArtifactStore, status: Status, causes: Mapping[str, int], now: datetime) -> UploadSummary:
    """Write a summary of this upload beside its exports."""
    key = Upload(status.upload_id).summary
    known = _summary(await store.get(key))
    summary = UploadSummary(
        upload_id=status.upload_id,
        kind=_kind(status),
        first_at=now.isoformat(timespec="microseconds") if known is None else known.first_at,
        causes=dict(sorted(causes.items())),
    )
    await store.put(key, summary.model_dump_json(indent=2).encode())
    return summary


async def against_before(store: ArtifactStore, now: UploadSummary) -> AgainstBefore | None:
    """The comparison; None if there is no earlier upload of this kind, or one of the two has no analysis."""
    before: UploadSummary | None = None
    keys = [Upload("", name=name).summary for name in await store.folders(RESULTS)]
    for start in range(0, len(keys), _AT_ONCE):
        for content in await asyncio.gather(*map(store.get, keys[start : start + _AT_ONCE])):
            one = _summary(content)
            if one is not None and _precedes(one, now) and (before is None or before.first_at < one.first_at):
                before = one
    return None if before is None else _compared(before, now)


def _precedes(one: UploadSummary, now: UploadSummary) -> bool:
    return one.kind == now.kind and one.first_at < now.first_at and one.upload_id != now.upload_id and bool(one.causes)


def _compared(before: UploadSummary, now: UploadSummary) -> AgainstBefore | None:
    # SciPy takes 0.2 s, which only an upload with one before it pays.
    from agents.statistics.two_groups import share_difference  # noqa: PLC0415

    n, other = sum(now.causes.values()), sum(before.causes.values())
    if not n or not other:
        return None
    causes = sorted(now.causes.keys() | before.causes.keys())
    changes = []
    for cause in causes:
        here, there = now.causes.get(cause, 0), before.causes.get(cause, 0)
        found = share_difference(here, n, there, other, level=1 - _ERROR / len(causes))
        changes.append(Change(cause=cause, before=there / other, now=here / n, low=found.low, high=found.high))
    return AgainstBefore(
        upload_id=before.upload_id, first_at=before.first_at, customers_before=other, customers_now=n,
        changes=tuple(sorted(changes, key=lambda one: -max(one.now, one.before))),
    )  # fmt: skip


def _kind(status: Status) -> str:
    columns = json.dumps([sorted(map(str, pair)) for pair in sorted(status.mapping.columns.items())])
    return hashlib.sha256(columns.encode("utf-8", "surrogatepass")).hexdigest()


def _summary(content: bytes | None) -> UploadSummary | None:
    """A file that is damaged says nothing: the report does without."""
    try:
        return None if content is None else UploadSummary.model_validate_json(content)
    except ValidationError:
        return None
