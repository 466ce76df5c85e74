"""Erase one person: out of every upload, record and export. What remains says nothing of them."""

import io
import re
from datetime import UTC, datetime

from pydantic_core import from_json

from blocks.artifacts import ArtifactStore
from blocks.hold import hold
from blocks.layout import CONTACTS, Upload
from schemas.errors import BadInputError
from schemas.retention import Erased
from schemas.sender import Sender
from schemas.winback import Status
from tasks.do_not_send import address_key
from tasks.evaluation.forgetting import forget
from tasks.export import Exporter
from tasks.ledger import Ledger
from tasks.reader.encoding import decode_any
from tasks.request import read_sender
from tasks.rulings import read_rulings, write_rulings
from tasks.run import open_place
from tasks.status import read_status, write_status

_STATUS = re.compile(r"results/([^/]+)/status\.json")


async def erase_person(email: str, environment: str) -> Erased:
    """Raises `BadInputError` where this is no address, `AlreadyRunningError` while a run holds an upload."""
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", email.strip()):
        raise BadInputError("give one address, like --email ann@acme.example")
    store = (await open_place(environment)).store
    erased = Erased()
    for upload_id in await upload_ids(store):
        async with hold(store, upload_id, wait=False):
            await _erase_from(store, upload_id, email.strip().casefold(), erased)
    for key in [key async for key, _ in store.keys(CONTACTS)]:
        await _without(store, key, address_key(email).encode(), erased)
    return erased


async def upload_ids(store: ArtifactStore) -> list[str]:
    """Every upload that the store knows, by the status that it wrote; `BadInputError` where one is damaged."""
    keys = sorted([key async for key, _ in store.keys("results") if _STATUS.fullmatch(key)])
    found = [await _upload_id(store, key) for key in keys]
    return [upload_id for upload_id in found if upload_id]


async def _upload_id(store: ArtifactStore, key: str) -> str:
    content = await store.get(key)
    try:
        return str(from_json(content)["upload_id"]) if content is not None else ""
    except (ValueError, KeyError, TypeError):
        # Passing by could leave there what is to be removed.
        raise BadInputError(f"{store.location(key)} is damaged: take the upload in again, or remove it") from None


async def _erase_from(store: ArtifactStore, upload_id: str, email: str, erased: Erased) -> None:
    keys = Upload(upload_id)
    status = await read_status(store, upload_id)
    if status is None:
        return
    before = len(erased.objects)
    customers = await _persons(store, keys, email)
    for customer_id in customers:
        if await store.exists(keys.customer(customer_id)):
            await store.delete(keys.customer(customer_id))
            erased.objects.append(store.location(keys.customer(customer_id)))
    total = status.total
    for batch in range(status.batches):
        status.total -= await _without_customers(store, keys.manifest(batch), customers, erased)
        await _without_customers(store, keys.part(batch), customers, erased)
    removed = await _without_customers(store, keys.customers_in, customers, erased)
    if customers:
        erased.objects += await forget(store, upload_id, customers)
    await _without_rows(store, keys.source, email, erased)
    await _without_rows(store, keys.rejects, email, erased)
    if len(erased.objects) == before:
        return
    erased.uploads[upload_id] = max(removed, total - status.total)
    status.rows_read -= removed
    rulings = await read_rulings(store, keys)
    if customers & rulings.keys():
        await write_rulings(store, keys, {name: rulings[name] for name in rulings if name not in customers})
    status.completed = min(status.completed, status.total)
    await _export(store, keys, status, erased)
    await write_status(store, status)


async def _export(store: ArtifactStore, keys: Upload, status: Status, erased: Erased) -> None:
    """Write the exports anew, where there were some."""
    if not await store.exists(keys.customers):
        return
    ledger = Ledger(store, keys)
    await ledger.look()
    sender = await read_sender(store, keys) or Sender()
    await Exporter(store, keys, ledger, status, sender).export(datetime.now(UTC))
    for key in (keys.customers, keys.analyses, keys.campaigns, keys.emails, keys.parquet, keys.report):
        erased.objects.append(store.location(key))


async def _persons(store: ArtifactStore, keys: Upload, email: str) -> set[str]:
    """The ids under which an upload knows this address."""
    found = set()
    async for line in store.lines(keys.customers_in):
        if line.startswith(b"{"):
            customer = from_json(line.rstrip(b","))
            if (customer["email"] or "").casefold() == email:
                found.add(customer["customer_id"])
    return found


async def _without_customers(store: ArtifactStore, key: str, customers: set[str], erased: Erased) -> int:
    """Drop the lines of these customers from an object of JSON lines or a JSON array; returns how many."""
    content = await store.get(key)
    if content is None or not customers:
        return 0
    lines = content.split(b"\n")
    kept = [line for line in lines if not _is_of(line, customers)]
    if len(kept) == len(lines):
        return 0
    rows = [line.rstrip(b",") for line in kept if line.startswith(b"{")]
    is_array = content.startswith(b"[")
    await store.put(key, b"[\n" + b",\n".join(rows) + b"\n]\n" if is_array else b"".join(row + b"\n" for row in rows))
    erased.objects.append(store.location(key))
    return len(lines) - len(kept)


def _is_of(line: bytes, customers: set[str]) -> bool:
    if not line.startswith(b"{"):
        return False
    try:
        return from_json(line.rstrip(b","))["customer_id"] in customers
    except (ValueError, KeyError, TypeError):
        return False


async def _without(store: ArtifactStore, key: str, text: bytes, erased: Erased) -> None:
    """Drop the lines that hold a text."""
    content = await store.get(key) or b""
    if text in content:
        kept = [line for line in content.splitlines(keepends=True) if text not in line]
        await store.put(key, b"".join(kept))
        erased.objects.append(store.location(key))


async def _without_rows(store: ArtifactStore, key: str, email: str, erased: Erased) -> None:
    """Drop the rows of a CSV that hold an address, whatever its encoding and delimiter."""
    content = await store.get(key)
    if content is None:
        return
    text, encoding = decode_any(content)
    kept = "".join(row for row in _rows(text) if email not in row.casefold())
    if kept != text:
        await store.put(key, kept.encode(encoding, errors="surrogatepass"))
        erased.objects.append(store.location(key))


def _rows(text: str) -> list[str]:
    """The rows of a CSV as they stand, a quoted line break inside one row."""
    rows: list[str] = []
    open_quote = False
    for line in io.StringIO(text, newline=""):
        if open_quote and rows:
            rows[-1] += line
        else:
            rows.append(line)
        open_quote ^= line.count('"') % 2 == 1
    return rows
