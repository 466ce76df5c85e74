"""Takes in a file of questions. The file itself is not kept, because it may hold what the guardrails remove."""

from time import monotonic

from blocks.layout import Upload
from schemas.bulk import Status
from schemas.errors import BadInputError, UnreadableFileError
from schemas.support.run import SupportParams
from tasks.bulk.intake import FileKind, Taken, take_in
from tasks.bulk.picking import Pick
from tasks.bulk.place import Place
from tasks.support.question_file import read_questions
from tasks.support.taking import Taking, open_screen


async def take_in_questions(place: Place, params: SupportParams) -> Status:
    """The questions of a file, or of an upload that is there. Idempotent."""
    return await take_in(QUESTION_FILE, place, params)


async def read_taking(found: Pick) -> Taking:
    """What is in a file. Raises `UnreadableFileError` if it holds no question at all."""
    taking = Taking()
    await taking.take(read_questions(found.file.content, found.file.name), await open_screen())
    if not taking.asked:
        line, why = taking.refused[0]
        raise UnreadableFileError(f"{found.file.name} holds no question (line {line}: {why})")
    return taking


def refusal(refused: int, read: int, params: SupportParams, name: str) -> str:
    """Why a file is refused as a whole; empty if it is not."""
    if refused / max(1, read) <= params.max_reject_rate:
        return ""
    return f"{name}: {refused} of {read} lines hold no question; more than {params.max_reject_rate:.0%} allows"


async def _read(place: Place, params: SupportParams, found: Pick) -> Taken:
    started = monotonic()
    taking = await read_taking(found)
    questions, refused, keys = taking.questions, len(taking.refused), Upload(found.upload_id, params.system)
    if said := refusal(refused, questions + refused, params, found.file.name):
        await place.store.put(keys.rejects, taking.rejects())
        raise UnreadableFileError(f"{said}; see {place.store.location(keys.rejects)}")
    conversations = len(taking.asked)
    told = {
        "total": conversations,
        "skipped": questions - conversations,  # they go on with a conversation, and are part of its subject
        "rejected": refused,
        "rows_read": questions + refused,
        "doubts": taking.doubts,
    }
    return Taken(taking.stored(), told, {keys.rejects: taking.rejects()}, started, source=b"")


def _fits(_place: Place, params: SupportParams, found: Pick, status: Status) -> None:
    if said := refusal(status.rejected, status.rows_read, params, found.file.name):
        raise BadInputError(said)


QUESTION_FILE = FileKind(_read, fits=_fits)
