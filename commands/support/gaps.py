"""`revive support knowledge gaps`: questions for which the knowledge has no page."""

from pathlib import Path
from typing import BinaryIO

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say


@click.command(epilog=EPILOG)
@click.argument("questions", type=click.File("rb"), required=False)
@click.option("--folder", type=click.Path(path_type=Path), help="Another folder of Markdown and HTML, for QUESTIONS.")
@click.option("--days", type=click.IntRange(1, 90), default=30, show_default=True, help="How far to look back.")
@environment_option
@json_option
@guarded
def gaps(questions: BinaryIO | None, folder: Path | None, days: int, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """List recent questions for which nothing was known, as themes, the commonest first.

    With QUESTIONS, a file with one per line, list those for which the folder has no page.
    """
    if questions is None:
        _show_live(environment, days, as_json=as_json)
    else:
        _show_of_file(questions, folder, as_json=as_json)


def _show_live(environment: str, days: int, *, as_json: bool) -> None:
    from tasks.support.gaps import days_ago, live_gaps  # noqa: PLC0415 -- light start

    found = awaited(live_gaps(environment, days_ago(days)))
    if as_json:
        said = [one.model_dump(mode="json") for one in found]
        print_json([{"questions": one.pop("complaints"), **one} for one in said])
        return
    for theme in found:
        say(f"{theme.complaints} in {theme.sessions} sessions: {theme.label} ({', '.join(theme.intents)})")
        for quote in theme.quotes[:3]:
            say(f"    {quote.text}")
    if not found:
        say(f"every question of the last {days} days found something")


def _show_of_file(questions: BinaryIO, folder: Path | None, *, as_json: bool) -> None:
    from tasks.support.knowing import unanswered  # noqa: PLC0415 -- light start

    missing = awaited(unanswered(questions, folder))
    if as_json:
        print_json([{"question": question} for question in missing])
    else:
        say("\n".join(missing) or "every question finds something")
