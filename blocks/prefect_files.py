"""The files in the current folder from which Prefect takes its settings, the address of its server among them."""

from pathlib import Path

from blocks.own_files import require_own_file

# By name, and what such a file says if it has any setting of Prefect's.
_FILES = ((".env", b"PREFECT_"), ("prefect.toml", b""), ("pyproject.toml", b"[tool.prefect"))
_MOST = 1 << 20


def require_own_prefect_files(folder: Path) -> None:
    """Raise `BadInputError` if one of them may be somebody else's: the server that it names is told about customers."""
    for name, setting in _FILES:
        if _says(folder / name, setting):
            require_own_file((folder / name).absolute())


def _says(path: Path, setting: bytes) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return setting.lower() in file.read(_MOST).lower()
    except OSError:
        return False  # Prefect cannot read it either
