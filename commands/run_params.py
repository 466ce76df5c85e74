"""The options of a command as the parameters of a run; light, for commands that start no run."""

from typing import Any, TypeVar

import click
from pydantic import ValidationError

from schemas.bulk import RunParams
from schemas.errors import shown

_Params = TypeVar("_Params", bound=RunParams)


def run_params(system: str, kind: type[_Params], **options: Any) -> _Params:
    """The options that were given. Raises `UsageError` at one that the system does not take."""
    said = {name: value for name, value in options.items() if value not in (None, (), {})}
    if unknown := said.keys() - kind.model_fields.keys():
        raise click.UsageError(f"{system} has no --{min(unknown).replace('_', '-')}")
    try:
        return kind.model_validate(said)
    except ValidationError as error:
        raise click.UsageError(_refused(kind, error)) from None


def _refused(kind: type[RunParams], error: ValidationError) -> str:
    """What is wrong with the first refused option; its field's description explains more than a pattern."""
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0])
    option = f"--{name.replace('_', '-')}"
    described = kind.model_fields[name].description
    if first["type"] == "string_pattern_mismatch" and described:
        return f"{option} {shown(str(first['input']))}: {described}"
    return f"{option}: {first['msg']}"
