"""Erase one person: out of every upload, record and export. What remains says nothing of them.

An erasure may be killed at any point and is then simply done again: within an upload, everything that is derived from
its subjects is written anew first, whether it seems to hold the person or not, and the subjects themselves go last,
after the history that Prefect keeps under their ids.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from agents.models.wire import is_loopback_url
from blocks.address_hash import open_address_hash
from blocks.artifacts import ArtifactStore
from blocks.layout import ANSWERS, EVALUATIONS, LABELS, Upload
from blocks.lease import hold_folder, sweep_torn
from blocks.prefect_history import api_url, clean_history, history_file, statements_for
from blocks.stores import open_folder
from schemas.bulk import Status
from schemas.errors import AlreadyRunningError, ReviveError, shown
from schemas.retention import Erased
from tasks.bulk.accepted import readable_subjects
from tasks.bulk.place import Place, open_place
from tasks.bulk.status import read_status_of
from tasks.bulk.systems import system_of, systems
from tasks.bulk.uploads import damage, passed_by, uploads_left
from tasks.outreach.contact_changes import forget_address
from tasks.outreach.outcome_table import open_outcomes
from tasks.privacy.person import Person
from tasks.privacy.upload import erase_from

_OPENED = "opened"  # reports that `revive open` fetched from S3, in the home of this machine
_TORN_S = 60.0


async def erase_person(email: str, environment: str) -> Erased:
    """Raises `BadInputError` where this is no address.

    An upload that cannot be read, or that a run holds, keeps no other from being reached: `unread` names it.
    """
    person = Person.of(email).among(systems())
    place = await open_place(environment)
    store, erased = place.store, Erased()
    if store.folder is not None:
        erased.objects += [str(path) for path in sweep_torn(store.folder, _TORN_S)]
    await _outcomes(place, person, erased)
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
    erased.elsewhere = _elsewhere_still(known)
    erased.unread += passed_by(store)
    return erased


@contextmanager
def _noted(store: ArtifactStore, erased: Erased) -> Iterator[None]:
    """Go on after something that could not be read, and say so in the end."""
    passed_by: tuple[type[ReviveError], ...] = (AlreadyRunningError, *damage(store))
    try:
        yield
    except passed_by as error:
        erased.unread.append(str(error))


async def _erase_upload(place: Place, keys: Upload, person: Person, erased: Erased) -> set[str]:
    """Returns the ids under which the upload knew the person."""
    store, status = place.store, await read_status_of(place.store, keys)
    # Of a take-in that was killed nothing says which system it was for.
    whose = systems() if status is None else (system_of(status),)
    person = person.among(whose)
    ids = {one async for line in readable_subjects(store, keys) if person.owns(line) for one in person.ids_in(line)}
    person = replace(person, subject_ids=frozenset(ids))
    erased.objects += await erase_from(place, keys, status, person, whose, lambda: _history(person, erased))
    if ids:
        erased.uploads[_name(status, keys)] = len(ids)
    return ids


def _name(status: Status | None, keys: Upload) -> str:
    return keys.name if status is None else status.upload_id


async def _elsewhere(store: ArtifactStore, person: Person, erased: Erased) -> None:
    """What evaluations and labels keep of others, whose words may name the person."""
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
    """Copies of reports: they are fetched anew when somebody looks, so the whole copy goes."""
    folder = place.settings.home / _OPENED
    if not folder.is_dir():
        return
    copies = open_folder(folder)
    for key in [key async for key, _ in copies.keys("", past_unreadable=True)]:
        with _noted(copies, erased):
            await copies.delete(key)
            erased.objects.append(copies.location(key))
    erased.unread += passed_by(copies)


async def _contacts(store: ArtifactStore, person: Person, erased: Erased) -> None:
    """The suppression list keeps the person, as a hash: it is what says that nobody writes to them again."""
    with _noted(store, erased):
        changed = await forget_address(store, await open_address_hash(store), person.address)
        erased.objects += [store.location(key) for key in changed]


async def _outcomes(place: Place, person: Person, erased: Erased) -> None:
    """Before the uploads, whose reports count them; who asked for silence stays on the suppression list."""
    address_hash = await open_address_hash(place.store)
    async with open_outcomes(place.environment) as outcomes:
        if await outcomes.forget_person(address_hash.of(person.address)):
            erased.objects.append(f"outcomes in {place.environment.records_url}")


async def _put(store: ArtifactStore, key: str, before: bytes, after: bytes, erased: Erased) -> None:
    if after != before:
        await store.put(key, after)
        erased.objects.append(store.location(key))


async def _history(person: Person, erased: Erased) -> None:
    """Prefect's own database on this machine."""
    path = history_file()
    changed = 0 if path is None else await asyncio.to_thread(clean_history, path, person.without_rows)
    erased.objects += [str(path)] if changed else []


def _elsewhere_still(subject_ids: set[str]) -> list[str]:
    """What to do on a Prefect server that is not of this machine."""
    url = api_url()
    return [] if url is None or is_loopback_url(url) else statements_for(url, subject_ids)
