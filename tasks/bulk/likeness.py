"""Describes a subject by a few coarse values per field: just enough to see that the input has changed.

A value stands as it is only where its field has a closed list of them. A text becomes its length, a number its power of
two, a list its size. So no text that somebody wrote and no name is kept.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import floor, log2
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

MISSING = "missing"
_DEEP = 2


def what_it_is_like(subject: object) -> dict[str, str]:
    """By field, with dots into the models inside; nothing of a subject that is no pydantic model."""
    return _of_model(subject, "", _DEEP) if isinstance(subject, BaseModel) else {}


def _of_model(model: BaseModel, before: str, deep: int) -> dict[str, str]:
    like: dict[str, str] = {}
    for name, closed in _fields(type(model)):
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            like |= _of_model(value, f"{before}{name}.", deep - 1) if deep > 1 else {}
        elif (said := _coarse(value, closed=closed)) is not None:
            like[f"{before}{name}"] = said
    return like


def _coarse(value: Any, *, closed: bool) -> str | None:
    """None for what says nothing of its kind, such as a date."""
    if value is None or value in ("", (), []):
        return MISSING
    if isinstance(value, bool) or (closed and isinstance(value, str)):
        return str(value)
    if isinstance(value, int | float):
        return _power(abs(value), "-" if value < 0 else "")
    if isinstance(value, str):
        return f"{_power(len(value), '')} characters"
    return f"{_power(len(value), '')} items" if isinstance(value, Sequence | Mapping) and value else None


def _power(value: float, sign: str) -> str:
    if value == 0:
        return "0"
    return f"{sign}{2.0 ** floor(log2(value)):g}+"


@lru_cache(maxsize=256)
def _fields(kind: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """The fields, and whether each has a closed list of values; ids are as many as there are subjects."""
    return tuple(
        (name, _is_closed(field.annotation))
        for name, field in kind.model_fields.items()
        if name not in ("id", "key") and not name.endswith("_id")
    )


def _is_closed(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin is Literal:
        return True
    if origin is Annotated:
        return _is_closed(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return all(_is_closed(one) or one is type(None) for one in get_args(annotation))
    return False
