"""What a run was asked to do: its parameters and, beside its file, the sender profile and the suppression list.

All of it is stored with the upload when the file is taken in, before anything could be resumed. A run that is killed
while Prefect starts continues as it was asked to, with the same sample, budget, sender and list.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import ValidationError

from agents.core.yaml_file import model_in
from blocks.address_hash import AddressHash, open_address_hash
from blocks.artifacts import ArtifactStore
from blocks.layout import SENDER, Upload
from blocks.settings import login_name
from blocks.source import SourceFile, read_file
from schemas.bulk import RunParams, Status
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, shown
from schemas.outreach import AddressList, Suppression
from schemas.sender import Sender
from tasks.bulk.asked import kept_params, resumed_params
from tasks.bulk.kept import read_kept, seal
from tasks.outreach.entries import current_entries
from tasks.outreach.list_process import odd_entries, read_list
from tasks.outreach.standing import add_to_standing

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Request:
    """What a run was given beside its file; None for what it was not given. `list_name` is the list's file name."""

    sender: Sender | None = None
    suppressed: AddressList | None = None
    list_name: str = ""


async def read_request(
    sender_at: str | None, list_at: str | None, environment: EnvironmentSpec, s3_endpoint: str | None
) -> Request:
    """The files that a run names, each by path or URL. Raises `BadInputError` if one cannot be used."""
    sender, suppressed, name = None, None, ""
    if sender_at is not None:
        sender = _sender(await read_file(sender_at, environment.aws, s3_endpoint))
    if list_at is not None:
        file = await read_file(list_at, environment.aws, s3_endpoint)
        name = shown(file.name)
        suppressed = await read_list(file.content, name)
        if said := odd_entries(suppressed):
            _log.warning("%s: %d addresses on the list; %s", name, len(suppressed.addresses), said)
    return Request(sender, suppressed, name)


async def settle_request(
    request: Request, params: RunParams, environment: str, store: ArtifactStore, status: Status
) -> dict[str, bytes]:
    """Note in the status what is asked of the upload; returns the files to store with it, by key. Under its lease.

    The list is added to the environment's standing list at once: the next run must not write to them either.
    """
    resumed = params.source is None
    status.params = kept_params(resumed_params(params, status), environment)
    sender = request.sender or (None if resumed else await default_sender(store))
    if sender is None:
        sender = await read_sender(store, status) or Sender()
    files = {Upload.of(status).sender: sender.model_dump_json(indent=2).encode()}
    return await sealed(files | await settle_list(request, store, status), store, status)


async def settle_list(request: Request, store: ArtifactStore, status: Status) -> dict[str, bytes]:
    """The suppression list that the upload has from now on, by its key: the one that is given, else the one it had."""
    key = Upload.of(status).suppressed
    if request.suppressed is not None:
        return {key: await _list(request, store, status)}
    content = await read_kept(store, status, key, _LIST_REMEDY)
    return {} if content is None else {key: content}


async def sealed(files: Mapping[str, bytes], store: ArtifactStore, status: Status) -> dict[str, bytes]:
    """Note in the status what these files hold; returns those that are to be stored, by key."""
    for key, content in files.items():
        seal(status, key, content)
    return {key: content for key, content in files.items() if await store.get(key) != content}


async def read_sender(store: ArtifactStore, status: Status) -> Sender | None:
    """The profile that an upload's emails were written for; None before its first run."""
    key = Upload.of(status).sender
    content = await read_kept(store, status, key, "give --sender again")
    if content is None:
        return None
    try:
        return Sender.model_validate_json(content)
    except ValidationError:
        raise BadInputError(f"{store.location(key)} is damaged; give --sender again") from None


async def default_sender(store: ArtifactStore) -> Sender | None:
    """The profile of runs that are given none: `sender.yaml` beside the artifacts."""
    content = await store.get(SENDER)
    return None if content is None else _sender(SourceFile(store.location(SENDER), content))


_LIST_REMEDY = "give --suppress again"


async def read_suppressed(store: ArtifactStore, status: Status, address_hash: AddressHash) -> frozenset[str]:
    """The entries of the list that was given with an upload; none if there was no list."""
    key = Upload.of(status).suppressed
    content = await read_kept(store, status, key, _LIST_REMEDY)
    lines = (content or b"").decode("ascii", "replace").split()
    return current_entries(lines, address_hash, store.location(key))


async def _list(request: Request, store: ArtifactStore, status: Status) -> bytes:
    """The list as stored with the upload; its numbers go into the status."""
    found = request.suppressed
    assert found is not None
    status.suppression = Suppression(
        listed=len(found.addresses), odd=found.odd, odd_lines=tuple(entry.line for entry in found.first_odd)
    )
    address_hash = await open_address_hash(store)
    await add_to_standing(
        store,
        address_hash,
        found.addresses,
        now=datetime.now(UTC),
        by=login_name(),
        source=request.list_name,
        reason=f"--suppress of upload {shown(status.upload_id)}",
    )
    return "\n".join(sorted(address_hash.of(address) for address in found.addresses)).encode()


def _sender(file: SourceFile) -> Sender:
    return model_in(file.content, file.name, Sender)
