"""One email as a person writes it: checked like the model's, recorded with who and when, the model's own kept."""

from collections.abc import Mapping
from datetime import UTC, datetime

from pydantic import ValidationError

from agents.core.agent import problems
from agents.core.step import Chosen
from agents.versions.versions import Versions
from agents.winback.campaign import check_one
from schemas.errors import BadInputError, shown
from schemas.plain_text import plain_answer
from schemas.winback.campaign import CampaignInput, Email
from schemas.winback.review import Edit, Edits
from schemas.winback.run import CustomerRecord, WinbackParams
from tasks.bulk.asked import resumed_params
from tasks.bulk.place import open_place
from tasks.registry.serving import Pointers
from tasks.winback.chain import CAMPAIGN, campaign_step
from tasks.winback.context import read_context
from tasks.winback.decisions import EDITS, EditedEmails, edits_of, emails_hash, emails_of, with_edits
from tasks.winback.rewriting import LeasedUpload, leased, rewrite_exports
from tasks.winback.rule_on import find_record


async def edit(
    upload_id: str, customer_id: str, number: int, texts: Mapping[str, str], by: str, environment: str
) -> str:
    """Replace the `subject`, `body` or `cta` of one email, those that are given; the exports change at once.

    Returns the message to print. Raises `BadInputError` if there is no such upload, customer or email, the customer is
    on hold, or the text breaks a rule; `AlreadyRunningError` while a run is under way.
    """
    place = await open_place(environment)
    async with leased(place, upload_id) as upload:
        store, ledger, status = upload.store, upload.ledger, upload.status
        _, record = await find_record(ledger, status.batches, customer_id, upload_id)
        if record is None:
            raise BadInputError(f"{shown(customer_id)} has no emails yet: there is nothing to edit")
        now, written = datetime.now(UTC), emails_hash(emails_of(record))
        edits = await EDITS.read(store, status)
        edited = edits_of(record, edits)
        email = _changed(with_edits(record, edited), number, texts)
        before = edited.get(number)
        if before is None or before.email != email:  # the same once more keeps who wrote it and when
            said = Edit(by=by, at=now.isoformat(timespec="seconds"), emails=written, email=email)
            edited |= {number: said}
        _require_allowed(await _given(upload, record), record, edited, number)
        kept = Edits(edits=tuple(one for _, one in sorted(edited.items())))
        await EDITS.write(store, status, edits | {customer_id: kept})
        await rewrite_exports(upload, now)
        who = shown(edited[number].by)
        return f"{shown(customer_id)}: email {number} is as {who} wrote it; the model's own stays in its record"


def _changed(record: CustomerRecord, number: int, texts: Mapping[str, str]) -> Email:
    """The email with these texts, made plain as a model's are."""
    before = next((email for email in emails_of(record).emails if email.number == number), None)
    if before is None:
        raise BadInputError(f"{shown(record.customer_id)} has no email {number}; give --email 1, 2 or 3")
    try:
        return Email.model_validate(before.model_dump() | plain_answer(dict(texts)))
    except ValidationError as error:
        raise _refused(number, problems(error)) from None


async def _given(upload: LeasedUpload, record: CustomerRecord) -> CampaignInput:
    """What the version that wrote the emails was given."""
    assert record.analysis is not None, "emails are written from an analysis"
    assert record.campaign is not None, "there are emails"
    params = resumed_params(WinbackParams(upload_id=upload.status.upload_id), upload.status)
    context = await read_context(upload.place, params, upload.status)
    version = await Pointers(upload.registry, upload.store, Versions()).version(CAMPAIGN.name, record.campaign.version)
    chosen = Chosen(version, record.campaign.model)
    inputs = campaign_step(record, record.analysis, context, {CAMPAIGN.name: chosen}).inputs
    assert isinstance(inputs, CampaignInput), "the campaign's step says so"
    return inputs


def _require_allowed(given: CampaignInput, record: CustomerRecord, edited: EditedEmails, number: int) -> None:
    """Raise `BadInputError` if the emails with these edits break a rule for a model's."""
    if (problem := check_one(given, emails_of(with_edits(record, edited)), number)) is not None:
        raise _refused(number, problem)


def _refused(number: int, problem: str) -> BadInputError:
    return BadInputError(f"email {number} stays as it was: {problem}. Change the text and edit again")
