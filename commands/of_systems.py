"""The commands that systems bring along, found by the entry points of the group `revive.commands`."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import entry_points
from types import MappingProxyType

import click

GROUP = "revive.commands"


@lru_cache(maxsize=1)
def commands_of_systems() -> Mapping[str, click.Command]:
    """By name; each entry point is a tuple of commands. Raises `ClickException` where there are none, or two of a name.

    Their modules are imported whenever somebody asks for help, so they import nothing heavy.
    """
    found: dict[str, click.Command] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        for command in point.load():
            if command.name in found:
                raise click.ClickException(f"two installed systems have a command {command.name}; remove one of them")
            found[command.name] = command
    if not found:
        raise click.ClickException("no system brings a command; install Revive again, an update may have brought them")
    return MappingProxyType(found)
