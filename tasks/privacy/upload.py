"""Erases one person from one upload, in an order that survives a kill: the subjects, which say who it is, go last."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pydantic_core import from_json, to_json

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.reading import Mapping
from tasks.bulk.accepted import readable_subjects
from tasks.bulk.batch_files import StoreFiles
from tasks.bulk.kept import is_kept, replace_kept
from tasks.bulk.ledger import Ledger
from tasks.bulk.place import Place
from tasks.bulk.status import write_status
from tasks.bulk.system import AnySystem
from tasks.bulk.tally import Tally
from tasks.evaluation.forgetting import forget
from tasks.privacy.person import Person
from tasks.privacy.sources import without_person


async def erase_from(
    place: Place,
    keys: Upload,
    status: Status | None,
    person: Person,
    whose: Sequence[AnySystem],
    before_subjects: Callable[[], Awaitable[None]],
) -> list[str]:
    """Returns where something was deleted or rewritten.

    `status` is None if the upload never got that far; `whose` are then all systems, otherwise its own.
    `before_subjects` takes care of what is known elsewhere by the person's ids, which cannot be found out later.
    """
    store = place.store
    work = _Upload(place, keys, person, status, whose)
    others = await work.others()
    for subject_id in sorted(person.subject_ids):
        await work.remove(keys.customer(subject_id))
    for subject_id in sorted(others):
        await work.lines(keys.customer(subject_id))
    for key in await work.found():
        await work.lines(key) if key.endswith(".jsonl") else await work.document(key)
    if others or person.subject_ids:
        await work.jobs()
    await work.rejects()
    await work.source()
    if status is not None and (person.subject_ids or others):
        work.touched += await forget(store, status.upload_id, set(person.subject_ids))
    await work.conclude(derive=bool(person.subject_ids or others))
    if person.subject_ids:
        await before_subjects()
    await work.subjects()
    return work.touched


# By what a status says here, others are found: it stays as it is.
_FOUND_BY = frozenset({"upload_id", "system", "artifacts", "kept"})


@dataclass(slots=True)
class _Upload:
    place: Place
    keys: Upload
    person: Person
    status: Status | None
    whose: Sequence[AnySystem]
    touched: list[str] = field(default_factory=list)

    @property
    def store(self) -> ArtifactStore:
        """The artifact store."""
        return self.place.store

    @property
    def by_subject(self) -> set[str]:
        """The documents that are kept by the ids of subjects."""
        own = {key for system in self.whose for key in system.by_subject(self.keys)}
        return {self.keys.rulings, self.keys.duplicates} | own

    async def others(self) -> set[str]:
        """Other subjects whose row, or whose ruling, names the person's address."""
        named = {
            subject_id
            async for subject in readable_subjects(self.store, self.keys)
            if self.person.cleaned(subject) != subject
            for subject_id in self.person.ids_in(subject)
        }
        rulings = _json(await self.store.get(self.keys.rulings))
        named |= {one for one, ruling in rulings.items() if self.person.cleaned(ruling) != ruling}
        return named - self.person.subject_ids

    async def found(self) -> list[str]:
        """All JSON files of the upload except its exports, its records and its status, which are handled separately."""
        apart = {key for system in self.whose for key in system.artifacts(self.keys).values()}
        apart |= {self.keys.status, self.keys.lease}
        listed = [key async for key, _ in self.store.keys(self.keys.results)]
        return [
            key for key in listed if key.endswith((".json", ".jsonl")) and key not in apart and "/customers/" not in key
        ]

    async def remove(self, key: str) -> None:
        if await self.store.exists(key):
            await self.store.delete(key)
            self.touched.append(self.store.location(key))

    async def lines(self, key: str) -> None:
        content = await self.store.get(key)
        if content is not None:
            kept, _ = self.person.without_lines(content.splitlines())
            end = b"\n" if content.endswith(b"\n") else b""
            await self._put(key, content, b"\n".join(kept) + (end if kept else b""))

    async def document(self, key: str) -> None:
        content = await self.store.get(key)
        if content is None:
            return
        clean = self.person.document(content)
        if key in self.by_subject:
            clean = self._without_ids(clean)
        await self._put(key, content, clean)

    async def jobs(self) -> None:
        """Batch jobs go whole: their lines do not say whose they are. What they have not brought is asked again."""
        work = StoreFiles(self.store, self.keys)
        if await work.remove():
            self.touched.append(self.store.location(self.keys.jobs))

    async def rejects(self) -> None:
        """Rows of the person go; of an upload before rows were kept there, what names the address does."""
        content = await self.store.get(self.keys.rejects)
        if content is not None:
            mapping = Mapping() if self.status is None else self.status.mapping
            clean = without_person(content, self.person, mapping) if b"\n" in content else content
            await self._put(self.keys.rejects, content, self.person.text(clean))

    async def source(self) -> None:
        content = await self.store.get(self.keys.source)
        if content is not None:
            mapping = Mapping() if self.status is None else self.status.mapping
            clean = without_person(content, self.person, mapping)
            await self._put(self.keys.source, content, clean)

    async def _derive(self, status: Status, system: AnySystem) -> None:
        """Write the counts and the exports again: always, because an earlier erasure may have been killed."""
        ledger, tally = Ledger(self.store, self.keys, system), Tally()
        await ledger.look()
        total = 0
        for batch in range(status.batches):
            async for line in self.store.lines(self.keys.manifest(batch)):
                total += bool(line.strip())
            async for record in ledger.records(batch):
                if record.complete or record.error:
                    tally.finish(record)
        status.completed, status.failed = tally.completed, tally.failed
        status.held, status.review = tally.held, tally.review
        accepted = await self._accepted()
        status.total = total if status.batches else accepted
        status.rows_read = accepted + status.rejected + status.skipped
        written = await system.forget(self.place, status, ledger, datetime.now(UTC))
        await write_status(self.store, status, self.keys)
        self.touched += [self.store.location(key) for key in (*written, self.keys.status)]

    async def conclude(self, *, derive: bool) -> None:
        """The exports and then the status, which may name a file after the person: reports repeat that.

        While the status does, an erasure that was killed writes the exports again.
        """
        if self.status is None:
            return
        named, self.status = self.status, _unnamed(self.status, self.person)
        if derive or (self.status != named and named.batches):
            await self._derive(self.status, self.whose[0])
        elif self.status != named:
            # It says when it was last worked on, by which retention goes: this is no work.
            await self.store.put(self.keys.status, self.status.model_dump_json(indent=2).encode())
            self.touched.append(self.store.location(self.keys.status))

    async def _accepted(self) -> int:
        return len([one async for one in readable_subjects(self.store, self.keys) if not self.person.owns(one)])

    async def subjects(self) -> None:
        """The source of truth: while it knows the person, an erasure that was killed begins again from the start."""
        content = await self.store.get(self.keys.customers_in)
        if content is None:
            return
        lines = [line.rstrip(b",") for line in content.split(b"\n") if line.startswith(b"{")]
        kept, _ = self.person.without_lines(lines)
        if kept != lines:
            await self._put(self.keys.customers_in, content, b"[\n" + b",\n".join(kept) + b"\n]\n")

    async def _put(self, key: str, before: bytes, after: bytes) -> None:
        if after == before:
            return
        if self.status is not None and is_kept(self.status, key):
            await replace_kept(self.store, self.status, key, before, after)
        else:
            await self.store.put(key, after)
        self.touched.append(self.store.location(key))

    def _without_ids(self, content: bytes) -> bytes:
        value, ids = _json(content), self.person.subject_ids
        kept = {name: one for name, one in value.items() if not {name, str(one)} & ids}
        return content if kept == value else to_json(kept, indent=2)


def _unnamed(status: Status, person: Person) -> Status:
    """The status without names of files that were named after the person."""
    said = status.model_dump(mode="json")
    return Status.model_validate(
        {name: one if name in _FOUND_BY else person.unnamed(one) for name, one in said.items()}
    )


def _json(content: bytes | None) -> dict[str, Any]:
    try:
        value = from_json(content or b"{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
