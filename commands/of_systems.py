"""The commands of the installed systems, found by the entry points of the group `revive.commands`."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import entry_points
from types import MappingProxyType

import click

GROUP = "revive.commands"


@lru_cache(maxsize=1)
def commands_by_system() -> Mapping[str, tuple[click.Command, ...]]:
    """By the name of the system. Raises `ClickException` if there are none, or two have the same name.

    Their modules are imported whenever somebody asks for help, so they import nothing heavy.
    """
    points = sorted(entry_points(group=GROUP), key=lambda one: one.name)
    found: dict[str, tuple[click.Command, ...]] = {point.name: tuple(point.load()) for point in points}
    names = [command.name for commands in found.values() for command in commands]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise click.ClickException(f"two installed systems have a command {twice}; remove one of them")
    if not found:
        raise click.ClickException("no system brings a command; install Revive again, an update may have brought them")
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def commands_of_systems() -> Mapping[str, click.Command]:
    """The same by the name of the command."""
    commands = (command for commands in commands_by_system().values() for command in commands)
    return MappingProxyType({str(command.name): command for command in commands})
