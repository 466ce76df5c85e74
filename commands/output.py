"""What the commands print: lines made printable, or exactly one JSON document. Light to import, for `--help`."""

import json
import sys

import click

from schemas.printable import printable_lines


def say(text: str = "", *, err: bool = False) -> None:
    """Print one or several lines on standard output, or on standard error."""
    click.echo(printable_lines(text), err=err)


class _PrintJson:
    """Print the one document that standard output gets."""

    done = False

    def __call__(self, document: dict[str, object]) -> None:
        self.done = True
        sys.stdout.write(json.dumps(document, indent=2) + "\n")


print_json = _PrintJson()
