"""The part of requirements.lock that the image needs: what the package and its extra `lambda` ask for.

`python deployments/aws/runtime_lock.py requirements.lock pyproject.toml [build] > runtime.lock`

Pins and hashes stay as they are. The lock says of each package who asks for it ("via"); nothing is resolved, so the
image has what the tests had.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EXTRAS = ("lambda",)
_NAME = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)")
_VIA = re.compile(r"^\s+#(?: via)?\s+(\S.*)$")
_OURS = "revive"


@dataclass(frozen=True, slots=True)
class Pinned:
    """One package of the lock."""

    name: str
    lines: tuple[str, ...]
    via: frozenset[str]  # the packages that ask for it; ours is left out, pyproject.toml says what that asks for


def read_lock(text: str) -> list[Pinned]:
    """Every package of a lock that uv wrote."""
    blocks: list[list[str]] = []
    for line in text.splitlines():
        if line and not line[0].isspace():
            blocks.append([])
        if blocks:
            blocks[-1].append(line)
    return [_pinned(lines) for lines in blocks]


def _pinned(lines: Sequence[str]) -> Pinned:
    via = (found[1] for line in lines if (found := _VIA.match(line)))
    return Pinned(_named(lines[0]), tuple(lines), frozenset(_named(one) for one in via) - {_OURS})


def _named(requirement: str) -> str:
    found = _NAME.match(requirement)
    assert found is not None, requirement
    return re.sub(r"[-_.]+", "-", found[1]).lower()


def asked_for(project: dict[str, Any], extras: Iterable[str] = EXTRAS) -> set[str]:
    """The packages that pyproject.toml names for a running program."""
    said = [*project["dependencies"], *(one for extra in extras for one in project["optional-dependencies"][extra])]
    return {_named(one) for one in said}


def needed(lock: Sequence[Pinned], roots: set[str]) -> list[Pinned]:
    """The packages that `roots` need, directly or not. Raises `ValueError` if the lock lacks one of them."""
    if missing := roots - {one.name for one in lock}:
        raise ValueError(f"the lock lacks {', '.join(sorted(missing))}: make lock")
    found = set(roots)
    while more := {one.name for one in lock if one.via & found} - found:
        found |= more
    return [one for one in lock if one.name in found]


def main(lock: Path, pyproject: Path, *, build: bool) -> None:
    """Print the part that the program needs, or what builds it."""
    said = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    roots = {_named(one) for one in said["build-system"]["requires"]} if build else asked_for(said["project"])
    for one in needed(read_lock(lock.read_text(encoding="utf-8")), roots):
        sys.stdout.write("\n".join(one.lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), build=sys.argv[3:] == ["build"])
