"""`python -m fakes.toy`: the toy's command, as its own package would have it."""

from typing import Any

import click
from fakes.toy.system import TOY, ToyParams

from commands.options import environment_option, guarded, json_option
from commands.run_system import run_in_terminal


@click.command()
@click.argument("source", required=False)
@click.option("--upload-id")
@click.option("--concurrency", type=int)
@click.option("--shards", type=int)
@click.option("--max-cost-usd", type=float)
@click.option("--dry-run", is_flag=True, default=None)
@environment_option
@json_option
@guarded
def toy(environment: str, as_json: bool, **options: Any) -> None:  # noqa: FBT001 -- click passes flags by name
    params = ToyParams.model_validate({name: value for name, value in options.items() if value is not None})
    run_in_terminal(TOY, params, environment, as_json=as_json)


if __name__ == "__main__":
    toy()
