"""Templates: Jinja2 in a sandbox, strict about names, with customer data as delimited JSON."""

import json
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, Undefined, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from schemas.errors import BadInputError


def _data(value: object) -> str:
    """JSON in which no text can close the tag that delimits it."""
    if isinstance(value, Undefined):
        str(value)  # raises, naming what is not there
    plain = value.model_dump(mode="json", exclude_none=True) if isinstance(value, BaseModel) else value
    text = json.dumps(plain, ensure_ascii=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


# Prompts are plain text, not HTML; `data` does the escaping that matters here.
_JINJA = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False)
_JINJA.filters["data"] = _data


@lru_cache(maxsize=256)
def _compiled(source: str) -> Template:
    return _JINJA.from_string(source)


def check_template(source: str, variables: set[str], where: str) -> None:
    """Raise `BadInputError` where a template does not parse or uses a variable that the agent is not given."""
    try:
        used = meta.find_undeclared_variables(_JINJA.parse(source))
        _compiled(source)
    except TemplateError as error:
        raise BadInputError(f"{where}: {' '.join(str(error).split())}") from None
    if missing := sorted(used - variables):
        raise BadInputError(f"{where}: unknown variable {', '.join(missing)}; known: {', '.join(sorted(variables))}")


def render(source: str, inputs: BaseModel) -> str:
    """The template filled with the top-level fields of `inputs`; BadInputError where one is missing."""
    variables: dict[str, Any] = {name: getattr(inputs, name) for name in type(inputs).model_fields}
    try:
        return _compiled(source).render(variables)
    except TemplateError as error:
        raise BadInputError(f"a prompt template cannot be rendered: {error}") from None
