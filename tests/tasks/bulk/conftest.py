"""A file of notes for the toy."""

from pathlib import Path

import pytest

NOTES = 5


@pytest.fixture
def note_file(tmp_path: Path) -> Path:
    """A file of five notes."""
    path = tmp_path / "notes.txt"
    path.write_text("\n".join(f"This is note {number}." for number in range(NOTES)))
    return path
