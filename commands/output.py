"""What the commands print: lines made printable, or exactly one JSON document. Light to import, for `--help`."""

import json
import sys
from collections.abc import Mapping, Sequence

import click

from schemas.printable import printable_lines


def say(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Print one or several lines on standard output, or on standard error; `nl` ends the last one."""
    click.echo(printable_lines(text), err=err, nl=nl)


class _PrintJson:
    """Print the one document that standard output gets."""

    done = False

    def __call__(self, document: Mapping[str, object] | Sequence[Mapping[str, object]]) -> None:
        self.done = True
        sys.stdout.write(json.dumps(document, indent=2) + "\n")


print_json = _PrintJson()
