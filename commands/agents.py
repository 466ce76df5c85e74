"""`revive agents …`: the registry of agent versions."""

import click


@click.group(short_help="Agent versions: list, compare, register, release.")
def agents() -> None:
    """The versions of the agents: which there are, which serves whom, and what was decided."""
