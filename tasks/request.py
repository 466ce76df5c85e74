"""What a run was asked beside its file: the sender profile and the suppression list, kept with the upload."""

import re
from contextvars import ContextVar
from dataclasses import dataclass

from pydantic import ValidationError

from agents.sender import load_sender
from blocks.artifacts import ArtifactStore
from blocks.layout import SENDER, Upload
from blocks.source import SourceFile, read_file
from blocks.urls import redacted
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError
from schemas.sender import Sender
from schemas.winback import WinbackParams
from tasks.do_not_send import address_key

# An address, or a whole domain as `@example.com`.
_ADDRESS = re.compile(rb"[^\s@,;|\"'<>()\[\]]*@[^\s@,;|\"'<>()\[\]]+\.[^\s@,;|\"'<>()\[\]]+")


@dataclass(frozen=True, slots=True)
class Request:
    """What a run was given beside its file; None where it was given nothing."""

    sender: Sender | None = None
    suppressed: frozenset[str] | None = None


# Set by the command, which fetches the files before there is a Prefect server: its flow is given their addresses
# without what logs in there, because Prefect keeps a run's parameters in its database.
fetched: ContextVar[Request | None] = ContextVar("revive_request", default=None)


async def read_request(params: WinbackParams, environment: EnvironmentSpec, s3_endpoint: str | None) -> Request:
    """The files that a run names. Raises `BadInputError` where one cannot be used."""
    if (already := fetched.get()) is not None:
        return already
    sender = suppressed = None
    if params.sender is not None:
        sender = _sender(await read_file(params.sender, environment.aws, s3_endpoint))
    if params.suppress is not None:
        suppressed = _suppressed(await read_file(params.suppress, environment.aws, s3_endpoint), params.suppress)
    return Request(sender, suppressed)


async def settle_sender(request: Request, store: ArtifactStore, keys: Upload, *, resumed: bool) -> Sender:
    """The profile of this run: the one given; to resume, the one it had; else `sender.yaml` in the store; else neutral.

    It is kept with the upload, so that a resumed run writes in the same name.
    """
    stored = await read_sender(store, keys)
    sender = request.sender
    if sender is None and resumed:
        sender = stored
    if sender is None:
        sender = await default_sender(store) or stored or Sender()
    if sender != stored:
        await store.put(keys.sender, sender.model_dump_json(indent=2).encode())
    return sender


async def read_sender(store: ArtifactStore, keys: Upload) -> Sender | None:
    """The profile that an upload's emails were written for; None before its first run."""
    content = await store.get(keys.sender)
    if content is None:
        return None
    try:
        return Sender.model_validate_json(content)
    except ValidationError:
        raise BadInputError(f"{store.location(keys.sender)} is damaged; remove it and give --sender again") from None


async def default_sender(store: ArtifactStore) -> Sender | None:
    """The profile of whoever gives none: `sender.yaml` beside the artifacts."""
    content = await store.get(SENDER)
    return None if content is None else _sender(SourceFile(store.location(SENDER), content))


async def settle_suppressed(request: Request, store: ArtifactStore, keys: Upload) -> frozenset[str]:
    """Hashes of the addresses that are never written to: those of the list given, else those it had before."""
    if request.suppressed is not None:
        await store.put(keys.suppressed, "\n".join(sorted(request.suppressed)).encode())
        return request.suppressed
    return frozenset((await store.get(keys.suppressed) or b"").decode("ascii", "replace").split())


def _sender(file: SourceFile) -> Sender:
    return load_sender(file.content, file.name)


def _suppressed(file: SourceFile, source: str) -> frozenset[str]:
    content = file.content
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16", errors="replace").encode()
    found = frozenset(address_key(match.decode("utf-8", "replace")) for match in _ADDRESS.findall(content))
    if not found and content.strip():
        raise BadInputError(f"{redacted(source)} holds no address; give one a line, or @domain for a whole domain")
    return found
