"""Erase one person from every upload, record and export. What remains says nothing about them.

An erasure may be killed at any point and is then simply done again: within an upload, everything that is derived from
its subjects is rewritten first, whether it seems to hold the person or not, and the subjects themselves go last, after
the history that Prefect keeps under their ids.
"""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from agents.models.wire import is_loopback_url
from blocks.address_hash import open_address_hash
from blocks.artifacts import ArtifactStore
from blocks.layout import ANSWERS, EVALUATIONS, LABELS, STANDING_LIST, Upload
from blocks.lease import hold_folder, sweep_torn
from blocks.prefect_history import api_url, clean_history, history_file, statements_for
from blocks.prefect_settings import settings_that_name
from schemas.bulk import Status
from schemas.errors import AlreadyRunningError, ReviveError, shown
from schemas.retention import Erased
from tasks.bulk.accepted import readable_subjects
from tasks.bulk.capabilities import KeepsTexts
from tasks.bulk.picking import in_upload_ids
from tasks.bulk.place import Place, open_place
from tasks.bulk.status import read_status_of
from tasks.bulk.systems import keepers, system_of, systems
from tasks.bulk.uploads import damage, passed_by, uploads_left
from tasks.outbox.outbox import open_outbox
from tasks.outbox.waiting import reword_actions
from tasks.outreach.contact_changes import forget_address
from tasks.outreach.outcome_table import open_outcomes
from tasks.outreach.standing import reword_standing
from tasks.privacy.opened import forget_copies
from tasks.privacy.person import Person
from tasks.privacy.upload import erase_from

_TORN_S = 60.0


async def erase_person(email: str, environment: str) -> Erased:
    """Raises `BadInputError` if this is not an address.

    An upload that cannot be read, or that a run holds, does not stop the others from being erased: `unread` names it.
    """
    person = Person.of(email).among(systems())
    place = await open_place(environment)
    store, erased = place.store, Erased()
    if store.folder is not None:
        erased.objects += [str(path) for path in sweep_torn(store.folder, _TORN_S)]
    with _noted(store, erased):
        await _outcomes(place, person, erased)
    # Before the uploads, whose subjects say under which ids the person is known elsewhere.
    for keeper in keepers():
        with _noted(store, erased):
            erased.objects += await keeper.forget_person(place, person.address)
    with _noted(store, erased):
        erased.objects += await _kept_texts(place, person)
    known = set[str]()
    for keys, _ in await uploads_left(store):
        with _noted(store, erased):
            async with hold_folder(store, keys.held, f"upload {shown(keys.name)}", wait=False):
                known |= await _erase_upload(place, keys, person, erased)
    await _elsewhere(store, person, erased)
    await _contacts(store, person, erased)
    await _opened(place, erased)
    with _noted(store, erased):
        await _history(person, erased)
        erased.named += await _settings(replace(person, subject_ids=frozenset(known)))
    erased.elsewhere = _elsewhere_still(known, person.address) if erased.objects or known else []
    erased.unread = list(dict.fromkeys([*erased.unread, *passed_by(store)]))
    return erased


async def _kept_texts(place: Place, person: Person) -> list[str]:
    """What systems keep of others in words that may name the person, and what waits to be sent or was."""
    changed = [
        one
        for system in systems()
        if isinstance(system, KeepsTexts)
        for one in await system.reword(place, person.cleaned)
    ]
    if place.environment.records_url is not None:
        async with open_outbox(place.environment) as outbox:
            if await reword_actions(outbox, person.cleaned):
                changed.append(f"outbox in {place.environment.records_url}")
    return changed


@contextmanager
def _noted(store: ArtifactStore, erased: Erased) -> Iterator[None]:
    """Go on after something that could not be read, and report it at the end."""
    passed_by: tuple[type[ReviveError], ...] = (AlreadyRunningError, *damage(store))
    try:
        yield
    except passed_by as error:
        erased.unread.append(str(error))


