"""What a zip file is: a workbook has its parts in it, by names that no other format uses."""

import io
import zipfile

from schemas.errors import BadInputError

_ZIP = b"PK\x03\x04"
_OTHER = (
    ("xl/workbook.bin", "a binary workbook (.xlsb); save it as .xlsx or CSV"),
    ("word/document.xml", "a Word document; give the table as .xlsx or CSV"),
    ("ppt/presentation.xml", "a presentation; give the table as .xlsx or CSV"),
    ("content.xml", "an OpenDocument file; save it as .xlsx or CSV"),
    ("index/document.iwa", "a Numbers or Pages file; export it as .xlsx or CSV"),
)


def names_in_zip(content: bytes) -> list[str] | None:
    """The names in a zip file; None if it is none that can be read."""
    if not content.startswith(_ZIP):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as found:
            return found.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return None


def is_workbook(content: bytes, name: str) -> bool:
    """Whether the content is an .xlsx or .xlsm. Raises `BadInputError` if it is another format made of a zip."""
    names = names_in_zip(content)
    if names is None:
        return False
    plain = {one.lstrip("/").lower() for one in names}
    for member, kind in _OTHER:
        if member in plain:
            raise BadInputError(f"{name} is {kind}")
    return "[content_types].xml" in plain and any(one.startswith("xl/") for one in plain)
