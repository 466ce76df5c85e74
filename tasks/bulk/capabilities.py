"""What only some systems do: optional methods, which the machinery does without if a system has none."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol, cast, runtime_checkable

from schemas.retention import ClassKept
from tasks.bulk.place import Place
from tasks.bulk.system import AnySystem, BulkRecord


@runtime_checkable
class KnowsCustomers(Protocol):
    """A system whose subjects are not customers themselves, but events or questions of one."""

    def customer_of(self, record: Any) -> str | None:
        """The id of the customer that a record is about; None if it is about nobody."""


class KeepsPeople(Protocol):
    """Something that stores data about people outside of uploads: in tables, queues, snapshots."""

    async def forget_person(self, place: Place, address: str) -> list[str]:
        """Erase who has this normalised address from there; returns where something was. Safe to repeat.

        The uploads still know the person, so what is kept elsewhere by an id of theirs can be found.
        """


@runtime_checkable
class KeepsForDays(KeepsPeople, Protocol):
    """Something that stores data about people outside of uploads that ages by itself, such as conversations."""

    async def forget_old(self, place: Place, before: datetime, *, dry_run: bool) -> int:
        """Remove what nobody has touched since a moment; returns how many things that were. Safe to repeat."""


@runtime_checkable
class KeepsElsewhere(KeepsPeople, Protocol):
    """A system that stores data about its subjects outside of their uploads."""

    async def forget_upload(self, place: Place, name: str, *, dry_run: bool) -> int:
        """Remove what is kept there of an upload, by its name in keys, whose files are deleted; returns how much."""


@runtime_checkable
class KeepsTexts(Protocol):
    """A system that keeps texts about its subjects outside of the uploads' own files, which may name anybody."""

    async def reword(self, place: Place, clean: Callable[[Any], Any]) -> list[str]:
        """Pass every JSON value that is kept there through `clean`; returns where something changed. Safe to repeat."""


@runtime_checkable
class KeepsByClass(Protocol):
    """A system whose columns have classes, each with the number of days that it may be kept."""

    @property
    def longest_days(self) -> int:
        """For how long its uploads may be kept at most, whatever a run of retention says."""

    async def forget_by_class(self, place: Place, now: datetime, *, dry_run: bool) -> list[ClassKept]:
        """Remove what is kept outside of uploads and too old for its class; then look at what is left."""


def customer_of(system: AnySystem, record: BulkRecord) -> str | None:
    """The customer a record is about, as caps count them: ids of two systems are never the same customer."""
    found = cast(KnowsCustomers, system).customer_of(record) if _knows_customers(type(system)) else record.subject_id
    return None if found is None else f"{system.name}/{found}"


@lru_cache(maxsize=64)  # asking a protocol takes 30 us, and every paid answer asks
def _knows_customers(system: type) -> bool:
    return issubclass(system, KnowsCustomers)
