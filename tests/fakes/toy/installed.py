"""The toy as pip would leave it: a distribution with its entry points, for this process and those that it starts."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import TESTS

from agents.core.kit import kits
from commands.of_systems import commands_by_system, commands_of_systems
from tasks.bulk.systems import installed

_ENTRY_POINTS = """\
[revive.agents]
toy = fakes.toy.agent:KITS
[revive.systems]
toy = fakes.toy.system:TOY
[revive.flows]
toy = fakes.toy.flow:toy
[revive.commands]
toy = fakes.toy.commands:COMMANDS
[revive.routers]
toy = fakes.toy.router:router
"""


@contextmanager
def toy_installed(folder: Path) -> Iterator[None]:
    """Until the block ends."""
    about = folder / "site" / "toy-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: toy\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(_ENTRY_POINTS)
    found = [str(about.parent), str(TESTS.parent), str(TESTS), os.environ.get("PYTHONPATH", "")]
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(about.parent)
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, found)))
        _look_anew()
        yield
    _look_anew()


def _look_anew() -> None:
    kits.cache_clear()
    installed.cache_clear()
    commands_by_system.cache_clear()
    commands_of_systems.cache_clear()
