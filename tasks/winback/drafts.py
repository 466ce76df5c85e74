"""Files that were dropped on the pages and wait to be started: on the disk of this machine, for a day at most.

They are no uploads yet, because how they are read may still change. Only their token, which cannot be guessed, leads
to them.
"""

import asyncio
import re
import secrets
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from schemas.errors import StoreError
from schemas.winback.draft import Draft
from tasks.bulk.place import Place

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_LASTS_S = 86_400.0
_ABOUT = "draft.json"
_PACKED = (b"PK", b"\x1f\x8b")  # what workbooks and gzip begin with
_WORD = re.compile(r"\w+")


class Drafts:
    """The drafts below a home."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "drafts"

    def folder(self) -> tuple[str, Path]:
        """A new token, and the folder where its file goes. Old drafts are removed first."""
        self._sweep()
        token = secrets.token_urlsafe(16)
        folder = self._folder / token
        try:
            folder.mkdir(parents=True, mode=0o700)
        except OSError as error:
            raise StoreError(f"cannot write {self._folder}: {error.strerror}") from None
        return token, folder

    def add(self, token: str, name: str, by: str) -> Draft:
        """The draft of a file that was saved in the folder of this token."""
        size = (self._folder / token / name).stat().st_size
        draft = Draft(token=token, name=name, by=by, at=datetime.now(UTC).isoformat(timespec="seconds"), bytes=size)
        self.write(draft)
        return draft

    def write(self, draft: Draft) -> None:
        """Replace what is known of it."""
        path = self._folder / draft.token / _ABOUT
        new = path.with_suffix(".new")
        new.write_text(draft.model_dump_json(), encoding="utf-8")
        new.replace(path)

    def read(self, token: str) -> Draft | None:
        """None if there is none: it was started, removed, or is older than a day."""
        if not _TOKEN.fullmatch(token):
            return None
        try:
            return Draft.model_validate_json((self._folder / token / _ABOUT).read_bytes())
        except (OSError, ValidationError):
            return None

    def path(self, draft: Draft) -> Path:
        """The file itself."""
        return self._folder / draft.token / draft.name

    def remove(self, draft: Draft) -> None:
        """Remove the file and what is known of it."""
        shutil.rmtree(self._folder / draft.token, ignore_errors=True)

    def forget(self, address: str) -> int:
        """Remove those that may hold this address, and how many. Raises `StoreError` if one stays.

        They were not read yet, so what cannot be searched counts as holding it: a file can be dropped again.
        """
        found = [folder for folder in self._folder.glob("*") if any(map(_may_hold(address), folder.iterdir()))]
        for folder in found:
            try:
                shutil.rmtree(folder)
            except OSError as error:
                raise StoreError(f"cannot remove {folder}: {error.strerror}") from None
        return len(found)

    def _sweep(self) -> None:
        for folder in self._folder.glob("*"):
            if _TOKEN.fullmatch(folder.name) and time.time() - folder.stat().st_mtime > _LASTS_S:
                shutil.rmtree(folder, ignore_errors=True)


def _may_hold(address: str) -> Callable[[Path], bool]:
    """Whether a file may hold an address, by the longest word in front of its `@`: it may be spelled in other ways."""
    word = max(_WORD.findall(address.partition("@")[0]), key=len, default="")

    def may_hold(path: Path) -> bool:
        content = path.read_bytes()
        unsearchable = content.startswith(_PACKED) or b"\0" in content
        return unsearchable or word in content.decode(errors="replace").casefold()

    return may_hold


class KeptDrafts:
    """What `tasks.bulk.system.KeepsPeople` asks, of files that wait on the pages of this machine."""

    async def forget_person(self, place: Place, address: str) -> list[str]:
        """Raises `StoreError` if a file cannot be removed."""
        removed = await asyncio.to_thread(Drafts(place.settings.home).forget, address)
        return [f"{removed} dropped but not started, in {place.settings.home / 'drafts'}"] if removed else []


WAITING = KeptDrafts()
