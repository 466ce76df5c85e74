"""Cells as long as they occur in files: Python's csv module stops at 128 KB."""

import csv

# An unclosed quote reads on to the end of the file, or to this many characters.
LONGEST = 1 << 24


def allow_long_cells() -> None:
    """Let every reader of this process read cells of 16 million characters."""
    csv.field_size_limit(LONGEST)
