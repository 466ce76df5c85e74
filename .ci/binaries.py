"""Refuse binary files in git: nobody can review one, and every clone carries it for ever."""

import subprocess
import sys
from pathlib import Path

ALLOWED = {
    "agents/winback/offline/reasons.model": "the classifier's weights, written by `make model`",
    "docs/report.png": "the picture in the README",
}
ALLOWED_FOLDER = (
    "tests/corpus/files/"  # customer files as they come: UTF-16, workbooks, archives; each a few hundred bytes
)


def binaries() -> list[str]:
    """The tracked files in which git finds no text."""
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=True).stdout
    names = [name.decode() for name in listed.split(b"\0") if name]
    return [name for name in names if Path(name).is_file() and b"\0" in Path(name).read_bytes()[:8000]]


if __name__ == "__main__":
    refused = [name for name in binaries() if name not in ALLOWED and not name.startswith(ALLOWED_FOLDER)]
    for name in refused:
        print(f"{name} is a binary file; name it in .ci/binaries.py with its reason, or remove it")
    sys.exit(1 if refused else 0)
