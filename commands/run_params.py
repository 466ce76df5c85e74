"""The options of a command as the parameters of a run; light, for commands that start no run."""

from typing import Any, TypeVar

import click
from pydantic import ValidationError

from schemas.bulk import RunParams

_Params = TypeVar("_Params", bound=RunParams)


def run_params(system: str, kind: type[_Params], **options: Any) -> _Params:
    """The options that were given. Raises `UsageError` at one that the system does not take."""
    said = {name: value for name, value in options.items() if value not in (None, (), {})}
    if unknown := said.keys() - kind.model_fields.keys():
        raise click.UsageError(f"{system} has no --{min(unknown).replace('_', '-')}")
    try:
        return kind.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise click.UsageError(f"{first['loc'][0]}: {first['msg']}") from None
