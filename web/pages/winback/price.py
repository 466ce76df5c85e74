"""What a run over a dropped file would cost, and its start."""

from pathlib import Path

from pydantic import ValidationError

from schemas.errors import BadInputError
from schemas.reading import Mapping
from schemas.web import ProcessRequest
from schemas.winback.draft import PricePage, RunAsked
from schemas.winback.run import WinbackParams
from tasks.bulk.estimate import estimate_run
from tasks.outreach.run_request import default_sender
from tasks.winback.system import WINBACK as SYSTEM
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.winback.drafts import drafts_of, known_draft, path_of
from web.pages.winback.section import WINBACK
from web.winback.runs import start_run


@WINBACK.page("/winback/drafts/{token}/price", role="editor")
async def price(asked: Asked) -> Page:
    """Every prompt is rendered as it would be sent, and nothing is paid."""
    draft, words = known_draft(asked), asked.words(RunAsked)
    params = _params(drafts_of(asked).path(draft), draft.mapping, words)
    estimate = await estimate_run(SYSTEM, asked.place, params.model_copy(update={"dry_run": True}))
    sender = await default_sender(asked.store)
    data = PricePage(
        draft=draft, path=path_of(draft), estimate=estimate, asked=words, sender=sender.company if sender else ""
    )
    return Page(f"{draft.name}: what it would cost", "winback/price.html.jinja", data)


@WINBACK.change("/winback/drafts/{token}/start", "take a file in and start it")
async def start(asked: Asked) -> Done:
    """Take the file in, and start the run over it. The draft is gone then: the upload keeps the file."""
    draft, words = known_draft(asked), asked.said(RunAsked)
    params = _params(drafts_of(asked).path(draft), draft.mapping, words)
    status = await SYSTEM.subjects(asked.place, params)
    await start_run(asked.place, asked.children, status, ProcessRequest(upload_id=status.upload_id))
    drafts_of(asked).remove(draft)
    return Done("Started. The first results are below as soon as they are there.", WINBACK.of_upload(status.upload_id))


def _params(path: Path, mapping: Mapping, words: RunAsked) -> WinbackParams:
    said = words.model_dump(exclude={"holdout", "max_reject_rate", "tiers"}, exclude_none=True)
    tiers = (words.tiers,) if isinstance(words.tiers, str) else words.tiers
    try:
        return WinbackParams(
            source=str(path),
            mapping=mapping,
            holdout=words.holdout / 100,
            max_reject_rate=words.max_reject_rate / 100,
            tiers=tiers,
            **said,
        )
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise BadInputError(f"{first['loc'][0]}: {first['msg']}") from None
