"""`revive repair`: rows of `rejects.csv` that a person mended are taken in as rows of the same upload.

Only they are read; whoever is in the upload stays as it was, and nothing of it is paid again. What is about to change
is in the status first, then come the customers, then the rejects: killed in between, the same command does the rest.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic_core import from_json, to_json

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.lease import hold
from blocks.source import read_file
from schemas.bulk import Repair, Status
from schemas.errors import BadInputError, shown
from schemas.reading import Mapping, MendedRead, Reject
from tasks.bulk.place import Place
from tasks.bulk.status import write_status
from tasks.bulk.systems import upload_of
from tasks.files.long_cells import allow_long_cells
from tasks.files.mended_process import read_mended_apart
from tasks.files.reader.mended import FIXED
from tasks.winback.rejects import row_of, with_rows
from tasks.winback.system import WINBACK

_NAMED = 5  # rows in a message
Line = tuple[int, bytes]  # of the file, with the customer's JSON


@dataclass(frozen=True, slots=True)
class Repaired:
    """`taken`: customers that are in the upload now. `message` says what became of every row."""

    taken: int
    message: str


async def repair(place: Place, upload_id: str, source: str, mapping: Mapping | None = None) -> Repaired:
    """Take in what a person mended. `mapping` overrides how the upload's file was read.

    Raises `BadInputError` if there is no such upload, it has no rejects, or the file is not its `rejects.csv`;
    `AlreadyRunningError` while a run is under way.
    """
    store, keys = place.store, Upload(upload_id)
    file = await read_file(source, place.environment.aws, place.settings.s3_endpoint)
    async with hold(store, upload_id, wait=False):
        status = await upload_of(WINBACK, store, upload_id)
        if status.unread or await store.get(keys.rejects) is None:
            who = shown(upload_id)
            raise BadInputError(f"upload {who} has no rows to mend; give the file itself to revive winback")
        begun = await _finish_begun(store, status)
        stored, before = await store.get(keys.rejects) or b"", await store.get(keys.customers_in) or b""
        today, how = datetime.now(UTC).date(), mapping or status.mapping
        read = await read_mended_apart(file.content, file.name, stored, today, how)
        new, double = _apart(read.customers, before)
        gone, bad = {*(line for line, _ in new), *read.skipped}, [*read.rejects, *double]
        status.repair = Repair(
            lines=tuple(sorted(gone)),
            rejected=max(0, status.rejected - len(gone)),
            skipped=status.skipped + len(read.skipped),
        )
        await write_status(store, status)
        if new:
            await store.put(keys.customers_in, _with(before, [line for _, line in new]))
        await _settle(store, status, stored, gone, bad)
    return Repaired(begun + len(new), _message(read, begun, len(new), bad, file.name))


async def _finish_begun(store: ArtifactStore, status: Status) -> int:
    """A repair that was killed after it stored its customers is completed; returns how many rows it had."""
    begun, keys = status.repair, Upload(status.upload_id)
    if begun is None:
        return 0
    there = len(_lines(await store.get(keys.customers_in) or b""))
    if there != status.rows_read - begun.rejected - begun.skipped:
        status.repair = None  # nothing of it was stored
        return 0
    await _settle(store, status, await store.get(keys.rejects) or b"", set(begun.lines), ())
    return len(begun.lines)


async def _settle(store: ArtifactStore, status: Status, stored: bytes, gone: set[int], bad: Sequence[Reject]) -> None:
    """The rejects that are left, and then the counts."""
    assert status.repair is not None, "said before"
    await store.put(Upload(status.upload_id).rejects, _left(stored, gone, bad))
    status.rejected, status.skipped, status.repair = status.repair.rejected, status.repair.skipped, None
    await write_status(store, status)


def _apart(found: Sequence[Line], before: bytes) -> tuple[list[Line], list[Reject]]:
    """The customers who are new, and as rejects those whose id another one of the upload has."""
    ids, addresses = set[str](), dict[str, list[bytes]]()
    for line in _lines(before):
        ids.add(from_json(line)["customer_id"])
        addresses.setdefault(_address(line), []).append(line)
    new, double = list[Line](), list[Reject]()
    for at, line in found:
        identifier = from_json(line)["customer_id"]
        if identifier in ids:
            double.append(Reject(at, "customer_id", identifier, "is the id of another customer of this upload"))
        else:
            new.append((at, _with_siblings(line, addresses.get(_address(line), []))))
    return new, double


def _address(line: bytes) -> str:
    return str(from_json(line).get("email") or "").strip().casefold()


def _with_siblings(line: bytes, others: Sequence[bytes]) -> bytes:
    """The customer with what other rows of the same address say: a no in one of them holds for all."""
    customer = from_json(line)
    if not customer.get("email") or not others:
        return line
    said = [_sibling(from_json(one)) for one in others]
    return to_json(customer | {"siblings": [*customer.get("siblings", []), *said]})


def _sibling(customer: dict[str, object]) -> dict[str, object]:
    return {"reason": customer["cancellation_reason"], "context": customer["context"], "left": True}


def _lines(stored: bytes) -> list[bytes]:
    return [line.rstrip(b",") for line in stored.split(b"\n") if line.startswith(b"{")]


def _with(before: bytes, new: Sequence[bytes]) -> bytes:
    """At the end: batches that are done keep their customers."""
    return b"[\n" + b",\n".join([*_lines(before), *new]) + b"\n]\n"


def _left(stored: bytes, gone: set[int], bad: Sequence[Reject]) -> bytes:
    """The rejects that are left, with the cells and the reason of now."""
    allow_long_cells()
    header, *rows = csv.reader(io.StringIO(stored.decode("utf-8", "replace"), newline=""))
    now = {reject.line: reject for reject in bad}
    kept = []
    for row in rows:
        if not row or not row[0].isdecimal():
            continue
        reject = now.get(int(row[0]))
        if reject is not None:
            # A row that was refused for its id is shown as it was, so that the person sees what to change.
            kept.append(row_of(reject) if reject.row else [*row_of(reject), *row[len(FIXED) :]])
        elif int(row[0]) not in gone:
            kept.append(row)
    return with_rows(header, kept)


def _message(read: MendedRead, begun: int, taken: int, bad: Sequence[Reject], name: str) -> str:
    said = [f"{begun} rows of a repair that was cut off are in"] if begun else []
    said += [f"{taken} of the rows in {shown(name)} can be used now" if taken else f"no row of {shown(name)} is new"]
    if bad:
        named = "; ".join(f"line {one.line}: {one.column or 'row'} {one.reason}" for one in bad[:_NAMED])
        said.append(f"{len(bad)} still bad ({named}{'; …' if len(bad) > _NAMED else ''})")
    if read.skipped:
        said.append(f"{len(read.skipped)} of customers who have not left, or with a later row")
    if read.twice:
        said.append(f"lines {', '.join(map(str, read.twice[:_NAMED]))} stand in it twice, so neither row was taken")
    if read.not_rejected:
        said.append(
            f"{read.not_rejected} name no rejected line (taken in before, of another upload, or added by hand: new "
            "customers belong into a file of their own)"
        )
    if read.unread:
        said.append(f"{read.unread} cannot be read as rows of this table")
    return "; ".join(said)