async def _erase_upload(place: Place, keys: Upload, person: Person, erased: Erased) -> set[str]:
    """Returns the ids under which the upload knew the person."""
    store, status = place.store, await read_status_of(place.store, keys)
    # If a take-in was killed, nothing says which system it was for.
    whose = systems() if status is None else (system_of(status),)
    person = person.among(whose)
    ids = {one async for line in readable_subjects(store, keys) if person.owns(line) for one in person.ids_in(line)}
    person = replace(person, subject_ids=frozenset(ids))
    erased.objects += await erase_from(place, keys, status, person, whose, lambda: _history(person, erased))
    name = _name(status, keys)
    if ids:
        erased.uploads[name] = len(ids)
    if _is_named_after(name, person):
        erased.named.append(_renamed(store, keys, name))
    return ids


def _is_named_after(upload_id: str, person: Person) -> bool:
    """Whether an upload's name holds the address, or an id, as it is or as default names are made of file names."""
    slug = in_upload_ids(person.address)
    if person.unnamed(f"{upload_id}.csv") != f"{upload_id}.csv":
        return True
    return re.search(rf"(?<![a-z0-9]){re.escape(slug)}(?![a-z0-9])", upload_id) is not None


def _renamed(store: ArtifactStore, keys: Upload, name: str) -> str:
    files = ", ".join(store.location(key) for key in (keys.results, keys.source, keys.customers_in))
    return (
        f"the name of upload {shown(name)}, which keys, the registry's counts and Prefect's history have; to be rid of "
        f"it, take the file in again under another name and remove {files}"
    )


def _name(status: Status | None, keys: Upload) -> str:
    return keys.name if status is None else status.upload_id


async def _elsewhere(store: ArtifactStore, person: Person, erased: Erased) -> None:
    """Erase the person from what evaluations and labels keep of others, whose words may name them."""
    for folder in (ANSWERS, EVALUATIONS, LABELS):
        for key in [key async for key, _ in store.keys(folder, past_unreadable=True)]:
            with _noted(store, erased):
                content = await store.get(key) or b""
                await _put(store, key, content, _clean(key, content, person), erased)


def _clean(key: str, content: bytes, person: Person) -> bytes:
    if key.endswith(".html"):
        return person.text(content)
    if key.endswith(".jsonl"):
        return b"".join(line + b"\n" for line in person.without_lines(content.splitlines())[0])
    return person.document(content)


async def _opened(place: Place, erased: Erased) -> None:
    def removed(copies: ArtifactStore, key: str) -> None:
        erased.objects.append(copies.location(key))

    erased.unread += await forget_copies(place, lambda _key, _fetched: True, removed, dry_run=False)


async def _contacts(store: ArtifactStore, person: Person, erased: Erased) -> None:
    """Erase the contacts. The suppression list keeps the person as a hash, so that nobody writes to them again."""
    with _noted(store, erased):
        changed = await forget_address(store, await open_address_hash(store), person.address)
        erased.objects += [store.location(key) for key in changed]
        if await reword_standing(store, await open_address_hash(store), lambda said: str(person.unnamed(said))):
            erased.objects.append(store.location(STANDING_LIST))


async def _outcomes(place: Place, person: Person, erased: Erased) -> None:
    """Erase the outcomes, before the uploads whose reports count them. The suppression list is not touched."""
    address_hash = await open_address_hash(place.store)
    async with open_outcomes(place.environment) as outcomes:
        if await outcomes.forget_person(address_hash.of(person.address)):
            erased.objects.append(f"outcomes in {place.environment.records_url}")


async def _put(store: ArtifactStore, key: str, before: bytes, after: bytes, erased: Erased) -> None:
    if after != before:
        await store.put(key, after)
        erased.objects.append(store.location(key))


async def _history(person: Person, erased: Erased) -> None:
    """Erase the person from Prefect's own database on this machine."""
    path = history_file()
    changed = 0 if path is None else await asyncio.to_thread(clean_history, path, person.without_rows)
    erased.objects += [str(path)] if changed else []


async def _settings(person: Person) -> list[str]:
    """What is to be run again on this machine and names the person, and what to do about it."""
    path = history_file()
    found = [] if path is None else await asyncio.to_thread(settings_that_name, path, person.unnamed)
    return [f"{one}, which names the person; change it in the Prefect UI, and in prefect.yaml" for one in found]


def _elsewhere_still(subject_ids: set[str], address: str) -> list[str]:
    """What to do on a Prefect server that runs elsewhere."""
    url = api_url()
    return [] if url is None or is_loopback_url(url) else statements_for(url, subject_ids, address)
