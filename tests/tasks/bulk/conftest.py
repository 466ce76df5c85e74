"""The toy, installed, and a file of notes for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.toy.installed import toy_installed

NOTES = 5


@pytest.fixture
def toy(tmp_path: Path) -> Iterator[None]:
    """Installed while the test runs."""
    with toy_installed(tmp_path):
        yield


@pytest.fixture
def note_file(tmp_path: Path) -> Path:
    """A file of five notes."""
    path = tmp_path / "notes.txt"
    path.write_text("\n".join(f"This is note {number}." for number in range(NOTES)))
    return path
