"""`revive edit`: a person's own words instead of the model's."""

import sys
from pathlib import Path

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option
from commands.output import print_json, say

_LONGEST = 1 << 16  # bytes: 300 words are far shorter, in any script


@click.command(epilog=EPILOG, short_help="Write an email of a customer in your own words.")
@click.argument("upload_id")
@click.argument("customer_id")
@click.option("--email", "number", type=click.IntRange(1, 3), required=True, help="Which of the three emails.")
@click.option("--subject", help="Its new subject.")
@click.option("--body-file", help="A UTF-8 text file with its new body; `-` for standard input.")
@click.option("--cta", help="Its new call to action.")
@by_option
@environment_option
@json_option
@guarded
def edit(
    upload_id: str,
    customer_id: str,
    number: int,
    subject: str | None,
    body_file: str | None,
    cta: str | None,
    by: str | None,
    environment: str,
    as_json: bool,  # noqa: FBT001 -- click passes flags by name
) -> None:
    """Replace the subject, body or call to action of an email of CUSTOMER_ID; the rest stays.

    Your text is checked like the model's, and the exports show it at once. The model's own stays in the record.
    """
    from tasks.registry.register import person  # noqa: PLC0415 -- light start
    from tasks.winback.edit import edit as record  # noqa: PLC0415 -- same

    body = None if body_file is None else _read(body_file)
    said = {"subject": subject, "body": body, "cta": cta}
    texts = {name: text for name, text in said.items() if text is not None}
    if not texts:
        raise click.UsageError("give --subject, --body-file or --cta")
    message = awaited(record(upload_id, customer_id, number, texts, person(by), environment))
    if as_json:
        print_json({"status": "edited", "message": message})
    else:
        say(message)


def _read(path: str) -> str:
    from schemas.errors import BadInputError, shown  # noqa: PLC0415 -- light start

    try:
        with sys.stdin.buffer if path == "-" else Path(path).open("rb") as file:
            content = file.read(_LONGEST + 1)
    except OSError as error:
        raise BadInputError(f"cannot read {shown(path)}: {error.strerror}") from None
    if len(content) > _LONGEST:
        raise BadInputError(f"{shown(path)} is longer than any email may be; shorten it to 300 words")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInputError(f"{shown(path)} is not UTF-8 text; save it as UTF-8") from None
