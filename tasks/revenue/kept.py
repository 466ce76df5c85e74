"""Erasure and retention of what revenue keeps outside of the uploads' own files."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from schemas.retention import ClassKept
from tasks.bulk.place import Place
from tasks.revenue.knowledge.classes import classes
from tasks.revenue.log.keeping import forget_by_class
from tasks.revenue.log.rewording import reword_log
from tasks.revenue.sessions import reword_results


class KeptElsewhere:
    """The functions of `KeepsTexts` and `KeepsByClass` (`tasks.bulk.system`)."""

    async def reword(self, place: Place, clean: Callable[[Any], Any]) -> list[str]:
        """The log's texts, and results and reports of sessions."""
        return [*await reword_log(place.environment, clean), *await reword_results(place.store, clean)]

    @property
    def longest_days(self) -> int:
        """As for CONFIDENTIAL columns, which every session holds."""
        return classes()["CONFIDENTIAL"].retention_days

    async def forget_by_class(self, place: Place, now: datetime, *, dry_run: bool) -> list[ClassKept]:
        """Of the log and the outbox."""
        return await forget_by_class(place.environment, now, dry_run=dry_run)
