"""How far an upload is: the piece that is polled while it runs, and the button that starts it."""

from pydantic import BaseModel, Field

from blocks.layout import safe
from schemas.bulk import Status
from schemas.errors import ConflictError
from schemas.web import ProcessRequest
from schemas.winback.pages import Progress
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.winback.known import known_upload
from web.pages.winback.section import WINBACK
from web.winback.runs import is_held, start_run

_OVER = ("complete", "rejected")


async def progress_of(asked: Asked, status: Status) -> Progress:
    """What is known of it now. A run that was killed still says `processing`: whether somebody works on it is asked."""
    running = _child(asked, status) or (status.status == "processing" and await is_held(asked.store, status.upload_id))
    names = {"upload_id", "status", "message", "total", "completed", "held", "review", "failed", "cost_usd"}
    names |= {"maybe_paid_usd", "seconds", "updated_at"}
    return Progress(
        **status.model_dump(include=names),
        path=WINBACK.of_upload(status.upload_id),
        ready=max(0, status.ready),
        is_running=running,
        can_start=not running and status.status not in _OVER,
    ).model_copy(update=_broken(asked, status))


def _broken(asked: Asked, status: Status) -> dict[str, str]:
    """What to say of a run that this server started and that ended without a word in the status."""
    if status.status not in ("stored", "processing"):
        return {}
    said = asked.children.last_words(status.upload_id, safe(status.upload_id))
    return {"message": said} if said else {}


def _child(asked: Asked, status: Status) -> bool:
    child = asked.children.running.get(status.upload_id)
    return child is not None and child.returncode is None


def title_of(progress: Progress) -> str:
    """For the tab: it says how far the upload is."""
    if progress.is_running:
        return f"{progress.done} of {progress.total}: {progress.upload_id}"
    state = f"{progress.review} to review" if progress.review else progress.status.replace("_", " ")
    return f"{progress.upload_id}: {state}"


@WINBACK.part("/winback/{upload}/progress")
async def progress(asked: Asked) -> Page:
    """Polled every two seconds until the run has ended."""
    found = await progress_of(asked, await known_upload(asked))
    return Page(title_of(found), "winback/progress.html.jinja", found, more={"polled": True})


@WINBACK.change("/winback/{upload}/stop", "stop a run")
async def stop(asked: Asked) -> Done:
    """Stop it once calls in flight are answered and kept. Raises `ConflictError` if this server runs none."""
    status = await known_upload(asked)
    if not asked.children.ask_to_stop(status.upload_id):
        flow = f"; cancel its flow run {status.flow_run_id} in Prefect" if status.flow_run_id else ""
        raise ConflictError(f"this server runs nothing of {status.upload_id}{flow}, or end its command with Ctrl-C")
    said = "It stops once the calls under way are answered. Go on with it whenever you like: nothing is paid for twice."
    return Done(said, WINBACK.of_upload(status.upload_id))


class _Run(BaseModel):
    max_cost_usd: float | None = Field(default=None, gt=0, allow_inf_nan=False)


@WINBACK.change("/winback/{upload}/run", "start or go on with an upload")
async def run(asked: Asked) -> Done:
    """Start the run, or go on with it; nothing is paid for twice."""
    status = await known_upload(asked)
    said = ProcessRequest(upload_id=status.upload_id, max_cost_usd=asked.said(_Run).max_cost_usd)
    await start_run(asked.place, asked.children, status, said)
    return Done("Started. The first results are below as soon as they are there.", WINBACK.of_upload(status.upload_id))
