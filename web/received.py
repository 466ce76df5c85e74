"""A file that somebody sends, saved to disk under a harmless form of its name."""

from pathlib import Path, PurePosixPath

from starlette.datastructures import UploadFile

from blocks.layout import safe
from blocks.source import TABLES


async def save_file(file: UploadFile, folder: Path, name: str = "") -> Path:
    """Save a file of a form in a folder, which is made if need be."""
    folder.mkdir(exist_ok=True)  # noqa: ASYNC240 -- as quick as the write below
    path = folder / file_name(file.filename or name)
    with path.open("wb") as target:
        while piece := await file.read(1 << 20):
            target.write(piece)
    return path


def file_name(name: str) -> str:
    """The name without folders and without what a path could not hold; the ending says what kind of table it is."""
    plain = PurePosixPath(name.replace("\\", "/")).name.lower()
    suffix = next((one for one in TABLES if plain.endswith(one)), "")
    stem = plain.removesuffix(suffix) if suffix else PurePosixPath(plain).stem
    return f"{safe(stem) if stem else 'upload'}{suffix or '.csv'}"
