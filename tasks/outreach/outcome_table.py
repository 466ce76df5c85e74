"""The table of outcomes: one row per person of an upload, who stands in it as a keyed hash only.

`outcomes`      upload, person            upload: its name in keys; person: the entry of `AddressHash`

Rows only ever gain facts, and the same facts once more change nothing. So an import may be killed, repeated, or run
beside another one: in the end the table holds what the files say, each thing once.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date

from pydantic import ValidationError

from blocks.layout import safe
from blocks.records.interface import Records
from blocks.records.open_records import open_records
from blocks.records.table import Delete, Put, RefusedWriteError, Row, Table
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, MissingTableError, StoreError
from schemas.outcomes import PersonOutcomes

OUTCOMES = Table("outcomes", "upload", "person")
_AT_ONCE = 50  # rows of one transaction
_TRIES = 20  # of a transaction whose rows somebody else changed meanwhile

People = dict[str, PersonOutcomes]  # by the hash of their address


@asynccontextmanager
async def open_outcomes(environment: EnvironmentSpec) -> AsyncIterator["OutcomeTable"]:
    """The outcomes of an environment. One without records has none, and `OutcomeTable.add` says so."""
    if environment.records_url is None:
        yield OutcomeTable(None, environment.name)
        return
    async with open_records(environment.records_url, environment.aws, (OUTCOMES,), upgrade_registry) as records:
        yield OutcomeTable(records, environment.name)


class OutcomeTable:
    """Every method raises `StoreError` if the records are out of reach or damaged."""

    def __init__(self, records: Records | None, environment: str) -> None:
        self._records = records
        self._environment = environment

    async def prepare(self) -> None:
        """Create the table if it is missing. Raises `BadInputError` if the environment has no records."""
        if self._records is None:
            raise BadInputError(
                f"environment {self._environment!r} has no records to keep outcomes in: set records_url of its block"
            )
        await self._records.prepare()

    async def of_upload(self, upload_id: str) -> People:
        """What is known of an upload's people."""
        return {person: known for _, person, known in await self._rows(safe(upload_id))}

    async def of_others(self, name: str) -> dict[str, list[PersonOutcomes]]:
        """What is known of people in all uploads but the one with this name, by the hash of their address."""
        found = defaultdict[str, list[PersonOutcomes]](list)
        for upload, person, known in await self._rows(None):
            if upload != name:
                found[person].append(known)
        return found

    async def last_day(self) -> date | None:
        """The last day on which anybody is known to have done anything; None if nothing was ever imported."""
        days = (fact.day for _, _, known in await self._rows(None) for fact in known.facts)
        return max(days, default=None)

    async def add(self, upload_id: str, told: Mapping[str, PersonOutcomes]) -> tuple[int, int]:
        """Add facts about an upload's people; returns how many were new, and how many known already."""
        new = known = 0
        people = sorted(told)
        for start in range(0, len(people), _AT_ONCE):
            some = {person: told[person] for person in people[start : start + _AT_ONCE]}
            more, before = await self._add_some(safe(upload_id), some)
            new, known = new + more, known + before
        return new, known

    async def forget_person(self, person: str) -> int:
        """Remove what is known of a person in any upload; returns in how many there was something."""
        return await self._remove([row for row in await self._rows(None) if row[1] == person])

    async def forget_upload(self, upload: str, *, dry_run: bool = False) -> int:
        """Remove all that is known of an upload's people, by its name in keys; returns how many rows there were."""
        rows = await self._rows(upload)
        return len(rows) if dry_run else await self._remove(rows)

    async def _remove(self, rows: list[tuple[str, str, PersonOutcomes]]) -> int:
        for start in range(0, len(rows), _AT_ONCE):
            assert self._records is not None, "it has rows"
            some = rows[start : start + _AT_ONCE]
            await self._records.commit(
                *(Delete(OUTCOMES, {"upload": upload, "person": one}) for upload, one, _ in some)
            )
        return len(rows)

    async def _add_some(self, upload: str, told: Mapping[str, PersonOutcomes]) -> tuple[int, int]:
        assert self._records is not None, "prepared before"
        for _ in range(_TRIES):
            puts, new, known = list[Put](), 0, 0
            for person, one in told.items():
                row = await self._get(upload, person)
                before = None if row is None else _parsed(row)
                after = one if before is None else before.with_facts(one.facts)
                keys = set() if before is None else {fact.key for fact in before.facts}
                new += sum(fact.key not in keys for fact in one.facts)
                known += sum(fact.key in keys for fact in one.facts)
                if row is None or after != before:
                    revision = 0 if row is None else row.revision
                    attributes = {"upload": upload, "person": person}
                    stored = Row(attributes, after.model_dump_json(), revision + 1)
                    puts.append(Put(OUTCOMES, stored, None if row is None else revision))
            try:
                if puts:
                    await self._records.commit(*puts)
            except RefusedWriteError:
                continue  # somebody else was faster with one of these people: what they wrote is read, and joined
            return new, known
        raise StoreError(f"{self._records.url}: too many imports at once; run this one again")

    async def _get(self, upload: str, person: str) -> Row | None:
        assert self._records is not None, "asked only where there are records"
        try:
            return await self._records.get(OUTCOMES, upload, person)
        except MissingTableError:
            return None

    async def _rows(self, upload: str | None) -> list[tuple[str, str, PersonOutcomes]]:
        if self._records is None:
            return []
        try:
            rows = await (self._records.scan(OUTCOMES) if upload is None else self._records.query(OUTCOMES, upload))
        except MissingTableError:
            return []  # nothing was ever imported here
        return [(str(row.attributes["upload"]), str(row.attributes["person"]), _parsed(row)) for row in rows]


def _parsed(row: Row) -> PersonOutcomes:
    try:
        return PersonOutcomes.model_validate_json(row.document)
    except ValidationError:
        raise StoreError(
            f"the records are damaged: an outcome of upload {row.attributes['upload']} is unreadable"
        ) from None
