"""`revive support run`: a file of questions through ledger, budget and resume."""

from typing import Any

import click

from commands.options import EPILOG, environment_option, guarded, json_option
from commands.run_options import concurrency, deadline, max_cost, max_failures, shards


@click.command(epilog=EPILOG)
@click.argument("source", metavar="FILE")
@click.option("--upload-id", help="Name of the upload.  [default: the file's name and a hash of its content]")
@environment_option
@concurrency
@shards
@max_cost
@deadline
@click.option(
    "--max-reject-rate",
    type=click.FloatRange(0, 1),
    help="Refuse a file in which a larger share of lines holds no question.  [default: 0.2]",
)
@max_failures
@click.option("--sample", type=click.IntRange(min=1), help="How many questions to take, drawn by a hash of their id.")
@click.option("--dry-run", is_flag=True, default=None, help="Estimate calls, tokens and dollars; pay nothing.")
@json_option
@guarded
def run(environment: str, as_json: bool, **options: Any) -> None:  # noqa: FBT001 -- click passes flags by name
    """Answer each question in FILE, and judge the answers. Nothing is paid for twice.

    FILE holds one question per line, plain or JSON with `question` (and optionally `user_id`, `session_id`, `history`),
    or a CSV with a column `question`: a path, an http(s) or s3 URL. Questions are masked before they are stored.
    `revive ask --batch` answers at once and keeps conversations; this keeps records, for reruns and evaluations.
    """
    from commands.run_system import asked, run_in_terminal  # noqa: PLC0415 -- light start
    from tasks.support.system import SUPPORT  # noqa: PLC0415 -- same

    run_in_terminal(SUPPORT, asked(SUPPORT, **options), environment, as_json=as_json)
