"""What a run over a file of questions would cost: it is read as a run would read it, and nothing of it is stored."""

from schemas.bulk import Estimate
from schemas.errors import UnreadableFileError
from schemas.support.run import Query, QueryRecord, SupportParams
from tasks.bulk.estimate import open_forecast, select
from tasks.bulk.intake import require_ours, require_same
from tasks.bulk.picking import pick
from tasks.bulk.place import Place
from tasks.bulk.system import System
from tasks.support.context import SupportContext, read_context
from tasks.support.intake import read_taking, refusal

_System = System[Query, QueryRecord, SupportContext, SupportParams]


async def estimate_questions(system: _System, place: Place, params: SupportParams) -> Estimate:
    """Raises `BadInputError` on the same files that a run would refuse."""
    found = await pick(place, params)
    if found.status is not None:
        require_ours(found.status, params)
        require_same(found, found.status, params.reading)
    taking = await read_taking(found)
    if said := refusal(len(taking.refused), taking.questions + len(taking.refused), params, found.file.name):
        raise UnreadableFileError(said)
    selection = select(system, taking.stored(), params)
    forecast = await open_forecast(system, await read_context(place), place, params)
    for query in selection.subjects:
        await forecast.add(query)
    return forecast.estimate(found.upload_id, rejected=len(taking.refused), doubts=taking.doubts)
