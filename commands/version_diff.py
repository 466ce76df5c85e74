"""What `revive agents diff` prints."""

import json
from collections.abc import Iterable

from rich.text import Text

from commands.console import stdout
from commands.output import print_json, say
from schemas.catalogue import VersionDiff

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def show_diff(shown: VersionDiff, *, as_json: bool) -> None:
    """Print how two versions differ."""
    if as_json:
        print_json(shown.model_dump(mode="json"))
        return
    stdout.print(Text(f"{shown.before} → {shown.after}: {shown.why}", style="bold"), soft_wrap=True)
    if not shown.changes and not shown.prompts:
        say("no difference")
    for path, change in shown.changes.items():
        for line in _changed(path, change["before"], change["after"]):
            stdout.print(Text(line), soft_wrap=True)
    for lines in shown.prompts.values():
        say()
        for line in lines:
            stdout.print(Text(line, style=_COLOURS.get(line[:1], "")), soft_wrap=True)


def _changed(path: str, before: object, after: object) -> Iterable[str]:
    if isinstance(before, list) and isinstance(after, list):
        yield from (f"- {path}: {_value(item)}" for item in before if item not in after)
        yield from (f"+ {path}: {_value(item)}" for item in after if item not in before)
        if sorted(map(str, before)) == sorted(map(str, after)):
            yield f"  {path}: in another order"
    else:
        yield f"  {path}: {_value(before)} → {_value(after)}"


def _value(value: object) -> str:
    return "nothing" if value is None else value if isinstance(value, str) else json.dumps(value)
