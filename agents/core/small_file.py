"""Reading files that somebody else may have put there: regular ones only, and never more than a given size."""

from pathlib import Path

from schemas.errors import BadInputError


def read_small(path: Path, most: int) -> bytes:
    """At most `most` + 1 bytes of a file, so that the caller can tell one that is too large.

    Raises `BadInputError` if it cannot be read, or is not a file: a pipe would wait for ever, /dev/zero never ends.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise BadInputError(f"{path}: is not a regular file")
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise BadInputError(f"{path} does not exist") from None
    except (OSError, ValueError) as error:
        raise BadInputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
