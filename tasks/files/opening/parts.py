"""The XML parts of a workbook: found, bounded before they are unpacked, and read without building a tree.

The format is ECMA-376 ("Office Open XML"). calamine gives the values of cells; what it leaves out (error values, number
formats, how far a sheet reaches) is read here.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import NoReturn
from xml.parsers import expat

from schemas.errors import BadInputError

MOST_BYTES = 512 << 20  # of the XML in one workbook; 200 MB of CSV are about that much
_PIECE = 1 << 20
_RELATIONS = "_rels/.rels"
_WORKBOOK = "xl/workbook.xml"

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


class Parts:
    """Every method raises `BadInputError` where the workbook is damaged, or unpacks to too much."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
            self.damaged()
        self._by_name = {entry.filename.lstrip("/").lower(): entry for entry in self._zip.infolist()}
        # zipfile reads no further than an entry says, and checks the sum: what is said here is what there is.
        said = sum(one.file_size for at, one in self._by_name.items() if at.endswith((".xml", ".rels")))
        if said > MOST_BYTES:
            raise BadInputError(
                f"{name} unpacks to more than {MOST_BYTES >> 20} MB; split it, or save the sheet as CSV"
            )

    def damaged(self) -> NoReturn:
        """Refuse the workbook."""
        raise BadInputError(f"{self.name} is a damaged workbook; open it and save it again, or save it as CSV")

    def pieces(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, unpacked as they are asked for. A part that is not there has none."""
        entry = self._entry(part)
        if entry is None:
            return
        try:
            with self._zip.open(entry) as stream:
                while piece := stream.read(_PIECE):
                    yield piece
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
            self.damaged()

    def walk(self, part: str, start: Start, end: End | None = None) -> None:
        """Call back for every element of a part, by its name without a prefix."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda tag, found: start(tag.rpartition(":")[2], found)
        if end is not None:
            parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
        parser.StartDoctypeDeclHandler = self._refuse_entities
        last = b""
        try:
            for last in self.pieces(part):
                parser.Parse(last, False)  # noqa: FBT003 -- expat's
            if last:
                parser.Parse(b"", True)  # noqa: FBT003 -- same
        except expat.ExpatError:
            self.damaged()

    def _refuse_entities(self, *_: object) -> NoReturn:
        """No workbook has a document type; it is how a few bytes become gigabytes."""
        raise BadInputError(f"{self.name} holds a document type, as no workbook does; save it as CSV")

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """By id: the last word of what a part refers to, and where that is. `part` is empty for the package."""
        folder, file = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, said: dict[str, str]) -> None:
            if tag == "Relationship" and said.get("TargetMode") != "External":
                target = said.get("Target", "")
                where = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found[said.get("Id", "")] = (said.get("Type", "").rpartition("/")[2], posixpath.normpath(where))

        self.walk(f"{folder}/_rels/{file}.rels" if part else _RELATIONS, start)
        return found

    @property
    def workbook(self) -> str:
        """Where the workbook itself is."""
        found = [where for kind, where in self.relations("").values() if kind == "officeDocument"]
        return found[0] if found else _WORKBOOK

    def sheets(self) -> dict[str, str]:
        """Where each sheet is, by its name."""
        workbook = self.workbook
        relations, found = self.relations(workbook), dict[str, str]()

        def start(tag: str, said: dict[str, str]) -> None:
            if tag == "sheet":
                # The prefix of `r:id` is the writer's choice.
                known = next((one for key, one in said.items() if key.rpartition(":")[2] == "id"), "")
                found[said.get("name", "")] = relations.get(known, ("", ""))[1]

        self.walk(workbook, start)
        return found

    def styles(self) -> str:
        """Where the formats of cells are."""
        return self._of_workbook("styles")

    def strings(self) -> str:
        """Where the texts are that cells name by a number."""
        return self._of_workbook("sharedStrings")

    def size(self, part: str) -> int:
        """The bytes of a part, unpacked."""
        entry = self._entry(part)
        return 0 if entry is None else entry.file_size

    def _of_workbook(self, kind: str) -> str:
        found = [where for said, where in self.relations(self.workbook).values() if said == kind]
        return found[0] if found else f"xl/{kind}.xml"

    def _entry(self, part: str) -> zipfile.ZipInfo | None:
        return self._by_name.get(part.lstrip("/").lower())
