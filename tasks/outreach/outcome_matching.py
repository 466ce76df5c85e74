"""Whom the rows of a file of outcomes are about: by customer id or by address, in one upload or in all of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.address import normalised
from schemas.bulk import Status
from schemas.outcomes import OutcomeFile, OutcomeRow, Unread
from tasks.bulk.accepted import readable_subjects
from tasks.bulk.system import AnySystem, value_at
from tasks.files.reader.row_table import shortened


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is named: an id of the upload, and an address in its normalised form."""

    subject_id: str
    address: str


@dataclass(slots=True)
class Found:
    """Who of one upload is named, by line of the file."""

    status: Status
    by_id: dict[int, Subject] = field(default_factory=dict)
    by_address: dict[int, Subject] = field(default_factory=dict)


@dataclass(slots=True)
class Matches:
    """Every row of a file with those whom it is about, upload by upload."""

    uploads: list[Found]
    ambiguous: dict[int, Unread] = field(default_factory=dict)  # by line: the id is one person's, the address another's
    addressed: frozenset[int] = frozenset()  # lines whose address some upload knows

    def of(self, found: Found, row: OutcomeRow) -> Subject | None:
        """Whom of an upload a row is about. An id alone does not count where the address is known to be another's."""
        subject = found.by_address.get(row.line)
        if subject is not None or row.line in self.ambiguous:
            return subject if row.line not in self.ambiguous else None
        subject = found.by_id.get(row.line)
        if subject is None or row.line not in self.addressed:
            return subject
        return subject if row.email is None or normalised(row.email) == subject.address else None


async def match_rows(store: ArtifactStore, system: AnySystem, uploads: Iterable[Status], file: OutcomeFile) -> Matches:
    """Look for everybody whom a file names in the customers of these uploads, as they were taken in."""
    ids, addresses = _index(file.rows)
    found = [await _in_upload(store, system, status, ids, addresses) for status in uploads]
    matches = Matches(found, addressed=frozenset(line for one in found for line in one.by_address))
    rows = {row.line: row for row in file.rows}
    for one in found:
        for line in one.by_id.keys() & one.by_address.keys():
            if one.by_id[line].address != one.by_address[line].address:
                matches.ambiguous[line] = _ambiguous(rows[line])
    return matches


def _ambiguous(row: OutcomeRow) -> Unread:
    said = "is one customer's id, and the address is another's: nothing of the row is recorded"
    return Unread(line=row.line, column="customer_id", value=shortened(row.customer_id or ""), reason=said)


def _index(rows: Iterable[OutcomeRow]) -> tuple[Mapping[str, list[int]], Mapping[str, list[int]]]:
    ids, addresses = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for row in rows:
        if row.customer_id is not None:
            ids[row.customer_id].append(row.line)
        if row.email is not None and (address := normalised(row.email)) is not None:
            addresses[address].append(row.line)
    return ids, addresses


async def _in_upload(
    store: ArtifactStore,
    system: AnySystem,
    status: Status,
    ids: Mapping[str, list[int]],
    addresses: Mapping[str, list[int]],
) -> Found:
    found = Found(status)
    async for subject in readable_subjects(store, Upload.of(status)):
        written = value_at(subject, system.address_field)
        address = (normalised(written) or written.casefold()) if isinstance(written, str) and written else ""
        named = Subject(str(subject.get(system.id_field)), address)
        for line in ids.get(named.subject_id, ()):
            found.by_id.setdefault(line, named)
        for line in addresses.get(address, ()) if address else ():
            found.by_address.setdefault(line, named)
    return found
