"""Starting a run of win-back from the HTTP door, by a program or from a page."""

from pathlib import Path

from blocks.artifacts import ArtifactStore
from blocks.layout import safe
from blocks.lease import hold
from schemas.bulk import Status
from schemas.errors import AlreadyRunningError
from schemas.web import ProcessRequest
from tasks.bulk.place import Place
from tasks.bulk.starting import Children, start_deployment

DEMO = Path(__file__).resolve().parents[2] / "demo"


async def start_run(place: Place, children: Children, status: Status, asked: ProcessRequest) -> None:
    """Start the run unless it is under way or complete, and say so in the status."""
    options = asked.model_dump(exclude={"upload_id"}, exclude_none=True)
    if status.status in ("complete", "rejected") and not options:
        return
    if await is_held(place.store, status.upload_id):
        return
    key = f"serve/{status.upload_id}/{status.updated_at}/{sorted(options.items())}"
    said = {"upload_id": status.upload_id} | options
    if not await start_deployment("winback", said, place.environment.name, key):
        flags = [part for name, value in options.items() for part in (f"--{name.replace('_', '-')}", str(value))]
        command = ["resume", "--environment", place.environment.name, *flags, "--json", "--", status.upload_id]
        await children.start(status.upload_id, safe(status.upload_id), command)
    status.status = "processing"


async def is_held(store: ArtifactStore, upload_id: str) -> bool:
    """Whether a run, or a person's decision, is under way."""
    try:
        async with hold(store, upload_id, wait=False):
            return False
    except AlreadyRunningError:
        return True
