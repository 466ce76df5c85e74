"""Templates: Jinja2 over plain data, strict about names, with customer data as delimited JSON."""

import asyncio
from functools import lru_cache
from typing import Any

from jinja2 import TemplateError
from pydantic import BaseModel

from agents.core.prompt_language import filled, is_simple, parse, undeclared
from agents.core.prompt_process import child
from schemas.errors import BadInputError, one_line, shown

# Everything that a template can raise while it is compiled or filled.
_RAISED = (TemplateError, LookupError, MemoryError, RecursionError, SyntaxError, TypeError, ValueError)


def check_template(source: str, variables: set[str], where: str) -> None:
    """Raise `BadInputError` if a template does not parse or uses a variable that the agent is not given."""
    try:
        used = undeclared(parse(source))
    except TemplateError as error:
        raise BadInputError(f"{where}: {one_line(error)}") from None
    if missing := sorted(used - variables):
        raise BadInputError(
            f"{where}: unknown variable {shown(', '.join(missing))}; known: {', '.join(sorted(variables))}"
        )


def render(source: str, inputs: BaseModel) -> str:
    """The template filled with the top-level fields of `inputs`; BadInputError if one is missing."""
    try:
        used, simple = _known(source)
        variables = {name: plain_data(getattr(inputs, name)) for name in used if name in type(inputs).model_fields}
        return filled(source, variables) if simple else child.filled(source, variables)
    except _RAISED as error:
        raise BadInputError(f"a prompt template cannot be rendered: {one_line(error)}") from None


async def render_beside(source: str, inputs: BaseModel) -> str:
    """`render` without blocking the event loop where a child process may take long to fill the template."""
    try:
        _, simple = _known(source)
    except _RAISED:
        simple = True  # which at once says what is wrong
    return render(source, inputs) if simple else await asyncio.to_thread(render, source, inputs)


def reads(source: str, name: str) -> bool:
    """Whether a template, which is known to parse, uses a variable of this name."""
    return name in _known(source)[0]


def plain_data(value: Any) -> Any:
    """A value as JSON would hold it: no object of ours, and so none of its methods, reaches a template."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, list | tuple):
        return [plain_data(one) for one in value]
    if isinstance(value, dict):
        return {str(name): plain_data(one) for name, one in value.items()}
    return value


@lru_cache(maxsize=256)
def _known(source: str) -> tuple[frozenset[str], bool]:
    """The variables of a template, and whether it is safe to fill it in this process."""
    tree = parse(source)
    return undeclared(tree), is_simple(tree)
