"""What a run was asked to do, stored with its upload: a resumed run continues as it was asked to."""

from typing import Any, TypeVar

from pydantic import ValidationError

from schemas.bulk import RunParams, Status
from schemas.errors import BadInputError

_Params = TypeVar("_Params", bound=RunParams)
_SAID_ANEW = frozenset(  # for every run
    {"mapping", "date_order", "encoding", "sheet", "join_on", "keep", "voices", "only_failed"}
)


def kept_params(params: RunParams, environment: str) -> dict[str, Any]:
    """The parameters that a resumed run takes over."""
    return params.model_dump(mode="json", exclude={*params.locations, *_SAID_ANEW}) | {"environment": environment}


def resumed_params(params: _Params, status: Status) -> _Params:
    """The parameters of a resumed run: those that it was given before, except those given now."""
    if params.source is not None:
        return params
    saved = {name: value for name, value in status.params.items() if name in type(params).model_fields}
    said = params.model_dump(exclude_unset=True)
    try:
        return params.model_validate(saved | said)
    except ValidationError:
        raise BadInputError("status.json holds parameters that Revive did not write; give a source to go on") from None
