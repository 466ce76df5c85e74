"""A folder that may not be listed, for tests that run as root, whom no permission keeps out."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import obstore
import pytest
from obstore.exceptions import GenericError


@contextmanager
def locked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Within the block, listings that come to this folder fail as they do without permission to read it."""
    scan, listing = os.scandir, obstore.list

    def scandir(path: Any) -> Any:
        if not isinstance(path, int) and Path(path) == folder:  # rmtree lists by descriptor
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return scan(path)

    def listed(store: Any, prefix: str = "", **options: Any) -> Any:
        asked = Path(store.prefix, prefix)
        if folder.is_relative_to(asked) or asked.is_relative_to(folder):
            raise GenericError(
                f"Unable to walk dir: IO error for operation on {folder}: Permission denied (os error 13)"
            )
        return listing(store, prefix=prefix, **options)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", scandir)
        patched.setattr(obstore, "list", listed)
        yield
